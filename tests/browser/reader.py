"""What a reader does on a page, and what there is to see: by roles, texts and our own ids."""

import re

from playwright.sync_api import Locator, Page, expect

from lib.words import _
from tests.browser.harness import settle

PATHS = (
    "",
    "kart",
    "kart?niva=kommuner&vis=endring",
    "sentralitet",
    "vekst",
    "budsjett",
    "kommune?fylke=46&kommune=4621",
    "presentasjon",
    "om-tallene",
)
WHITE_SPACE = r"\s+"
SHAPES = "path[aria-roledescription='geoshape']"


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def pick(page: Page, choice: str) -> None:
    """Press a filter's choice, ``Vestland`` or ``2022``, whatever the number of grants behind it is."""
    sidebar(page).get_by_role("button", name=re.compile(rf"^{re.escape(choice)} ·")).click()
    settle(page)


def pick_borders(page: Page, vintage: int) -> None:
    name = _("from {year}").format(year=vintage)
    sidebar(page).get_by_role("radio", name=name).click()
    settle(page)


def reset(page: Page) -> None:
    sidebar(page).get_by_role("button", name=_("Reset")).click()
    settle(page)


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


def legend(figure: Locator) -> dict[str, str]:
    """A chart's legend: label → fill."""
    labels = figure.locator(".role-legend-label text").all_text_contents()
    symbols = figure.locator(".role-legend-symbol path").evaluate_all(
        "all => all.map(symbol => symbol.getAttribute('fill'))"
    )
    return dict(zip(map(plain, labels), symbols, strict=True))
