"""Presentations that people have: renewed, they have the new numbers, and all that their owners did is left.

What a renewed slide should say is made anew from its tags, by the same figures on a new slide; some printed
numbers stand here too.
"""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import pytest
from lxml import etree
from pptx.oxml.ns import qn

from tests.frozen import adapter, files, slides
from tests.frozen.differences import Difference, differences, unknown

YEAR, BEFORE = 2023, 2022
ROUND_TRIP = files.DECKS[2]
DRAWINGS = ("chart", "map", "table")
FACTS = files.read(files.DECK_FACTS)


def facts(name: str) -> dict:
    """What is known of a presentation; LibreOffice has changed neither its figures nor its owner's words."""
    return FACTS.get(name, FACTS[files.DECKS[0]])


@cache
def demo():
    return adapter.open_extract(files.DEMO)


@cache
def old(name: str):
    return slides.opened(files.content(name))


@cache
def renewed(name: str, year: int = YEAR):
    return slides.opened(adapter.renew(files.content(name), demo(), year=year))


@cache
def figure(tag: str) -> adapter.Made:
    """The figure that a renewed object should show: the tag's, on the demo."""
    kept = tag.partition("?")
    query = "&".join(part for part in kept[2].split("&") if not part.startswith("years="))
    return adapter.make(demo(), f"{kept[0]}?years={YEAR}&{query}".rstrip("&"))


@cache
def drawn_anew(tag: str) -> dict[str, object]:
    """Part → what it draws, of the figure on a new slide."""
    (slide,) = list(slides.opened(adapter.slide(figure(tag))).slides)[-1:]
    return {part: slides.content(shape) for (part, _tag), shape in slides.ours(slide).items()}


def pairs(name: str, year: int = YEAR) -> Iterator[tuple]:
    """The slides of an old presentation, each with what has become of it."""
    yield from zip(old(name).slides, renewed(name, year).slides, strict=True)


def texts(slide) -> list[str]:
    """Every line on a slide outside tables, charts and maps."""
    return [line for shape in slides.shapes(slide) if shape.has_text_frame for line in slides.lines(shape)]


@pytest.mark.parametrize("year", [YEAR, BEFORE])
@pytest.mark.parametrize("name", files.DECKS)
def test_nothing_of_the_owners_is_lost_or_moved(name: str, year: int) -> None:
    for before, after in pairs(name, year):
        kept = {shape.shape_id: shape for shape in slides.shapes(after)}
        for shape in slides.shapes(before):
            if slides.tag_of(shape) is None and not adopted(shape, name) and not hasattr(shape, "shapes"):
                assert as_left(shape) == as_left(kept[shape.shape_id])
    said = [line for slide in renewed(name, year).slides for line in (*texts(slide), *slides.notes(slide))]
    assert [text for text in facts(name)["owner"]["texts"] if text not in said] == []


def as_left(shape) -> bytes:
    """All of a shape but the language of its texts, which is set again where a slide is drawn anew."""
    element = deepcopy(shape._element)
    for look in list(element.iter(qn("a:rPr"))):
        look.attrib.pop("lang", None)
        if not look.attrib and not len(look):
            look.getparent().remove(look)
    return etree.tostring(element)


def adopted(shape, name: str) -> bool:
    """Whether it is a place of the template, of which LibreOffice has taken the name."""
    return name == ROUND_TRIP and shape.is_placeholder


@pytest.mark.parametrize("name", files.DECKS)
def test_every_object_of_ours_is_there_and_stands_where_it_stood(name: str) -> None:
    for before, after in pairs(name):
        now = slides.ours(after)
        for tag, shape in slides.ours(before).items():
            assert tag in now, tag
            # A table grows and shrinks with its rows, and a legend with its classes.
            parts = slice(0, 2) if tag[0].startswith(("table", "legend")) else slice(0, 4)
            assert slides.box(now[tag])[parts] == slides.box(shape)[parts], tag


@pytest.mark.parametrize("name", files.DECKS[:2])
def test_what_the_owner_moved_and_took_away_is_as_the_owner_left_it(name: str) -> None:
    owner = facts(name)["owner"]
    boxes = [slides.box(shape) for slide in renewed(name).slides for shape in slides.shapes(slide)]
    assert [box for box in map(tuple, owner["boxes"].values()) if box not in boxes] == []
    there = [tag for slide in renewed(name).slides for tag in slides.ours(slide)]
    assert [tag for tag in map(tuple, owner["deleted"]) if tag in there] == []
    assert len(owner["boxes"]) == 5 and owner["deleted"]


@pytest.mark.parametrize("name", files.DECKS)
def test_every_chart_and_map_shows_the_new_numbers(name: str) -> None:
    found, compared = [], dict.fromkeys(DRAWINGS, 0)
    for _before, slide in pairs(name):
        for (part, tag), shape in slides.ours(slide).items():
            kind = part.rstrip("0123456789")
            if kind in ("chart", "map"):
                compared[kind] += 1
                now, wanted = slides.content(shape), drawn_anew(tag)[part]
                found += differences(f"{name} {part} of {tag}", essence(wanted), essence(now))
            elif kind == "table":
                compared[kind] += 1
                found += wrong_rows(f"{name} table of {tag}", slides.content(shape), figure(tag))
    assert list(map(str, unknown(found))) == []
    assert min(compared.values()) >= 3 and sum(compared.values()) >= 15, compared


