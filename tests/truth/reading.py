"""A page as its reader has it: every text that is shown, and the figures it was made of."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.util import patch_config_options

from lib.export import webpage
from lib.figures.drawing import Chart
from lib.figures.figure import Figure
from lib.ui import current_extract, show_figure
from tests.pages.app import FIRST, REPOSITORY, SITE
from tests.truth.extracts import load
from tests.truth.states import State

SECONDS = 60
_BLOCK = re.compile(r"</?(?:p|h\d|dl|dt|dd|span|div|table|caption|thead|tbody|tr|td|th|li|ul|ol)\b[^>]*>")


@dataclass
class Read:
    """What one state of a page says."""

    state: State
    answers: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # the findings of the overview, which lead to other pages
    details: list[str] = field(default_factory=list)  # what stands behind "Mer"
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)  # id → label, value, and what is below it
    notices: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)  # where it stands, and the words
    figures: list[Figure] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _CurrentExtract:
    extract: object
    trouble: None = None


class _Provider:
    """What the site takes its extract from, without a folder."""

    def __init__(self, name: str) -> None:
        self._extract = load(name)

    def current(self) -> _CurrentExtract:
        return _CurrentExtract(self._extract)

    def listed(self) -> tuple:
        return ()


@contextmanager
def serving(name: str) -> Iterator[list[Figure]]:
    """Let the site show an extract of the tests; gives the list that the figures shown are added to.

    Folded figures are unfolded.
    """
    shown: list[Figure] = []
    contents = show_figure._contents

    def unfolded(figure: Figure, slide: object) -> None:
        noted(figure, slide, show_figure.How(table_open=True))

    def noted(figure: Figure, *arguments: object, **named: object) -> None:
        shown.append(figure)
        contents(figure, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(current_extract, "_provider", lambda _place: _Provider(name))
        patch.setattr(show_figure, "_show_folded", unfolded)
        patch.setattr(show_figure, "_contents", noted)
        yield shown


@cache
def _page_hash(page: str) -> str:
    """What Streamlit calls a page, asked of the site once: a state then opens as a link does."""
    with serving("D"):
        site = AppTest.from_file(SITE, default_timeout=SECONDS).run()
        return site._resolve_page_hash(str(REPOSITORY / "pages" / page))


def read(state: State) -> Read:
    """Follow the link of a state, and gather what the page says."""
    target = "" if state.page == FIRST else _page_hash(state.page)
    with serving(state.extract) as shown:
        site = AppTest.from_file(SITE, default_timeout=SECONDS)
        site.query_params.update({name: list(values) for name, values in state.params.items()})
        site._page_hash = target
        with patch_config_options({"client.showErrorDetails": "full"}):
            site.run()
    return gathered(state, site, shown)


def gathered(state: State, site: AppTest, figures: list[Figure]) -> Read:
    """What a page that has been run says."""
    found = Read(state, figures=list(figures))
    found.errors = [f"{each.message} {' '.join(each.stack_trace[-4:])}" for each in site.exception]
    for element in site.get("html"):
        markup = element.value
        found.answers += [plain(text) for text in re.findall(r"<p class=answer>(.*?)</p>", markup, re.S)]
        found.details += [
            plain(text) for text in re.findall(r"<details class=more>.*?<p>(.*?)</p>", markup, re.S)
        ]
        found.notices += [
            plain(text) for text in re.findall(r'<p role="?status"?[^>]*>(.*?)</p>', markup, re.S)
        ]
        for key, inner in re.findall(r"<div id=key-(\w+)[^>]*>(.*?)</div>", markup, re.S):
            label, rest = re.match(r"<dt>(.*?)</dt><dd>(.*)</dd>", inner, re.S).groups()
            value = re.search(r"<b>(.*?)</b>", rest, re.S)[1]
            lines = re.findall(r"<span>(.*?)</span>", rest, re.S)
            found.keys[key] = tuple(map(plain, (label, value, *lines)))
        found.texts += [("side", text) for text in blocks(markup)]
    found.texts += [("element", text) for text in _other_texts(site)]
    found.links = [node.proto.label for node in site.main.get("page_link")] if state.page == FIRST else []
    found.texts += [("link", text) for text in found.links]
    for chart in site.get("vega_lite_chart"):
        found.texts.append(("alternative text", squeezed(chart.proto.alt)))
    for figure in figures:
        found.texts += [(f"{figure.id}: {where}", text) for where, text in texts_of(figure)]
    return found


def _other_texts(site: AppTest) -> Iterator[str]:
    """Labels and options of what can be chosen, and text that is not HTML of ours."""
    for node in site:
        for name in ("label", "value", "options"):
            found = getattr(node, name, None)
            if isinstance(found, str) and getattr(node, "type", "") != "html":
                yield squeezed(found)
            elif isinstance(found, list):
                # What is searched for by typing has plain spaces.
                typed = (squeezed(each) for each in found if isinstance(each, str))
                yield from (text.replace("100 000", "100\u00a0000") for text in typed)


def texts_of(figure: Figure) -> Iterator[tuple[str, str]]:
    """Every text of a figure, also those behind its switches and in its files: where it stands, and it."""
    yield "title", figure.title
    yield "subtitle", figure.subtitle
    yield "finding", figure.finding
    yield "alt", figure.alt
    yield "source", figure.source
    yield from (("note", note) for note in figure.notes)
    yield from (("fact", f"{label}: {text}") for label, text in figure.facts)
    yield from (("table", text) for text in blocks(webpage.table(figure)))
    if figure.chart is not None:
        yield from texts_of_chart(figure.chart)


def texts_of_chart(chart: Chart) -> Iterator[tuple[str, str]]:
    """Legends, tooltips and what is written at the marks."""
    for title, panel in chart.panels:
        yield "panel", title
        yield from texts_of_chart(panel)
    named = (
        [series.name for series in chart.series if chart.kind != "strip"] if chart.series else chart.colours
    )
    yield from (("legend", text) for text in named if text)
    yield from (("tooltip", text) for text in chart.said.values())
    for mark in chart.marks:
        yield from (("mark name", mark.name), ("tooltip", mark.said))
        yield from [("mark text", mark.text)] if mark.text else []
    yield from (("mark net_text", text) for text in chart.ends.values())


def blocks(markup: str) -> list[str]:
    """HTML as the texts of its blocks, in order, without tags; the hard space is kept."""
    parts = (re.sub(r"<[^>]+>", "", part) for part in _BLOCK.split(markup))
    return [text for text in (unescape(part).strip() for part in parts) if text]


def plain(markup: str) -> str:
    """HTML without its tags, otherwise as it stands."""
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def squeezed(text: str) -> str:
    """A text of Streamlit's own, whose line breaks are no fault of ours."""
    return text.strip()
