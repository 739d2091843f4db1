"""Whatever a name holds, on a slide and in its workbook it is text: no formula, no link, no markup."""

import re
from dataclasses import replace

import pytest

from lib.export.slides import Deck, DeckFigure, Entry, make_deck
from lib.figures.figure import Column, Table
from tests.export.figures import NASTY, by_hand
from tests.export.slides.reading import opened, parts, spaced, texts

PAYLOADS = (
    *NASTY,
    "https://example.com/a?b=c&d=e",
    "file:///etc/passwd",
    "mailto:noen@example.com",
    "www.example.com",
    "<a href='https://example.com'>her</a>",
    "<img src=x onerror=alert(1)>",
    "![bilde](https://example.com/x.png)",
    '=HYPERLINK("https://example.com")',
    "=cmd|'/C calc'!A0",
    "{=1+1}",
    "]]><script>",
    "&amp;<&lt;>",
    "</a:t></a:r><a:r><a:t>ut",
    "null\x00tegn \x1b[31m",
    "[alis:title:annen:]",
    "{name} %s {0}",
)
ACTIVE = re.compile(
    rb"hlinkClick|hlinkHover|hlinkMouseOver|<hyperlink|hyperlinks/|relationships/hyperlink|<f>|<c:f>="
)


@pytest.fixture(scope="module")
def deck() -> bytes:
    """A chart and a table for every payload: as names, title, subtitle, note, fact and source."""
    figures = []
    for name in PAYLOADS:
        table = Table((Column("name", name), Column("value", name, "count")), ((name, 1), (name, 2)))
        one = by_hand((name,), title=name, subtitle=name, notes=(name,), source=name, alt=name)
        one = replace(one, facts=((name, name),), table=table)
        figures += [one, replace(one, chart=None)]
    entries = tuple(Entry((DeckFigure(figure, figure.title),)) for figure in figures)
    return make_deck(Deck("=1+1", "https://example.com", entries))


def test_the_file_opens_and_shows_every_payload(deck: bytes):
    slides = list(opened(deck).slides)[2:]
    for number, name in enumerate(PAYLOADS):
        wanted = spaced(re.sub(r"[\x00-\x1f]", " ", name))
        for slide in slides[2 * number : 2 * number + 2]:
            assert spaced(texts(slide)).count(wanted) >= 3, name


def test_no_part_holds_a_link_or_a_formula(deck: bytes):
    found = {name for name, body in parts(deck) if ACTIVE.search(body)}
    assert found == set()


def test_no_relationship_leaves_the_file(deck: bytes):
    assert [name for name, body in parts(deck) if b'TargetMode="External"' in body] == []


def test_names_in_the_workbook_are_strings(deck: bytes):
    sheets = [body for name, body in parts(deck) if name.endswith("worksheets/sheet1.xml")]
    assert len(sheets) == len(PAYLOADS)
    for sheet in sheets:
        assert re.search(rb'<c r="A2"[^>]* t="s"', sheet)
