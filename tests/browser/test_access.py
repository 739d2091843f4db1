"""What a reader with a keyboard, little sight, or much zoom meets, where a checker of markup sees nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import PageFactory, Visits
from tests.browser.harness import Server, open_page
from tests.browser.reader import too_small

SCHEMES = ("light", "dark")
TEXT, EDGE = 4.5, 3.0  # contrasts of WCAG 2.2 AA, 1.4.3 and 1.4.11
BUSY = "presentasjon?bilde=key-figures&bilde=region-map:metric%3Dgrants"
COLOURS = Path(__file__).with_name("colours.js").read_text(encoding="utf-8")


def text_contrast(control: Locator) -> float:
    """The contrast of a control's text with what it stands on, with its opacity."""
    return control.evaluate(
        f"""part => {{ {COLOURS}
          const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
          let node; while ((node = words.nextNode()) && !node.textContent.trim());
          const element = node ? node.parentElement : part, behind = ground(element);
          const [r, g, b, a] = parse(getComputedStyle(element).color);
          let seen = a;
          for (let at = element; at; at = at.parentElement) seen *= Number(getComputedStyle(at).opacity);
          return contrast(over([r, g, b, seen], behind), behind); }}"""
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["", BUSY])
def test_the_words_of_every_control_are_read_at_rest_and_under_the_mouse(
    visits: Visits, path: str, scheme: str
):
    page = visits(path, dark=scheme == "dark").as_opened()
    faint, seen = {}, 0
    for control in page.locator("button:enabled:visible").all():
        name = control.inner_text().strip()
        if not name or re.fullmatch(r"[a-z_]+", name):  # an icon alone is judged as an edge
            continue
        for state in ("rest", "hover"):
            if state == "hover":
                control.hover()
            seen += 1
            if (found := text_contrast(control)) < TEXT:
                faint[f"{name} ({state})"] = round(found, 2)
    assert seen > 20, "too few to mean anything"
    assert faint == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_stop_of_the_keyboard_has_a_ring_that_is_seen(visits: Visits, scheme: str):
    page = visits(BUSY, dark=scheme == "dark").as_opened()
    faint, stops = {}, set()
    for _step in range(90):
        page.keyboard.press("Tab")
        name, width, found = page.evaluate(
            f"""() => {{ {COLOURS}
              const part = document.activeElement;
              if (!part || part === document.body) return ["", 9, 99];
              const field = '[data-baseweb="input"], [data-baseweb="select"] > div';
              const ring = [part, part.closest("label"), part.closest(field)]
                .filter(Boolean).map(each => getComputedStyle(each))
                .find(style => style.outlineStyle !== "none");
              const name = (part.ariaLabel || part.textContent || part.tagName).trim().slice(0, 40);
              if (!ring) return [name, 0, 0];
              const seen = contrast(parse(ring.outlineColor), ground(part.parentElement));
              return [name, parseFloat(ring.outlineWidth), seen];
            }}"""
        )
        stops.add(name)
        if width < 2 or found < EDGE:
            faint[name] = (width, round(found, 2))
    assert len(stops) > 25, "too few stops to mean anything"
    assert faint == {}


def test_what_is_pressed_in_a_presentation_is_large_enough(visits: Visits):
    assert too_small(visits(BUSY, dark=False).as_opened()) == []


def test_nothing_moves_for_a_reader_who_asks_for_that(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    page.emulate_media(reduced_motion="reduce")
    open_page(page, server.url)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(part => {
             const style = getComputedStyle(part);
             const lasts = text => Math.max(...text.split(",").map(parseFloat)) > 0.02;
             const isAnimated = style.animationName !== "none" && lasts(style.animationDuration);
             return isAnimated || lasts(style.transitionDuration);
           }).map(part => `${part.tagName}.${part.className.baseVal ?? part.className}`)"""
    )
    assert moving == []


def test_what_is_chosen_is_seen_in_forced_colours(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    page.emulate_media(forced_colors="active")
    open_page(page, f"{server.url}/?fylke=46")
    row = page.locator(".st-key-filter-fylke button")
    edges = {
        button.inner_text(): button.evaluate("part => parseFloat(getComputedStyle(part).borderTopWidth)")
        for button in row.all()
    }
    assert edges.pop("Vestland") > max(edges.values()), "colours are the system's: the edge must tell"
