// What the pages need beside Streamlit.

// Links in a table lead to a place on the page at hand and name only that place. This keeps the other
// choices of the address, and follows the link as the browser's back and forward are followed: without
// loading the page again. Without this script they are links all the same.
(() => {
  const isOurs = link => link && link.closest("table") && link.getAttribute("href").startsWith("?");
  const whole = link => {
    const params = new URLSearchParams(location.search);
    const given = new URLSearchParams(link.getAttribute("href"));
    if (given.has("fylke") || given.has("kommune")) ["kommune", "fylke"].forEach(name => params.delete(name));
    for (const [name, value] of given) if (value) params.set(name, value); else params.delete(name);
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

// The bar of pages on a phone: the other page with the choices of this one, without loading the site again.
document.addEventListener("click", event => {
  const link = event.target.closest?.("nav.pages a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(history.state, "", link.pathname + location.search);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
});

// A figure picked for the presentation: one more slide in the address.
document.addEventListener("click", event => {
  const tile = event.target.closest?.("button[data-add]");
  if (!tile || tile.disabled) return;
  const params = new URLSearchParams(location.search);
  params.append("bilde", tile.dataset.add);
  tile.disabled = true;
  alis.go(`${location.pathname}?${params}`);
});

// A slide's place in the order: its picture is dragged to another. The buttons beside it do the same by keys.
(() => {
  const ROW = '[class*="st-key-slide-row-"]';
  const rows = () => [...document.querySelectorAll(ROW)];
  let from = -1;
  const mark = (row, to) => {
    for (const each of rows()) each.removeAttribute("data-over");
    if (row && to !== from) row.dataset.over = to < from ? "above" : "below";
  };
  document.addEventListener("dragstart", event => {
    const picture = event.target.closest?.("a.preview");
    if (!picture) return;
    from = rows().indexOf(picture.closest(ROW));
    event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", event => {
    if (from < 0) return;
    const row = event.target.closest?.(ROW);
    mark(row, rows().indexOf(row));
    if (row) event.preventDefault();
  });
  document.addEventListener("drop", event => {
    const to = rows().indexOf(event.target.closest?.(ROW));
    if (from < 0 || to < 0) return;
    event.preventDefault();
    const params = new URLSearchParams(location.search), slides = params.getAll("bilde");
    slides.splice(to, 0, ...slides.splice(from, 1));
    params.delete("bilde");
    for (const slide of slides) params.append("bilde", slide);
    alis.go(`${location.pathname}?${params}`);
  });
  document.addEventListener("dragend", () => { mark(null); from = -1; });
})();

// The link of what is shown, on the clipboard. The button says that it is done, and is itself again after a while.
(() => {
  const copied = document.currentScript.dataset.copied;
  document.addEventListener("click", event => {
    const button = event.target.closest?.("button.copy-link");
    if (!button || button.textContent === copied) return;
    const label = button.textContent;
    navigator.clipboard.writeText(location.href).then(() => {
      button.textContent = copied;
      setTimeout(() => { button.textContent = label; }, 3000);
    });
  });
})();

// What a screen reader needs to be told of a page that changes in place: the new answer, once; what a chip
// does; and where the keyboard is after a chip is gone.
(() => {
  const remove = document.currentScript.dataset.remove;
  const chips = () => [...document.querySelectorAll('[class*="st-key-chip-"] button')];
  const nameOf = chip => chip.querySelector('[data-testid="stMarkdownContainer"]')?.textContent.trim() ?? "";
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "only-read";
  let answer = null, removed = null;
  document.addEventListener("click", event => {
    const chip = event.target.closest?.('[class*="st-key-chip-"] button');
    if (chip) removed = { at: chips().indexOf(chip), of: chips().length };
  }, true);
  const follow = () => {
    if (!status.isConnected && document.body) document.body.append(status);
    for (const chip of chips()) {
      const label = remove.replace("{name}", nameOf(chip));
      if (chip.getAttribute("aria-label") !== label) chip.setAttribute("aria-label", label);
    }
    const place = document.querySelector("p.answer");
    if (place && place.textContent !== answer) {
      if (answer !== null) status.textContent = place.textContent;
      answer = place.textContent;
    }
    if (removed && chips().length < removed.of) {
      const next = chips()[Math.min(removed.at, chips().length - 1)] ?? place;
      if (document.activeElement === document.body && next) {
        if (next === place) place.tabIndex = -1;
        next.focus();
      }
      removed = null;
    }
  };
  new MutationObserver(follow).observe(document, { subtree: true, childList: true, characterData: true });
})();
