"""The house as the frozen files and the comparison ask for it: the one module to adapt when its names change.

What goes in and comes out is public or persisted, and so outlives the house's own names: a data folder, the
tag of a slide (``region-map:metric=grants?years=2023&counties=46``), a link, the bytes of a file, texts.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from lib.export import to_xlsx
from lib.export.deck_files import deck_to_pptx
from lib.export.presentation import deck_of, language_of, renew_deck, titles
from lib.export.slides import Deck, DeckFigure, Entry, to_pptx
from lib.extract.extract_history import extracts, rollback
from lib.extract.model import Extract
from lib.extract.publish import publish
from lib.extract.read import open_extract, read
from lib.figures import recipes
from lib.figures.drawing import Chart
from lib.figures.figure import Figure
from lib.figures.values import format_full
from lib.metrics.compute import total
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui import deck_builder as deck_page
from lib.ui import show_figure
from lib.ui.sitemap import SITE
from lib.words import language, use_language
from tests.truth import reading
from tests.truth.states import State

LANGUAGE = "&language="  # in a tag, for what is not Norwegian
SECONDS = 60
__all__ = ["extracts", "open_extract", "publish", "read", "rollback"]


@dataclass(frozen=True)
class Made:
    """A figure as made for a tag."""

    tag: str
    inner: Figure

    @property
    def language(self) -> str:
        """The language that it is made in."""
        return language_of(self.tag)


def names() -> tuple[str, ...]:
    """Every name that a figure is made by."""
    return tuple(recipes.names())


def search(extract: Extract) -> dict[str, str]:
    """Names and titles as the deck search and the command line list them, in their order."""
    return titles()


def title(extract: Extract, tag: str) -> str:
    """The title that a figure has whatever municipality the tag names."""
    name, _selection = recipes.read_tag(tag)
    return recipes.title_of(name)


def make(extract: Extract, tag: str) -> Made:
    """The figure of a tag, as a deck is renewed with it."""
    name, selection = recipes.read_tag(tag.partition(LANGUAGE)[0])
    with use_language(language_of(tag)):
        return Made(tag, recipes.make(View(extract, selection), name))


def query(selection: Selection) -> str:
    """A selection as the tag of a slide has it."""
    return recipes.tag_of("", selection).removeprefix("?")


def told(made: Made) -> dict:
    """What a figure says: its texts, and its table as written."""
    inner = made.inner
    said = {"title": inner.title, "subtitle": inner.subtitle, "source": inner.source}
    said["made up"] = inner.made_up
    said |= {"notes": list(inner.notes), "facts": [f"{label}: {text}" for label, text in inner.facts]}
    if inner.cards:
        rows = [[card.label, card.text, card.below] for card in inner.cards]
        table = {"columns": ["label", "value", "change"], "labels": [], "rows": rows}
        return said | {"alternative text": inner.statement, "table": table}
    columns = inner.table.columns
    with use_language(made.language):
        rows = [
            [
                format_full(value, column.kind, unknown=column.unknown)
                for value, column in zip(row, columns, strict=True)
            ]
            for row in inner.table.rows
        ]
    table = {
        "columns": [column.key for column in columns],
        "labels": [column.label for column in columns],
        "rows": rows,
        "codes": list(inner.table.codes),
        "last row is the whole": inner.table.has_total,
    }
    return said | {"alternative text": inner.alt, "file": inner.file_stem, "table": table}


def drawn(made: Made) -> dict:
    """What a figure draws, without a spec: its kind, colours, and the rows of its frames."""
    chart = getattr(made.inner, "chart", None)
    return {} if chart is None else _drawn(chart)


def _drawn(chart: Chart) -> dict:
    return {
        "kind": chart.kind,
        "columns": list(chart.columns),
        "colours": dict(chart.colours),
        "ramp": dict(chart.ramp),
        "regions": {code: [chart.fills[code], said] for code, said in chart.said.items()},
        "chosen": sorted(chart.chosen),
        "rows": {name: _rows(frame) for name, frame in chart.datasets.items() if not chart.panels},
        "panels": [[title, _drawn(panel)] for title, panel in chart.panels],
    }


def spec(made: Made) -> tuple[dict, dict[str, list[dict]]] | None:
    """The Vega-Lite spec on white, and the rows it names; None for a figure that is a table."""
    chart = getattr(made.inner, "chart", None)
    if chart is None:
        return None
    with use_language(made.language):
        return chart.spec("light"), {name: _rows(frame) for name, frame in chart.datasets.items()}


def _rows(frame: Mapping[str, Sequence]) -> list[dict]:
    return [dict(zip(frame, values, strict=True)) for values in zip(*frame.values(), strict=True)]


def slide(made: Made) -> bytes:
    """A presentation of one figure."""
    with use_language(made.language):
        return to_pptx(made.inner, tag=made.tag)


def workbook(made: Made) -> bytes:
    """The Excel workbook of a figure."""
    with use_language(made.language):
        return to_xlsx(made.inner)


def has_workbook(made: Made) -> bool:
    """Whether it can leave as a workbook."""
    return not made.inner.cards


def deck(extract: Extract, entries: Sequence[Sequence[str]], *, title: str, author: str) -> bytes:
    """A presentation: for each slide the tags of what stands on it, one or two. All in one language."""
    with use_language(language_of(entries[0][0])):
        made = tuple(_entry(extract, tags) for tags in entries)
        return deck_to_pptx(Deck(title, author, made))


def _entry(extract: Extract, tags: Sequence[str]) -> Entry:
    found = [make(extract, tag) for tag in tags]
    return Entry(figures=tuple(DeckFigure(each.inner, each.tag) for each in found))


def renew(old: bytes, extract: Extract, *, year: int) -> bytes:
    """An old presentation with the numbers of a year."""
    return renew_deck(old, extract, years=(year,))


def count(extract: Extract, year: int, *metrics: str) -> dict[str, object]:
    """Metrics of the whole country in a year."""
    found = total(View(extract, Selection(years=(year,))), *metrics)
    return {metric: found[metric] for metric in metrics}


def add_extract(root: Path, grants: pa.Table, budget: pa.Table, **said: object) -> str:
    """Publish rows into a data folder; gives the id."""
    return publish(root, grants=grants, budget=budget, synthetic=True, **said)


@contextmanager
def _collecting(root: Path) -> Iterator[list[Made]]:
    """Run the pages on a data folder; what would be shown, folded figures and slides too, is gathered."""
    found: list[Made] = []

    def keep(figure: Figure, *_arguments: object, **_named: object) -> None:
        found.append(Made("", figure))

    def keep_slide(view: object, slide: object, _position: int, **said: object) -> None:
        spoken = said["language"]
        with use_language(spoken):
            try:
                deck = deck_of(view.in_language(spoken), (slide,), title="")
            except recipes.FigureError:  # the page says why in its place
                return
        (entry,) = deck.entries
        tag = "" if spoken == language() else f"{LANGUAGE}{spoken}"
        found.append(Made(tag, entry.figures[0].figure))

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "ALIS_DATA", str(root))
        patch.setattr(show_figure, "_show_folded", keep)
        patch.setattr(show_figure, "_contents", keep)
        patch.setattr(deck_page, "_slide", keep_slide)
        patch.setattr(deck_page.FILES, "start", lambda: None)
        yield found


def figures_at(root: Path, path: str, parameters: Mapping[str, list[str]]) -> tuple[list[Made], list[str]]:
    """The figures of a link, in the order of the page, and the errors that its reader would see."""
    page = _page_hash(root, path)
    with _collecting(root) as found:
        site = AppTest.from_file(reading.SITE, default_timeout=SECONDS)
        site.query_params.update(parameters)
        site._page_hash = page
        site.run()
    return found, [str(each.message) for each in site.exception]


@cache
def _page_hash(root: Path, path: str) -> str:
    """What Streamlit calls a page, asked of the site once: a link then opens at once, as a reader's does."""
    if not path:
        return ""
    (file,) = (file for file, _title, address in SITE if address == path)
    with _collecting(root):
        site = AppTest.from_file(reading.SITE, default_timeout=SECONDS).run()
    return site._resolve_page_hash(str(reading.REPOSITORY / "pages" / file))


def texts(state: Mapping) -> dict:
    """All that a state of a page says, in order, also behind its switches; and its errors."""
    params = {name: tuple(values) for name, values in state["params"].items()}
    said = reading.read(State(state["extract"], state["page"], params))
    return {"texts": [text for _where, text in said.texts], "errors": said.errors}
