"""The map: every county drawn, named and coloured. An empty map is an error only a browser sees."""

import pytest

from lib.words import _
from tests.browser.conftest import PageFactory
from tests.browser.harness import Server, open_page
from tests.browser.reader import SHAPES, figure, legend, marks, pick, pick_borders
from tests.pages.rows import grants

COUNTIES_2020 = {
    "Agder", "Innlandet", "Møre og Romsdal", "Nordland", "Oslo", "Rogaland", "Troms og Finnmark",
    "Trøndelag", "Vestfold og Telemark", "Vestland", "Viken",
}  # fmt: skip
COUNTIES_2024 = (COUNTIES_2020 - {"Troms og Finnmark", "Vestfold og Telemark", "Viken"}) | {
    "Akershus", "Buskerud", "Finnmark", "Telemark", "Troms", "Vestfold", "Østfold",
}  # fmt: skip
DRAWN = """shapes => shapes.map(shape => {
  const box = shape.getBBox(), name = shape.getAttribute('aria-label').split(':')[0];
  return [name, shape.getAttribute('d').length, box.width, box.height];
})"""


def counties(page) -> dict[str, tuple[int, float, float]]:
    """County → how much path there is, and its width and height on screen."""
    found = figure(page, "region-map").locator(SHAPES).evaluate_all(DRAWN)
    assert len({name for name, *_size in found}) == len(found), "a county is drawn twice"
    # A county of many languages has them all in its name; the first is Norwegian.
    return {name.split(" - ")[0]: tuple(size) for name, *size in found}


@pytest.mark.parametrize(("query", "names"), [("", COUNTIES_2020), ("?grense=2024", COUNTIES_2024)])
def test_every_county_is_drawn_and_named(server: Server, new_page: PageFactory, query: str, names: set[str]):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart{query}")
    drawn = counties(page)
    assert set(drawn) == names
    for name, (length, width, height) in drawn.items():
        assert length > 100, f"{name} has next to no outline"
        assert 4 < width < 600, name
        assert 4 < height < 800, name
    # Regions that fill the whole canvas are rings that run the wrong way round.
    tallest = max(height for _length, _width, height in drawn.values())
    assert sum(height > tallest * 0.9 for _length, _width, height in drawn.values()) <= 2


def test_borders_and_years_change_the_map_in_place(server: Server, new_page: PageFactory):
    rows = grants()
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart")
    now = marks(figure(page, "region-map"))
    pick(page, "2022")
    before = marks(figure(page, "region-map"))
    for code, name in (("46", "Vestland"), ("03", "Oslo")):
        for year, said in ((2023, now), (2022, before)):
            here = rows[(rows.county == code) & (rows.year == year)]
            alis, applied = (here.grant_type == "alis").sum(), f"{here.applied_nok.sum() / 1e6:.1f}"
            amount = f"søkt {applied.replace('.', ',')} mill. kr"
            text = f"{name}: {len(here)} tilskudd, {alis} ALIS-avtaler, {amount}"
            assert text in said
    assert sorted(now.values()) != sorted(before.values()), "no county changed its class"
    pick_borders(page, 2024)
    assert len(counties(page)) == 15


def test_a_county_outside_the_selection_is_not_drawn_as_zero(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart?fylke=46&fylke=11")  # one county alone shows its municipalities
    chosen = figure(page, "region-map")
    drawn = chosen.locator(SHAPES).evaluate_all(
        "shapes => shapes.map(shape => [shape.getAttribute('aria-label') || '', shape.getAttribute('fill')])"
    )
    chosen_names = ("Vestland: ", "Rogaland: ")
    inside = [fill for said, fill in drawn if said.startswith(chosen_names)]
    outside = [fill for said, fill in drawn if not said.startswith(chosen_names)]
    assert (len(inside), len(outside)) == (2, 9)
    assert set(outside) == {legend(chosen)[_("outside the selection")]}
    assert not set(inside) & set(outside)
    assert _("no grants") not in " ".join(said for said, _fill in drawn)
