// The search: a field with a list of results, as the ARIA pattern of a combobox has it. The server finds and
// says where each result leads; this asks for it, shows it, and follows it.
(() => {
  const WAIT_MS = 60, SAY_MS = 500;
  let results = [], active = -1, answered = "", follow = false, waiting = 0, saying = 0, asked = null;

  const box = () => document.querySelector(".search");
  const input = () => document.getElementById("search-field");
  const options = () => [...document.querySelectorAll("#search-results [role=option]")];
  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const close = () => {
    const [field, found] = [input(), box()?.querySelector(".found")];
    clearTimeout(waiting);
    clearTimeout(saying);
    asked?.abort();
    follow = false;
    answered = "";
    mark(-1);
    if (found) found.hidden = true;
    field?.setAttribute("aria-expanded", "false");
  };

  const mark = position => {
    active = position;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === position)));
    const option = options()[position];
    if (option) {
      input().setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input()?.removeAttribute("aria-activedescendant");
  };

  const choose = result => {
    const field = input();
    close();
    field.value = "";
    // A keyboard on the screen covers what was found.
    if (matchMedia("(pointer: coarse)").matches) field.blur();
    if (result.term) alis.define(result.term, field);
    else alis.go(result.href, result.figure && ["figure", "fold"]
      .map(kind => `[class*="st-key-${kind}-${result.figure}"]`).join(","));
  };

  const show = answer => {
    const [found, list] = [box().querySelector(".found"), document.getElementById("search-results")];
    results = answer.groups.flatMap(group => group.results);
    let next = 0;
    list.replaceChildren(...answer.groups.map((group, at) => {
      const part = made("div", "", ""), name = made("div", "name", group.name);
      part.setAttribute("role", "group");
      part.setAttribute("aria-labelledby", name.id = `search-group-${at}`);
      part.append(name, ...group.results.map(result => {
        const option = made("div", "", ""), position = next++;
        option.setAttribute("role", "option");
        option.id = `search-option-${position}`;
        option.append(made("span", "", result.label), " ", made("small", "", result.note ?? ""));
        return option;
      }));
      return part;
    }));
    const nothing = found.querySelector(".said");
    nothing.textContent = answer.nothing ? answer.said : "";
    found.hidden = false;
    list.scrollTop = 0;
    list.hidden = !results.length;
    input().setAttribute("aria-expanded", String(results.length > 0));
    mark(-1);
    clearTimeout(saying);
    saying = setTimeout(() => alis.say(answer.said), SAY_MS);
  };

  const ask = query => {
    asked?.abort();
    asked = new AbortController();
    const params = new URLSearchParams(location.search);
    params.set("q", query);
    params.set("side", location.pathname.replace(/^\/|\/$/g, ""));
    fetch(`/sok?${params}`, { signal: asked.signal }).then(answer => answer.json()).then(answer => {
      if (input()?.value.trim() !== query) return;
      answered = query;
      show(answer);
      // Only what fits what is typed is followed unseen, not what is merely near.
      if (follow && results.length && !answer.nothing) choose(results[0]);
      follow = false;
    }).catch(error => { if (error.name !== "AbortError") close(); });
  };

  document.addEventListener("input", event => {
    if (event.target.id !== "search-field") return;
    const query = event.target.value.trim();
    clearTimeout(waiting);
    follow = false;
    if (query) waiting = setTimeout(ask, WAIT_MS, query);
    else close();
  });

  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && input()) {
      event.preventDefault();
      input().scrollIntoView({ block: "nearest" });
      input().focus();
      return;
    }
    if (event.target.id !== "search-field") return;
    const query = event.target.value.trim(), number = options().length;
    const isOpen = event.target.getAttribute("aria-expanded") === "true";
    if (event.key === "Escape") {
      if (!box().querySelector(".found").hidden) close();
      else if (event.target.value) event.target.value = "";
      else event.target.blur();
    } else if (event.key === "Enter" && query) {
      if (query === answered && isOpen) {
        if (active >= 0 || !box().querySelector(".said").textContent) choose(results[Math.max(active, 0)]);
      } else {  // what is typed is not answered yet
        follow = true;
        clearTimeout(waiting);
        ask(query);
      }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && isOpen) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 && step < 0 ? number - 1 : (active + step + number) % number);
    } else if (event.key === "ArrowDown" && query) ask(query);
    else return;
    event.preventDefault();
  });

  // The field keeps the keyboard while a result is pressed.
  document.addEventListener("pointerdown", event => {
    if (event.target.closest?.(".search .found")) event.preventDefault();
    else if (!event.target.closest?.(".search")) close();
  });
  document.addEventListener("click", event => {
    const option = event.target.closest?.("#search-results [role=option]");
    if (option) choose(results[options().indexOf(option)]);
  });
  document.addEventListener("focusout", event => {
    if (event.target.id === "search-field" && !box()?.contains(event.relatedTarget)) close();
  });
})();
