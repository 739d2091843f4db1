// What the search and the definitions share: going to a view, arriving at a part of it, and saying something.
const alis = (() => {
  const PATIENCE_MS = 15000, PAUSE_MS = 100, HELD_MS = 8000;
  const app = () => document.querySelector('[data-testid="stApp"]');

  // An address of ours is followed as the browser's back and forward are: without loading the page again.
  const go = (href, selector) => {
    if (href !== location.pathname + location.search + location.hash) {
      history.pushState(history.state, "", href);
      dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    }
    if (selector) arrive(selector);
  };

  // Scroll to a part of a page, and move the keyboard there, once the page is made.
  const arrive = selector => {
    const begun = performance.now();
    const look = () => {
      const waited = performance.now() - begun;
      const place = document.querySelector(selector);
      if (place?.textContent && waited > PAUSE_MS * 3 && app()?.dataset.testScriptState === "notRunning") {
        const heading = place.querySelector("h2, h3") ?? place;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        place.scrollIntoView();
        hold(selector);
      } else if (waited < PATIENCE_MS) setTimeout(look, PAUSE_MS);
    };
    setTimeout(look, PAUSE_MS);
  };

  // Keep a part in view while what stands above it finds its size, until the reader does something.
  const hold = selector => {
    const sizes = new ResizeObserver(() => document.querySelector(selector)?.scrollIntoView());
    const page = document.querySelector('[data-testid="stMainBlockContainer"]');
    if (page) sizes.observe(page);
    const acts = ["wheel", "touchmove", "pointerdown", "keydown"], end = new AbortController();
    const stop = () => { sizes.disconnect(); end.abort(); };
    for (const act of acts) addEventListener(act, stop, { capture: true, signal: end.signal });
    setTimeout(stop, HELD_MS);
  };

  // Read out by screen readers, once: the live region is the page's own.
  const say = text => {
    const status = document.querySelector("div.only-read[role=status]");
    if (status && status.textContent !== text) status.textContent = text;
  };

  // Streamlit makes the page after the browser has looked for the part, or the figure, that the address names.
  if (/^#[\w-]+$/.test(location.hash)) {
    const name = location.hash.slice(1);
    arrive(`[id="${name}"], .st-key-figure-${name}, .st-key-fold-${name}, .st-key-row-${name}`);
  }
  return { go, arrive, say };
})();
