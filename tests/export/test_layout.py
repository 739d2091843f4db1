"""Pages are laid out once: the same parts on slides and in pictures, apart, and every text with its room."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from lib.export.layout import lay_out, parts_of
from lib.export.measure import height_of, wrapped
from lib.export.page import HEIGHT, PAPER, PICTURE, SLIDE, WIDTH, Part, slide_room
from lib.export.slides import to_pptx
from lib.export.svg import page_of
from lib.figures.drawing import Chart
from lib.metrics.selection import Selection
from tests.export.figures import by_hand
from tests.export.slides.reading import notes, opened, part
from tests.export.slides.test_deck import KEYS
from tests.figures.catalogue import makers

MAKERS = makers()
CHOSEN = Selection(years=(2023,))
LONG = " ".join(["Tilskudd til leger under spesialisering"] * 6)
PAGES = {"slide": (slide_room(WIDTH), SLIDE), "picture": (PAPER, PICTURE)}
OF_SLIDES = ("badge", "note")  # a picture says both in its lines
MADE = {
    "bars": lambda: by_hand(),
    "nothing": lambda: by_hand(()),
    "keys": lambda: KEYS,
    "map": lambda: MAKERS["region_map grants county"](CHOSEN),
    "maps": lambda: MAKERS["year_maps grants county"](CHOSEN),
    "table": lambda: MAKERS["class_table centrality"](CHOSEN),
    "long table": lambda: MAKERS["never_applied"](CHOSEN),
}


def apart(one: Part, other: Part) -> bool:
    a, b = one.box, other.box
    return (
        a.left + a.width <= b.left
        or b.left + b.width <= a.left
        or a.bottom <= b.top + 0.01
        or b.bottom <= a.top + 0.01
    )


def needed(text: Part, face: str) -> float:
    return sum(
        height_of(line, text.box.width, style.size, face=face, bold=style.bold) for line, style in text.lines
    )


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", MADE)
def test_every_text_has_room_and_nothing_stands_on_something_else(name: str, page: str, long: bool):
    room, look = PAGES[page]
    made = MADE[name]()
    if long:
        made = replace(made, title=LONG, subtitle=LONG, notes=(LONG, LONG))
    layout = lay_out(made, room, look)
    parts = [layout.title, layout.subtitle, *layout.parts, layout.footer]
    assert [pair for pair in combinations(parts, 2) if not apart(*pair)] == []
    for each in parts:
        assert needed(each, look.face) <= each.box.height + 0.01
        assert each.box.left >= 0 and each.box.left + each.box.width <= WIDTH
        # A picture with too long texts is taller, and scaled down as a whole.
        assert each.box.top >= 0 and (each.box.bottom <= HEIGHT or (long and look is PICTURE))
        if each.cells:
            assert sum(each.cells.widths) <= each.box.width + 0.01
            assert sum(each.cells.heights) <= each.box.height + 0.01


@pytest.mark.parametrize("name", MADE)
def test_a_slide_and_a_picture_hold_the_same_parts(name: str):
    made = MADE[name]()
    slide, picture = (
        [(each.kind, each.panel) for each in lay_out(made, *PAGES[page]).parts if each.kind not in OF_SLIDES]
        for page in PAGES
    )
    assert slide == picture and len(slide) >= len(parts_of(made)) > 0


def test_a_long_title_and_subtitle_are_shortened_at_a_word_and_whole_in_the_notes():
    slide = opened(to_pptx(by_hand(title=LONG, subtitle=LONG))).slides[0]
    title, subtitle, chart = (part(slide, kind) for kind in ("message", "line", "chart"))
    said = title.text_frame.text
    assert said.endswith("…") and LONG.startswith(said[:-1]) and LONG[len(said) - 1] == " "
    for shape, size, bold in ((title, 20, True), (subtitle, 14, False)):
        text, width = shape.text_frame.text, shape.width / 12_700
        assert len(wrapped(text, width, size, face="slide", bold=bold)) == 2
        assert height_of(text, width, size, face="slide", bold=bold) <= shape.height / 12_700
    assert LONG in notes(slide)
    assert title.top + title.height <= subtitle.top
    assert subtitle.top + subtitle.height <= chart.top


@pytest.mark.parametrize("notes", range(6))
def test_a_table_in_a_picture_ends_above_the_notes(notes: int):
    figure = MAKERS["never_applied"](CHOSEN)
    figure = replace(figure, notes=figure.notes + ("En merknad.",) * notes)
    svg = page_of(lay_out(figure, PAPER, PICTURE), name="")
    lowest = max(float(at) for at in re.findall(r'y2="([0-9.]+)"', svg))
    (note,) = re.findall(r'<text x="32" y="([0-9.]+)"[^>]*>og 11', svg)
    assert lowest < float(note) - PICTURE.small.size


def test_panels_without_rows_say_that_there_is_nothing_or_give_their_table():
    empty = by_hand(()).chart
    both = Chart("panels", empty.spec, {}, panels=(("Før", empty), ("Nå", empty)))
    assert part(opened(to_pptx(by_hand((), chart=both))).slides[0], "empty") is not None
    assert part(opened(to_pptx(by_hand(chart=both))).slides[0], "rows") is not None
