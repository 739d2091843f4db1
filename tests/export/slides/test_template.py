"""Templates: our own layouts, somebody else's, and one that is broken."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from lib.export import ExportError
from lib.export.shown import message_of
from lib.export.slides import Deck, DeckFigure, Entry, make_deck, to_pptx
from lib.export.slides.places import (
    CHART_LAYOUT,
    CONTENT,
    FOOTER,
    HEADING,
    KEY_LAYOUT,
    OWN,
    SECOND,
    TABLE_LAYOUT,
    TITLE_LAYOUT,
    TWO_UP_LAYOUT,
)
from lib.figures.theme import ROLES
from lib.words import language_tag, use_language
from tests.export.slides.reading import opened, part, shapes, spaced, texts
from tests.export.slides.test_deck import CHOSEN, MAKERS, OF_KEYS

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
LABELS = ("region_map grants county", "budget_steps", "class_table centrality")


def entries() -> tuple[Entry, ...]:
    shown = [DeckFigure(MAKERS[label](CHOSEN)) for label in LABELS]
    return (*(Entry((one,)) for one in shown), Entry(tuple(shown[:2])), OF_KEYS)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A template as PowerPoint's own, 4:3, with a slide left in it."""
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[1]).shapes.title.text_frame.text = "Gammelt lysbilde"
    made.save(tmp_path / "mal.pptx")
    return tmp_path / "mal.pptx"


def theme() -> dict[str, str]:
    """The colours of our template's theme, by their names there."""
    with zipfile.ZipFile(OWN) as package:
        root = ET.fromstring(package.read("ppt/theme/theme1.xml"))
    scheme = root.find(f".//{{{DRAWING}}}clrScheme")
    return {colour.tag.rpartition("}")[2]: colour[0].get("val") for colour in scheme}


def test_the_colours_of_our_template_are_those_of_the_figures():
    """What an owner adds to a deck looks like the rest. After a change of the theme, change the file."""
    roles = {
        "dk1": "text",
        "dk2": "muted",
        "accent1": "main",
        "accent2": "guidance",
        "accent3": "first_time",
        "accent4": "left",
        "accent5": "applied",
        "accent6": "budget",
        "hlink": "supplement",
        "folHlink": "left",
    }
    wanted = {name: ROLES["light"][role][1:] for name, role in roles.items()}
    assert theme() == {**wanted, "lt1": "FFFFFF", "lt2": "EEF2F4"}


def test_our_template_is_wide_and_has_no_slide_and_a_layout_for_each_kind():
    made = Presentation(OWN)
    assert (made.slide_width, made.slide_height) == (12_192_000, 6_858_000)
    assert not made.slides
    places = {
        layout.name: {holder.placeholder_format.idx for holder in layout.placeholders}
        for layout in made.slide_layouts
    }
    one, number = {HEADING, CONTENT, FOOTER}, 30
    assert places == {
        TITLE_LAYOUT: {0, 1},
        CHART_LAYOUT: {0, *one, number},
        TABLE_LAYOUT: {0, *one, number},
        TWO_UP_LAYOUT: {0, *one, *(place + SECOND for place in one), number},
        KEY_LAYOUT: {0, *one, number},
    }


@pytest.mark.parametrize(
    ("language", "names", "prompt"),
    [
        ("nb", ["Tittellysbilde", "Diagram", "Tabell", "To figurer", "Nøkkeltall"], "Merknader og kilde"),
        ("en", ["Title slide", "Chart", "Table", "Two figures", "Key figures"], "Notes and source"),
    ],
)
def test_a_deck_has_the_template_in_its_own_language(language: str, names: list[str], prompt: str):
    with use_language(language):
        made = opened(to_pptx(MAKERS["budget_steps"](CHOSEN)))
    assert [layout.name for layout in made.slide_layouts] == names
    layout = made.slide_layouts[1]
    (footer,) = [holder for holder in layout.placeholders if holder.placeholder_format.idx == FOOTER]
    assert (footer.name, footer.text_frame.text) == (prompt, prompt)
    tags = {run.get("lang") for run in layout._element.iter("{*}rPr")}
    with use_language(language):
        assert tags == {language_tag()}


def test_a_slide_uses_the_layout_of_its_kind():
    made = opened(make_deck(Deck("a", "b", entries())))
    assert [slide.slide_layout.name for slide in made.slides] == [
        "Tittellysbilde",
        "Nøkkeltall",  # the contents
        "Diagram",
        "Diagram",
        "Tabell",
        "To figurer",
        "Nøkkeltall",
        "Nøkkeltall",  # about the numbers
    ]


def test_somebody_elses_template_gives_the_same_slides_in_its_own_size(foreign: Path):
    made = opened(make_deck(Deck("a", "b", entries()), template=foreign))
    assert len(made.slides) == 8 and made.slide_width == 9_144_000
    assert "Gammelt" not in "".join(map(texts, made.slides))
    for slide, label in zip(list(made.slides)[2:], LABELS, strict=False):
        figure = MAKERS[label](CHOSEN)
        assert spaced(slide.shapes.title.text_frame.text) == spaced(message_of(figure))
        assert figure.subtitle in texts(slide) and figure.source in texts(slide)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_layouts_with_other_names_are_found_by_their_places(foreign: Path):
    made = Presentation(foreign)
    for number, layout in enumerate(made.slide_layouts):
        layout._element.cSld.set("name", f"Oppsett {number}")
    made.save(foreign)
    slides = opened(make_deck(Deck("a", "b", entries()), template=foreign)).slides
    assert len(slides[5].slide_layout.placeholders) >= 3
    assert all(slide.shapes.title is not None for slide in slides)


def test_a_potx_is_a_template_too(foreign: Path):
    target = foreign.with_suffix(".potx")
    with zipfile.ZipFile(foreign) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            body = source.read(name)
            made.writestr(name, body.replace(b"presentation.main+xml", b"template.main+xml"))
    slide = opened(to_pptx(MAKERS["budget_steps"](CHOSEN), template=target)).slides[0]
    assert part(slide, "chart") is not None


@pytest.mark.parametrize("content", [b"", b"ikke en fil", b"PK\x03\x04", None])
def test_a_broken_template_is_refused_in_norwegian(content, tmp_path: Path, caplog):
    path = tmp_path / "mal.pptx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExportError) as failure:
        to_pptx(MAKERS["budget_steps"](CHOSEN), template=path)
    assert "Malen mal.pptx kunne ikke brukes" in str(failure.value)
    assert str(tmp_path) not in str(failure.value)
    (id,) = re.findall(r"\b[0-9a-f]{8}\b", str(failure.value))
    assert id in caplog.text


def test_a_template_without_a_title_anywhere_is_refused(foreign: Path):
    made = Presentation(foreign)
    for layout in made.slide_layouts:
        for holder in list(layout.placeholders):
            holder._element.getparent().remove(holder._element)
    made.save(foreign)
    with pytest.raises(ExportError):
        to_pptx(MAKERS["budget_steps"](CHOSEN), template=foreign)


def test_no_empty_place_is_left_for_the_reader_to_click_on():
    for slide in opened(make_deck(Deck("a", "b", entries()))).slides:
        assert all(not shape.is_placeholder or shape.text_frame.text for shape in shapes(slide))
