// A figure's own bar: copy, share and full screen; and what its marks have in common with those beside it.

(() => {
  const words = JSON.parse(document.currentScript.dataset.figure);
  const FIGURE = '[class*="st-key-figure-"], [class*="st-key-row-"]';  // a figure, or the row of key figures
  const MARKS = "svg [aria-label][aria-roledescription]";
  const nameOf = mark => mark.getAttribute("aria-label").split(":")[0];
  const say = text => { document.querySelector("body > .only-read[role=status]").textContent = text; };  // of page.js

  // The button says what has happened, and is itself again after a while.
  const done = (button, text) => {
    const name = button.firstElementChild, before = name.textContent;
    if (before === text) return;
    name.textContent = text;
    button.classList.add("done");
    say(text);
    setTimeout(() => { name.textContent = before; button.classList.remove("done"); }, 3000);
  };

  // What stands around the numbers leaves with them: title, years, selection, unit and source.
  const around = figure => ({
    title: (figure.querySelector("h2") ?? document.querySelector("h1"))?.textContent ?? "",
    sub: (figure.querySelector("p.sub") ?? document.querySelector("p.lead"))?.textContent ?? "",
    source: document.querySelector("p.source")?.textContent ?? "",
  });

  // A row for each key figure: its name, its value with the unit, and what is said below it.
  const partsOf = key => ["dt", "dd > b", "dd > span"].flatMap(part => [...key.querySelectorAll(part)]);
  const cellsOf = figure => {
    const table = figure.querySelector("table");
    const rows = table ? [...table.rows].map(row => [...row.cells]) : [...figure.querySelectorAll(".keys > div")].map(partsOf);
    return rows.map(row => row.map(cell => cell.textContent.replace(/\u00a0/g, " ").trim()));
  };

  const tableOf = figure => {
    const { title, sub, source } = around(figure), cells = cellsOf(figure);
    const escaped = text => new Option(text).innerHTML;
    const rows = cells.map(row => `<tr>${row.map(cell => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("");
    return {
      "text/plain": new Blob([[title, sub, ...cells.map(row => row.join("\t")), source].join("\n")], { type: "text/plain" }),
      "text/html": new Blob([`<p><b>${escaped(title)}</b><br>${escaped(sub)}</p><table>${rows}</table><p>${escaped(source)}</p>`],
        { type: "text/html" }),
    };
  };

  const drawn = svg => new Promise((resolve, reject) => {
    const image = new Image(), copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  });

  const pictureOf = async figure => {
    const { title, sub, source } = around(figure), svgs = [...figure.querySelectorAll("svg.marks")];
    const images = await Promise.all(svgs.map(drawn)), boxes = svgs.map(svg => svg.getBoundingClientRect());
    const style = getComputedStyle(document.documentElement), font = getComputedStyle(document.body).fontFamily;
    const margin = 24, width = Math.max(700, boxes.reduce((sum, box) => sum + box.width, 0)) + 2 * margin;
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    const lines = (text, letters) => {
      pen.font = letters;
      return text.split(" ").reduce((found, word) => {
        const longer = `${found.at(-1)} ${word}`.trim();
        if (pen.measureText(longer).width > width - 2 * margin) found.push(word); else found[found.length - 1] = longer;
        return found;
      }, [""]);
    };
    const texts = [[title, `600 22px ${font}`, 28], [sub, `15px ${font}`, 21]], foot = [[source, `13px ${font}`, 18]];
    const tall = parts => parts.reduce((sum, [text, letters, height]) => sum + lines(text, letters).length * height, 0);
    const height = Math.max(...boxes.map(box => box.height)), top = margin + tall(texts) + 12;
    canvas.width = 2 * width;
    canvas.height = 2 * (top + height + 12 + tall(foot) + margin);
    pen.scale(2, 2);
    pen.fillStyle = style.getPropertyValue("--alis-ground");
    pen.fillRect(0, 0, width, canvas.height);
    pen.fillStyle = style.getPropertyValue("--alis-ink");
    const write = (parts, from) => parts.forEach(([text, letters, high]) => lines(text, letters).forEach(line => {
      pen.font = letters;
      pen.fillText(line, margin, from += high);
    }));
    write(texts, margin - 6);
    boxes.reduce((left, box, place) => {
      pen.drawImage(images[place], left, top, box.width, box.height);
      return left + box.width;
    }, margin);
    write(foot, top + height + 8);
    return new Promise(resolve => canvas.toBlob(resolve, "image/png"));
  };

  const ways = {
    copy: async (button, figure) => {
      const table = figure.querySelector("table, .keys");
      const item = new ClipboardItem(table ? tableOf(figure) : { "image/png": pictureOf(figure) });
      await navigator.clipboard.write([item]);
      done(button, table ? words.table : words.picture);
    },
    share: async (button, figure) => {
      const id = [...figure.classList].join(" ").match(/st-key-(?:figure|row)-([\w-]+)/)[1];
      await navigator.clipboard.writeText(`${location.href.split("#")[0]}#${id}`);
      done(button, words.link);
    },
    whole: (_button, figure) => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen()),
  };
  document.addEventListener("click", event => {
    const button = event.target.closest?.("button.way"), figure = button?.closest(FIGURE);
    if (figure) Promise.resolve(ways[button.dataset.do](button, figure)).catch(() => done(button, words.failed));
  });

  // The same place in two figures is lit in both.
  const lit = [];
  const dim = () => lit.splice(0).forEach(mark => mark.classList.remove("lit"));
  const light = mark => {
    dim();
    const name = nameOf(mark);
    for (const other of document.querySelectorAll(MARKS))
      if (nameOf(other) === name) lit.push(other), other.classList.add("lit");
  };
  document.addEventListener("pointerover", event => {
    const mark = event.target.closest?.(MARKS);
    if (mark) light(mark); else if (lit.length) dim();
  });

  // A map by the arrow keys: to the nearest place that way, which is said; Enter opens it.
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const middle = mark => {
    const box = mark.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const isMap = chart => chart.querySelector('[aria-roledescription="geoshape"]');
  const at = new WeakMap();
  document.addEventListener("keydown", event => {
    const chart = event.target.closest?.('[data-testid="stVegaLiteChart"][tabindex]'), step = STEPS[event.key];
    if (!chart || !(step || event.key === "Enter")) return;
    const marks = [...chart.querySelectorAll(MARKS)], here = marks.find(mark => nameOf(mark) === at.get(chart));
    if (event.key === "Enter") {
      if (!here) return;
      const [clientX, clientY] = middle(here);
      here.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX, clientY }));
      return;
    }
    event.preventDefault();
    const from = here ? middle(here) : null;
    const far = mark => {
      const [x, y] = middle(mark).map((value, axis) => value - from[axis]);
      const along = x * step[0] + y * step[1], across = Math.abs(x * step[1]) + Math.abs(y * step[0]);
      return along > 1 ? along + 2 * across : Infinity;
    };
    const next = here ? marks.reduce((best, mark) => (far(mark) < far(best) ? mark : best), here) : marks[0];
    if (here && (next === here || far(next) === Infinity)) return;
    at.set(chart, nameOf(next));
    light(next);
    say(next.getAttribute("aria-label"));
  });
  const reach = () => {
    for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"]:not([tabindex])'))
      if (isMap(chart)) {
        chart.tabIndex = 0;
        chart.setAttribute("role", "group");
        chart.setAttribute("aria-label", words.map);
      }
  };
  new MutationObserver(reach).observe(document, { subtree: true, childList: true });
})();
