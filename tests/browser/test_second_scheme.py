"""Another scheme of the same shape is served from its own configuration file, without a line of code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import PageFactory
from tests.browser.harness import REPOSITORY, Server, open_page, running_server, settle
from tests.browser.reader import expect_key_figure, plain, show_tables
from tests.handmade import publish_small

SCHEME = Path(__file__).with_name("dentists") / "scheme.toml"
# Words of the first scheme that no reader of the second may meet.
FIRST_SCHEME = re.compile(r"\bALIS|\blege(r|n|ns|ne)?\b|allmennlege|statusrapport|Helsedirektorat", re.I)
PAGES = ("", "kart", "sentralitet", "vekst", "budsjett", "kommune?fylke=46&kommune=4601", "om-tallene")


def run(data: Path, *arguments: str) -> str:
    """What the command line says when it serves the second scheme."""
    done = subprocess.run(
        [sys.executable, "-m", "lib", *arguments],
        cwd=REPOSITORY,
        env=os.environ | {"ALIS_SCHEME": str(SCHEME), "ALIS_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the second scheme: its own published figures, and the six rows counted by hand."""
    folder = tmp_path_factory.mktemp("dentists") / "data"
    run(folder, "reference")
    publish_small(folder, "tann-2023", source="Håndlagde rader for tannhelse", synthetic=False, notes=())
    return folder


@pytest.fixture(scope="module")
def dentists(data: Path) -> Server:
    previous = os.environ.get("ALIS_SCHEME")
    os.environ["ALIS_SCHEME"] = str(SCHEME)
    try:
        with running_server(data=data, log=data.parent / "server.log") as server:
            yield server
    finally:
        os.environ.pop("ALIS_SCHEME")
        if previous:
            os.environ["ALIS_SCHEME"] = previous


def test_every_page_speaks_of_the_second_scheme_alone(dentists: Server, new_page: PageFactory):
    page, recorder = new_page(dentists)
    read = []
    for path in PAGES:
        open_page(page, f"{dentists.url}/{path}")
        assert page.get_by_test_id("stException").count() == 0
        read.append(plain(page.inner_text("body")))
        show_tables(page)
        read.append(plain(page.inner_text("body")))
        read += page.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
        read.append(page.title())
    assert "Traceback" not in dentists.log_text()
    said = "\n".join(read)
    assert [found[0] for found in FIRST_SCHEME.finditer(said)] == []
    assert "TANN-innsikt" in said
    assert "Unike tannleger" in said
    assert "utdanningsavtale" in said.lower()
    assert recorder.console_errors == []


def test_its_numbers_agree_with_its_own_published_figures(dentists: Server, new_page: PageFactory):
    page, _recorder = new_page(dentists)
    open_page(page, dentists.url)
    expect_key_figure(page, "doctors", "3")
    open_page(page, f"{dentists.url}/om-tallene")
    for folded in page.locator("[class*='st-key-fold-reconciliation'] summary").all():
        folded.click()
        settle(page)
    for folded in page.locator(".foot summary").all():
        folded.click()
    shown = plain(page.inner_text("body"))
    assert "4 av 4 publiserte tall stemmer med uttrekket" in shown
    assert "Rapporten runder av til hele tiere." in shown
    assert "461,1" not in shown, "what is published of the first scheme"


def test_its_links_have_its_own_words(dentists: Server, new_page: PageFactory):
    page, _recorder = new_page(dentists)
    open_page(page, f"{dentists.url}/?aar=2022&type=rettleiing")
    expect_key_figure(page, "doctors", "1")
    assert "type=rettleiing" in page.url


def test_its_files_are_named_and_worded_by_it(data: Path, tmp_path: Path):
    listed = run(data, "figure", "--list")
    assert FIRST_SCHEME.search(re.sub(r"^\S+\t", "", listed, flags=re.M)) is None
    target = tmp_path / "figure.svg"
    run(data, "figure", "yearly-growth", "--format", "svg", "--out", str(target))
    drawn = target.read_text(encoding="utf-8")
    assert "tannleger" in drawn
    assert FIRST_SCHEME.search(re.sub(r"<[^>]+>", " ", drawn)) is None
