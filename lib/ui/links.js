// Links in a table lead to a place on the page at hand and name only that place. This keeps the other
// choices of the address, and follows the link as the browser's back and forward are followed: without
// loading the page again. Without this script they are links all the same.
(() => {
  const isOurs = link => link && link.closest("table") && link.getAttribute("href").startsWith("?");
  const whole = link => {
    const params = new URLSearchParams(location.search);
    params.delete("kommune");
    params.delete("fylke");
    for (const [name, value] of new URLSearchParams(link.getAttribute("href"))) params.set(name, value);
    return `${location.pathname}?${params}`;
  };
  // The whole address is filled in before it can be copied or opened in a new tab.
  for (const kind of ["pointerover", "focusin"])
    document.addEventListener(kind, event => {
      const link = event.target.closest?.("a[href]");
      if (isOurs(link)) link.href = whole(link);
    });
  document.addEventListener("click", event => {
    const link = event.target.closest?.("table a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    event.preventDefault();
    history.pushState(history.state, "", link.href.includes("?") ? link.href : whole(link));
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  });
})();
