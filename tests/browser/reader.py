"""What a reader does on a page, and what there is to see: by roles, texts and our own ids."""

import re

from playwright.sync_api import Download, Locator, Page, expect

from lib.words import _
from tests.browser.harness import settle, settle_after_run

PATHS = (
    "",
    "kart",
    "kart?niva=kommuner&vis=endring",
    "rekkevidde",
    "sentralitet",
    "vekst",
    "budsjett",
    "kommune?fylke=46&kommune=4621",
    "presentasjon",
    "om-tallene",
)
WHITE_SPACE = r"\s+"
# Menu of the filters → how its choices begin.
MENUS = {
    "Sentralitet": r"[1-6]( \(|$)",
    "Type": "ALIS-avtale|Kun veiledning",
    "Størrelse": r"Under 2|\d+\s\d{3}",
}
TARGET_PX = 24  # WCAG 2.2 AA, 2.5.8
CONTROLS = (
    "button:visible, a[href]:visible, input:visible, select:visible, summary:visible, [role=radio]:visible"
)
SHAPES = "path[aria-roledescription='geoshape']"


class Hand:
    """A reader's clicks and keys, counted; a text that is typed at once counts as one."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def click(self, target: Locator) -> None:
        target.click()
        self._done()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self._done()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self._done()

    def download(self, target: Locator) -> Download:
        with self.page.expect_download() as found:
            self.click(target)
        return found.value

    def _done(self) -> None:
        self.acts += 1
        settle(self.page)


def filters(page: Page) -> Locator:
    """The rows of filters above the content."""
    return page.locator(".st-key-filters")


def pick(page: Page, choice: str) -> None:
    """Press a filter's choice, ``Vestland`` or ``2022``: in the rows, or in the menu that has it."""
    menu = next((name for name, choices in MENUS.items() if re.match(choices, choice)), "")
    if not menu:
        role = "radio" if choice[0].isdecimal() else "button"
        filters(page).get_by_role(role, name=choice, exact=True).click()
        settle_after_run(page)
        return
    in_menu(page, menu).get_by_role("button", name=re.compile(rf"^{re.escape(choice)} ·")).click()
    settle_after_run(page)
    close_menu(page)


def pick_borders(page: Page, vintage: int) -> None:
    names = {2020: "11 fylker", 2024: "Dagens 15"}
    in_menu(page, "|".join([*names.values(), "Som i"])).get_by_role(
        "radio", name=re.compile(names[vintage])
    ).click()
    settle_after_run(page)
    close_menu(page)


def in_menu(page: Page, label: str) -> Locator:
    """Open a menu of the filters and give what is in it."""
    filters(page).get_by_role("button", name=re.compile(f"^({label})")).first.click()
    menu = page.get_by_test_id("stPopoverBody")
    expect(menu).to_be_visible()
    return menu


def close_menu(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def expect_chips(page: Page, *said: str) -> None:
    """What is chosen, in the words of its chips, once the page has come to it."""
    expect(page.locator('[class*="st-key-chip-"] [data-testid=stMarkdownContainer]')).to_have_text(said)


def reset(page: Page) -> None:
    filters(page).get_by_role("button", name=_("Remove all filters")).click()
    settle_after_run(page)


def figure(page: Page, id: str) -> Locator:
    """A figure with everything around it."""
    return page.locator(f".st-key-figure-{id}")


def figure_ids(page: Page) -> list[str]:
    """The ids of the figures on the page, in order."""
    classes = page.locator("[class*='st-key-figure-']").evaluate_all("all => all.map(one => one.className)")
    return [re.search(r"st-key-figure-([\w-]+)", name)[1] for name in classes]


def expect_key_figure(page: Page, id: str, value: str) -> None:
    """The value of a key figure, once the page has come to it; a hard space counts as a space."""
    expect(page.locator(f"#key-{id} b")).to_have_text(re.compile(rf"^{value.replace(' ', WHITE_SPACE)}$"))


def plain(text: str) -> str:
    return " ".join(text.split())


def marks(figure: Locator) -> dict[str, str]:
    """What a screen reader hears of each mark of a chart: its sentence → its fill."""
    found = figure.locator("[aria-label][aria-roledescription]:not(.role-axis, .role-legend)").evaluate_all(
        "all => all.filter(mark => mark.tagName === 'path')"
        ".map(mark => [mark.getAttribute('aria-label'), mark.getAttribute('fill')])"
    )
    return {plain(label): fill for label, fill in found}


def show_tables(page: Page) -> int:
    """Switch every figure from chart to table; how many there were."""
    switches = page.get_by_test_id("stMain").get_by_role("radio", name=_("Table"), exact=True)
    for switch in switches.all():
        switch.click()
        settle(page)
    return switches.count()


def open_downloads(page: Page, figure: Locator) -> Locator:
    """Open a figure's download menu."""
    figure.get_by_role("button", name=_("Download")).click()
    settle(page)
    return page.get_by_role("dialog", name=_("Download"))


def table(figure: Locator) -> tuple[list[str], dict[str, list[str]]]:
    """A figure's table as it stands on the page: the column names, and row name → cells."""
    head = figure.locator("table thead th[scope=col]").all_inner_texts()
    rows = figure.locator("table tbody tr").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th[scope=row]').innerText, "
        "[...row.querySelectorAll('td')].map(cell => cell.innerText)])"
    )
    return [plain(name) for name in head], {plain(name): [plain(cell) for cell in row] for name, row in rows}


def sideways(page: Page) -> list[str]:
    """What is wider than its window, of the document and the containers that a page stands in."""
    return page.evaluate(
        """() => [document.documentElement, document.body,
          ...document.querySelectorAll('[data-testid=stMain], [data-testid=stMainBlockContainer]')]
          .filter(box => box.scrollWidth > box.clientWidth)
          .map(box => `${box.tagName} ${box.className}: ${box.scrollWidth} > ${box.clientWidth}`)"""
    )


def too_small(page: Page) -> list[str]:
    """What is pressed and smaller than a fingertip needs, with its size.

    Links within a text or a table are as high as its line, which the criterion allows.
    A small mark takes presses in an ``::after`` that reaches out on every side.
    """
    return page.locator(CONTROLS).evaluate_all(
        """(all, least) => all.filter(part => !part.closest("p, table, dd, li, small, .only-read"))
          .map(part => [part, (part.closest("label") ?? part).getBoundingClientRect()])
          .filter(([part, box]) => {
            const more = Math.max(-parseFloat(getComputedStyle(part, "::after").top) || 0, 0);
            return box.width > 1 && box.height > 1 && Math.min(box.width, box.height) + 2 * more < least;
          })
          .map(([part, box]) => `${part.ariaLabel || part.textContent}: ${box.width} × ${box.height}`)""",
        TARGET_PX,
    )


def legend(figure: Locator) -> dict[str, str]:
    """A chart's legend: label → fill."""
    labels = figure.locator(".role-legend-label text").all_text_contents()
    symbols = figure.locator(".role-legend-symbol path").evaluate_all(
        "all => all.map(symbol => symbol.getAttribute('fill'))"
    )
    return dict(zip(map(plain, labels), symbols, strict=True))
