"""From the country to a county to a municipality and back: by click, by name, by the trail and by link."""

import csv

from playwright.sync_api import Page, expect

from lib.words import _
from tests.browser.conftest import PageFactory
from tests.browser.harness import REPOSITORY, Server, follow, open_page, settle
from tests.browser.reader import SHAPES, figure

REGISTER = REPOSITORY / "data" / "reference" / "sources" / "municipalities_2020.csv"
LIMIT_BYTES = 25_000


def register() -> dict[str, set[str]]:
    """County code → the names of its municipalities, from the committed register."""
    names: dict[str, set[str]] = {}
    with REGISTER.open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            names.setdefault(row["county_code"], set()).add(row["name"].replace(" - ", " – "))
    return names


def drawn(page: Page, id: str) -> dict[str, float]:
    """Region → the length of its outline on screen, by the name in its description."""
    found = (
        figure(page, id)
        .locator(SHAPES)
        .evaluate_all(
            "all => all.map(one => [one.getAttribute('aria-label').split(':')[0], one.getTotalLength()])"
        )
    )
    assert len(dict(found)) == len(found), "a region is drawn twice"
    return dict(found)


def expect_trail(page: Page, last: str) -> None:
    """The breadcrumb ends here, three steps down."""
    steps = page.locator(".st-key-trail").get_by_role("button")
    expect(steps.nth(0)).to_have_text(_("Norway"))
    expect(steps.nth(2)).to_have_text(last)


def test_every_municipality_of_the_register_is_drawn_in_its_county(server: Server, new_page: PageFactory):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kart")
    total = 0
    for county, names in register().items():
        follow(page, f"{server.url}/kart?fylke={county}")
        outlines = drawn(page, "region-map")
        assert set(outlines) == names, county
        assert min(outlines.values()) > 4, county
        total += len(outlines)
    assert total == 356


def test_a_click_goes_down_a_reload_stays_and_the_trail_leads_back(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, f"{server.url}/kart")
    recorder.frames.clear()
    click(page, "region-map", "Trøndelag")
    page.wait_for_url("**fylke=50*")
    settle(page)
    assert recorder.frame_bytes() <= LIMIT_BYTES
    county = drawn(page, "region-map")
    assert set(county) == register()["50"]

    click(page, "region-map", "Oppdal")
    page.wait_for_url("**kommune=5021*")
    settle(page)
    expect_trail(page, "Oppdal")
    address = page.url

    open_page(page, address)
    assert page.url == address
    assert set(drawn(page, "region-map")) == set(county)
    expect_trail(page, "Oppdal")

    page.locator(".st-key-trail").get_by_role("button", name=_("Norway")).click()
    page.wait_for_url(lambda url: "fylke=" not in url and "kommune=" not in url)
    settle(page)
    assert len(drawn(page, "region-map")) == 11


def click(page: Page, id: str, name: str) -> None:
    """Click in the middle of a region."""
    shape = figure(page, id).locator(f"{SHAPES}[aria-label^='{name}']")
    shape.scroll_into_view_if_needed()
    inside = shape.evaluate(
        """shape => {  // a point inside, as the middle of its box may be another's
          const box = shape.getBBox(), matrix = shape.getScreenCTM();
          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
            const point = new DOMPoint(box.x + box.width * i / 20, box.y + box.height * j / 20);
            if (shape.isPointInFill(point)) {
              const near = [[3, 0], [-3, 0], [0, 3], [0, -3]];
              if (near.every(([x, y]) => shape.isPointInFill(new DOMPoint(point.x + x, point.y + y)))) {
                const there = point.matrixTransform(matrix);
                return [there.x, there.y];
              }
            }
          }
        }"""
    )
    page.mouse.click(*inside)
