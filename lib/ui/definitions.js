// The definition of a number, opened at the number: by mouse, key and touch. Esc, a press elsewhere and the
// button close it, and the keyboard goes back to where it was.
(() => {
  const { definitions, close: closeLabel, all: allLabel } = document.currentScript.dataset;
  const EDGE = 8;
  let known = null, opener = null;

  const terms = () => known ??= fetch(definitions).then(answer => answer.json()).catch(error => {
    known = null;
    throw error;
  });
  const made = (tag, text) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    return element;
  };

  const panel = made("div");
  panel.id = "definition";
  panel.popover = "auto";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", "definition-name");
  panel.addEventListener("toggle", event => {
    if (event.newState !== "closed" || !opener) return;
    // Streamlit may have made the mark anew, and the browser gives the focus to nobody.
    const mark = opener.isConnected ? opener : document.querySelector(`a.term[data-t="${opener.dataset.t}"]`);
    if (document.activeElement === document.body || panel.contains(document.activeElement)) mark?.focus();
    opener = null;
  });

  const fill = term => {
    const name = made("h2", term.label), details = made("dl"), close = made("button"), all = made("a", allLabel);
    name.id = "definition-name";
    close.type = "button";
    close.setAttribute("aria-label", closeLabel);
    close.addEventListener("click", () => panel.hidePopover());
    all.href = term.address.replace("#", `${location.search}#`);
    all.addEventListener("click", event => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      opener = null;
      panel.hidePopover();
      alis.go(all.getAttribute("href"), all.hash);
    });
    for (const [label, text] of term.details) details.append(made("dt", label), made("dd", text));
    panel.replaceChildren(close, name, made("p", term.definition), details, all);
  };

  const place = mark => {
    const at = mark.getBoundingClientRect(), own = panel.getBoundingClientRect();
    const below = at.bottom + EDGE, above = at.top - EDGE - own.height;
    const top = below + own.height <= innerHeight - EDGE || above < EDGE ? below : above;
    panel.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - own.height - EDGE))}px`;
    panel.style.left = `${Math.max(EDGE, Math.min(at.left - EDGE, innerWidth - own.width - EDGE))}px`;
  };

  alis.define = (id, mark) => terms().then(all => {
    fill(all[id]);
    if (!panel.isConnected) document.body.append(panel);
    opener = mark;
    panel.showPopover();
    place(mark);
    panel.focus({ preventScroll: true });
  });

  // A mark is sent with its id alone: here it becomes a link with a name.
  const name = () => {
    const marks = document.querySelectorAll("a[data-t]:not(.term)");
    if (marks.length) terms().then(all => {
      for (const mark of marks) {
        const term = all[mark.dataset.t];
        mark.className = "term";
        mark.href = term.address;
        mark.ariaLabel = term.ask;
      }
    }).catch(() => {});
  };
  new MutationObserver(name).observe(document, { subtree: true, childList: true });

  document.addEventListener("click", event => {
    const mark = event.target.closest?.("a.term");
    if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    alis.define(mark.dataset.t, mark);
  }, true);
})();
