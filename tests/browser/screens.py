"""``make screens``: every page at three widths, light and dark, as whole pictures to be looked at."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.harness import REPOSITORY, WATCH, open_page, running_server, settle

FOLDER = REPOSITORY / "screens"
WIDTHS = {1400: 900, 768: 1024, 390: 844}
THEMES = ("light", "dark")
ADDRESSES = {
    "oversikt": "/",
    "oversikt-vestland": "/?fylke=46",
    "kart": "/kart",
    "kart-kommuner": "/kart?niva=kommuner&maal=leger&per=innbyggere&vis=endring-prosent",
    "kart-aar-for-aar": "/kart?vis=aar-for-aar",
    "rekkevidde": "/rekkevidde",
    "sentralitet": "/sentralitet",
    "vekst": "/vekst",
    "budsjett": "/budsjett",
    "kommune": "/kommune?fylke=18&kommune=1804",
    "kommune-fylke": "/kommune?fylke=18",
    "kommune-sammenlign": "/kommune?fylke=18&mot=54",
    "presentasjon": "/presentasjon?bilde=key-figures&bilde=region-map:metric%3Dgrants",
    "om-tallene": "/om-tallene",
    "ingen": "/?sentralitet=1&storrelse=g",
}


def take(page: Page, file: Path, *, width: int, height: int) -> None:
    """A picture of the whole page: the window is made as tall as what it holds."""
    settle(page)
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, tall)})
    settle(page)
    page.screenshot(path=file)


def main() -> None:
    """Make all pictures, and say where they are."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as log,
        running_server(data=REPOSITORY / "data", log=Path(log) / "server.log") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for width, height in WIDTHS.items():
            for theme in THEMES:
                for name, address in ADDRESSES.items():
                    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
                    page.add_init_script(WATCH)
                    open_page(page, server.url + address)
                    take(page, FOLDER / f"{name}-{width}-{theme}.png", width=width, height=height)
                    page.close()
        browser.close()
    print(f"{len(WIDTHS) * len(THEMES) * len(ADDRESSES)} pictures in {FOLDER.relative_to(REPOSITORY)}/")


if __name__ == "__main__":
    main()