def essence(content: dict) -> dict:
    """What must be alike on slides of different room: the series and their numbers, the regions."""
    if "series" not in content:
        return {code: said for code, said in content.items() if not code.startswith("part ")}
    return {
        "series": [
            {name: each[name] for name in ("kind", "name", "categories", "values")}
            for each in content["series"]
        ]
    }


def wrong_rows(where: str, shown: list[list[str]], made: adapter.Made) -> list[Difference]:
    """Rows of a table on a slide that are not those of its figure; there may be room for some only."""
    table = adapter.told(made)["table"]
    whole = [[slides.spaced(text) for text in row] for row in table["rows"]]
    wanted = whole[: len(shown) - 1]
    if table["last row is the whole"]:
        wanted = [*whole[: len(shown) - 2], whole[-1]]
    cut = [row[: len(shown[0])] for row in wanted]
    return list(differences(where, cut, shown[1:]))


@pytest.mark.parametrize("name", files.DECKS)
def test_every_text_of_ours_says_the_new_figure(name: str) -> None:
    rewritten = {slides.spaced(text) for text in facts(name)["owner"]["gone"]}
    missing = []
    for tags in facts(name)["slides"]:
        slide = slide_of(name, tags)
        said = {slides.spaced(line) for line in texts(slide)}
        for tag in tags:
            was, told = told_before(tag), adapter.told(figure(tag))
            wanted = [(part, was[part], told[part]) for part in ("title", "source")]
            # The line of the selection says first that the rows are made up.
            wanted.append(("subtitle", was["subtitle"], f"{told['made up']} · {told['subtitle']}"))
            if len(tags) == 1 or told["title"] in said:
                wanted += [("notes", "", note) for note in told["notes"]]
            for part, before, now in wanted:
                if (
                    slides.spaced(now) not in said
                    and not {slides.spaced(before), slides.spaced(now)} & rewritten
                ):
                    missing.append(Difference(f"{name} {tag}", part, before, now))
            spoken = slides.notes(slide)
            missing += [
                Difference(f"{name} {tag}", "speaker's notes", "", fact)
                for fact in told["facts"]
                if slides.spaced(fact) not in spoken
            ]
    assert list(map(str, unknown(missing))) == []


@cache
def told_before(tag: str) -> dict:
    """What the figure said when the presentation was made."""
    return adapter.told(adapter.make(adapter.open_extract(files.WITH_HISTORY), tag))


def slide_of(name: str, tags: list[str]):
    """The renewed slide on which these figures, and no others, stand."""
    for before, after in pairs(name):
        there = {
            each for part, figure in slides.ours(before) for each in figure.split("\n") if part != "source"
        }
        if there == set(tags):
            return after
    raise AssertionError(f"{name} has no slide of {tags}")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        # The status report of autumn 2023: 1 871 doctors, 513 more than the 1 358 of 2022.
        (files.DECKS[0], ("1 871", "+513")),
        (ROUND_TRIP, ("1 871", "+513")),
    ],
)
def test_the_key_figures_are_the_printed_ones(name: str, printed: tuple[str, ...]) -> None:
    before, after = (
        " ".join(texts(slide))
        for pair in pairs(name)
        if any(tag[0] == "number1" for tag in slides.ours(pair[0]))
        for slide in pair
    )
    assert "1 033" in before and "1 033" not in after  # half the rows of the demo
    assert [number for number in printed if number not in after] == []


@pytest.mark.parametrize("name", files.DECKS)
def test_of_another_year_the_numbers_are_that_years(name: str) -> None:
    """2022 had 1 358 doctors; what compares with the year before has nothing to show, and says so."""
    said = " ".join(line for slide in renewed(name, BEFORE).slides for line in texts(slide))
    english = name == files.DECKS[1]
    assert ("1 358" in said) or english
    assert ("2022 · the whole country" if english else "2022 · hele landet") in said


def test_the_presentations_hold_every_kind_of_drawing() -> None:
    kinds = {
        adapter.drawn(figure(tag)).get("kind")
        for facts in FACTS.values()
        for (tag, *_more) in facts["slides"]
    }
    assert kinds == {
        *("bars", "grouped_bars", "shares", "dumbbells", "bullets", "strip", "flows", "choropleth", "panels"),
        None,
    }
    assert all(any(len(tags) == 2 for tags in kept["slides"]) for kept in FACTS.values())


def test_a_lost_object_and_an_old_number_are_told() -> None:
    """The tests above would see it: the old numbers are not the new ones."""
    name, stale = files.DECKS[0], 0
    for slide in old(name).slides:
        for (part, tag), shape in slides.ours(slide).items():
            if part in ("chart", "map"):
                stale += essence(slides.content(shape)) != essence(drawn_anew(tag)[part])
            if part == "table":
                stale += bool(wrong_rows("", slides.content(shape), figure(tag)))
    assert stale >= 20
