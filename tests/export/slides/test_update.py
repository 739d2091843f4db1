"""Renewal: new numbers where ours stood, and everything its owner did stays as it was."""

import io
import re
from dataclasses import replace

import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.util import Emu

from lib.export import ExportError
from lib.export.shown import context_line, first_note, message_of, source_text
from lib.export.slides import Deck, DeckFigure, Entry, make_deck, renew, tags_of
from lib.export.slides.tag import Tag, label_of, read_tag
from lib.figures.figure import Figure
from lib.metrics.selection import Selection
from tests.export import office
from tests.export.slides.reading import (
    callouts,
    notes,
    opened,
    part,
    parts,
    regions,
    said,
    shapes,
    spaced,
    texts,
)
from tests.export.slides.test_deck import KEYS, OF_KEYS
from tests.export.slides.test_numbers import CHECKS
from tests.figures.catalogue import makers

MAKERS = makers()
OLD, NEW = Selection(years=(2022,)), Selection(years=(2023,))
FIRST = 2  # after the cover and the contents
LABELS = (
    "region_map doctors county",
    "region_map grants municipality",
    "region_ranking applied_nok county",
    "class_chart centrality grants",
    "class_shares size_class",
    "gross_and_net doctor_id",
    "class_table centrality",
    "never_applied",
    "among centrality",
    "growth_by county",
    "budget_steps",
)


def make(tag: str, chosen: Selection = NEW) -> Figure:
    """The figure of a tag in the new year."""
    if tag == "key-figures":
        return replace(KEYS, statement="I 2024 var det flere.", subtitle="2024 · hele landet")
    return MAKERS[tag.removesuffix("?aar")](chosen)


def shown(label: str) -> DeckFigure:
    return DeckFigure(MAKERS[label](OLD), f"{label}?aar")


def deck(*labels: str) -> bytes:
    return make_deck(Deck("a", "b", tuple(Entry((shown(label),)) for label in labels)))


def saved(presentation) -> bytes:
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def canonical(shape) -> bytes:
    return etree.tostring(shape._element, method="c14n")


@pytest.fixture(scope="module")
def old() -> bytes:
    pair = Entry((shown("region_map grants county"), shown("region_ranking grants county")))
    entries = (*(Entry((shown(label),)) for label in LABELS), pair, OF_KEYS)
    return make_deck(Deck("Til ledermøtet", "Avdelingen", entries))


def said_on(figure: Figure) -> list[str]:
    """What a slide says of its figure in words."""
    message = message_of(figure)
    return [message, context_line(figure, message), source_text(figure)]


def faults(content: bytes) -> list[str]:
    """Where a renewed deck does not say what the new figures say."""
    found = []
    for number, label in enumerate(LABELS, FIRST):
        figure, slide = make(label), opened(content).slides[number]
        for kind, check in CHECKS.items():
            if shape := part(slide, kind):
                found += [f"{label}: {fault}" for fault in check(figure, shape)]
        for text in said_on(figure):
            found += [] if spaced(text) in spaced(texts(slide)) else [f"{label}: {text}"]
        for note in figure.notes:
            found += [] if spaced(note) in spaced(notes(slide)) else [f"{label}, notes: {note}"]
        for name, text in figure.facts:
            line = f"{name}: {text}"
            found += [] if spaced(line) in spaced(notes(slide)) else [f"{label}, notes: {line}"]
        if MAKERS[label](OLD).subtitle != figure.subtitle and MAKERS[label](OLD).subtitle in texts(slide):
            found.append(f"{label}: the old subtitle is left")
    return found


def test_a_deck_has_the_new_numbers_words_and_notes(old: bytes):
    assert faults(old)
    assert faults(renew(old, make)) == []


def test_renewing_with_the_same_numbers_changes_nothing_that_is_read(old: bytes):
    again = renew(old, lambda tag: KEYS if tag == "key-figures" else make(tag, OLD))
    for before, after in zip(opened(old).slides, opened(again).slides, strict=True):
        assert texts(before) == texts(after)
        assert [shape.name for shape in before.shapes] == [shape.name for shape in after.shapes]


def test_alternative_texts_and_tags_follow(old: bytes):
    once = renew(old, make)
    chart = part(opened(once).slides[FIRST + 2], "chart")
    assert said(chart) == make(LABELS[2]).alt
    assert tags_of(once) == tags_of(old) and f"{LABELS[0]}?aar" in tags_of(old)
    assert renew(once, make) and faults(renew(once, make)) == []


def test_a_renewed_chart_has_one_set_of_labels_and_of_bounds(old: bytes):
    for slide in opened(renew(renew(old, make), make)).slides:
        if chart := part(slide, "chart"):
            for name in ("ser/{*}dLbls", "plotArea/{*}layout", "{*}hiLowLines"):
                parents = [found.getparent() for found in chart.chart._chartSpace.iterfind(f".//{{*}}{name}")]
                assert len(parents) == len(set(parents)), name


def test_key_figures_and_the_title_slide_follow(old: bytes):
    slide = opened(renew(old, make)).slides[FIRST + len(LABELS) + 1]
    assert "I 2024 var det flere." in texts(slide) and "2024 · hele landet" in texts(slide)


def test_what_its_owner_did_stays(old: bytes):
    mine = opened(old)
    slide = mine.slides[FIRST + 2]
    chart = part(slide, "chart")
    chart.left, chart.top, chart.width = Emu(1_000_000), Emu(2_000_000), Emu(5_000_000)
    slide.shapes.title.text_frame.text = "Vestland først"
    part(slide, "line").text_frame.add_paragraph().text = "Min egen linje"
    note = slide.shapes.add_textbox(0, 0, 900_000, 300_000)
    note.text_frame.text = "Husk budsjettet i 2022"
    slide.notes_slide.notes_text_frame.add_paragraph().text = "Husk å puste"
    extra = mine.slides.add_slide(mine.slide_layouts[0])
    extra.shapes.title.text_frame.text = "Mitt eget lysbilde"
    ids = mine.slides._sldIdLst
    ids.insert(1, ids[-1])  # moved to second place
    untouched = canonical(note), [canonical(shape) for shape in extra.shapes]

    after = opened(renew(saved(mine), make))
    slide = after.slides[FIRST + 3]
    assert after.slides[1].shapes.title.text_frame.text == "Mitt eget lysbilde"
    assert [canonical(shape) for shape in after.slides[1].shapes] == untouched[1]
    assert slide.shapes.title.text_frame.text == "Vestland først"
    line = context_line(make(LABELS[2]), message_of(make(LABELS[2])))
    assert part(slide, "line").text_frame.text == f"{line}\nMin egen linje"
    assert "Husk å puste" in notes(slide)
    chart = part(slide, "chart")
    assert (chart.left, chart.top, chart.width) == (1_000_000, 2_000_000, 5_000_000)
    assert CHECKS["chart"](make(LABELS[2]), chart) == []
    (same,) = [shape for shape in slide.shapes if shape.name == note.name]
    assert canonical(same) == untouched[0]


def test_every_part_that_is_not_ours_is_byte_for_byte_the_same():
    # Growth and flow have no year before 2022 to compare with: they become charts, which are new parts.
    old = deck(*(label for label in LABELS if not label.startswith(("growth", "gross_and_net"))))
    changing = re.compile(r"slides/slide\d|charts/|embeddings/|notesSlides/|core\.xml")
    before = {name: body for name, body in parts(old) if not changing.search(name)}
    after = {name: body for name, body in parts(renew(old, make)) if not changing.search(name)}
    assert len(before) > 15 and before == after


def test_a_moved_and_scaled_map_keeps_its_place_and_shapes():
    mine = opened(deck(LABELS[0]))
    group = part(mine.slides[1], "map")
    group.left, group.width = Emu(100_000), Emu(group.width // 2)
    outlines = {s.name.rpartition("[")[2]: etree.tostring(s._element.spPr[1]) for s in regions(group)}
    after = part(opened(renew(saved(mine), make)).slides[1], "map")
    assert (after.left, after.width) == (group.left, group.width)
    assert {s.name.rpartition("[")[2]: etree.tostring(s._element.spPr[1]) for s in regions(after)} == outlines


def test_the_region_that_the_new_title_names_is_called_out_and_no_other():
    """Of the municipalities, Bergen grows most by 2023; in 2022 there is nothing to compare with."""
    label = "region_map grants_per_100k county"
    content = deck(label)
    before = part(opened(content).slides[1], "map")
    after = part(opened(renew(content, make)).slides[1], "map")
    assert callouts(before)[0].startswith(make(label, OLD).finding.partition(" har ")[0])
    (said_there,) = callouts(after)
    assert make(label).finding.startswith(said_there.rpartition(" ")[0])
    assert said_there not in callouts(before)
    thick = [shape.name.partition(":")[0] for shape in regions(after) if shape.line.width > 6_350]
    assert thick == [said_there.rpartition(" ")[0]] and regions(after)[-1].name.startswith(thick[0])
    assert callouts(part(opened(renew(renew(content, make), make)).slides[1], "map")) == [said_there]
    ids = [shape.shape_id for shape in shapes(opened(renew(content, make)).slides[1])]
    assert len(ids) == len(set(ids))


def test_an_outline_that_its_owner_drew_stays():
    mine = opened(deck(LABELS[0]))
    shape = regions(part(mine.slides[1], "map"))[0]
    shape.line.width, shape.line.color.rgb = Emu(38_100), RGBColor(255, 0, 0)
    after = opened(renew(saved(mine), make)).slides[1]
    (same,) = [each for each in regions(part(after, "map")) if each.name[-4:] == shape.name[-4:]]
    assert (same.line.width, str(same.line.color.rgb)) == (38_100, "FF0000")


NOTE = "Innvilget beløp er ikke publisert for 2023."


def without_notes(label: str, chosen: Selection = OLD) -> bytes:
    """The slide of a figure that had nothing to note."""
    figure = replace(MAKERS[label](chosen), notes=())
    return make_deck(Deck("a", "b", (Entry((DeckFigure(figure, f"{label}?aar"),)),)))


@pytest.mark.parametrize(
    "label", ["budget_steps", "region_map doctors county", "region_ranking applied_nok county"]
)
def test_a_figure_that_has_something_to_note_now_gets_a_note_with_room_of_its_own(label: str):
    old = without_notes(label)
    assert part(opened(old).slides[1], "note") is None
    figure = replace(make(label), notes=(NOTE,))
    slide = opened(renew(old, lambda tag: figure)).slides[1]
    note = part(slide, "note")
    assert note.text_frame.text == NOTE and NOTE in notes(slide)
    for shape in slide.shapes:
        if shape.shape_id != note.shape_id:
            assert shape.top + shape.height <= note.top + 12_700 or shape.top >= note.top + note.height
    if drawn := part(slide, "map"):
        before = part(opened(old).slides[1], "map")
        assert drawn.width / drawn.height == pytest.approx(before.width / before.height, rel=0.001)
    again = renew(renew(old, lambda tag: figure), lambda tag: figure)
    assert texts(opened(again).slides[1]).count(NOTE) == 1


def test_a_table_that_has_become_too_long_says_so_in_a_note():
    short = replace(MAKERS["never_applied"](OLD), notes=())
    short = replace(short, table=replace(short.table, rows=short.table.rows[:5], codes=()))
    old = make_deck(Deck("a", "b", (Entry((DeckFigure(short, "never_applied?aar"),)),)))
    assert part(opened(old).slides[1], "note") is None
    slide = opened(renew(old, make)).slides[1]
    table, note = part(slide, "rows"), part(slide, "note")
    whole, shown_rows = len(make("never_applied").table.rows), len(table.table.rows) - 1
    assert note.text_frame.text == f"og {whole - shown_rows} rader til i tabellen"
    assert table.top + table.height <= note.top


def test_a_note_that_its_owner_took_away_stays_away():
    mine = opened(deck("budget_steps"))
    note = part(mine.slides[1], "note")
    kept = note.text_frame.text
    note._element.getparent().remove(note._element)
    figure = replace(make("budget_steps"), notes=(kept,))
    assert part(opened(renew(saved(mine), lambda tag: figure)).slides[1], "note") is None


def test_a_note_that_its_owner_reworded_stays():
    mine = opened(deck("region_map doctors county"))
    note = part(mine.slides[1], "note")
    assert note.text_frame.text == first_note(make("region_map doctors county", OLD))
    note.text_frame.paragraphs[0].runs[0].text = "Hver lege telles én gang."
    after = opened(renew(saved(mine), make)).slides[1]
    assert part(after, "note").text_frame.text == "Hver lege telles én gang."


def test_a_table_keeps_the_look_its_owner_gave_it():
    mine = opened(deck("class_table centrality"))
    table = part(mine.slides[1], "rows").table
    table.columns[0].width = Emu(3_000_000)
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.italic = True
    table = part(opened(renew(saved(mine), make)).slides[1], "rows").table
    assert table.columns[0].width == 3_000_000
    assert table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.italic


def test_a_chart_that_its_owner_put_in_a_group_is_renewed_there():
    mine = opened(deck("region_ranking applied_nok county"))
    slide = mine.slides[1]
    note = slide.shapes.add_textbox(0, 0, 900_000, 300_000)
    slide.shapes.add_group_shape([note, part(slide, "chart")]).name = "Min gruppe"
    slide = opened(renew(saved(mine), make)).slides[1]
    (group,) = [shape for shape in slide.shapes if shape.name == "Min gruppe"]
    (chart,) = [shape for shape in group.shapes if shape.has_chart]
    assert CHECKS["chart"](make("region_ranking applied_nok county"), chart) == []


def test_other_borders_draw_the_map_anew_in_its_place():
    content = renew(deck(LABELS[0]), lambda tag: make(tag, Selection(years=(2023,), borders=2024)))
    slide = opened(content).slides[1]
    assert len(regions(part(slide, "map"))) == 15
    assert CHECKS["top"](make(LABELS[0], Selection(years=(2023,), borders=2024)), part(slide, "top")) == []
    assert len([s for s in slide.shapes if (tag := read_tag(s.name)) and tag.part == "map"]) == 1


def test_a_figure_that_has_become_a_table_or_nothing_takes_the_place_of_its_chart():
    old = deck("budget_steps")
    before = part(opened(old).slides[1], "chart")
    slide = opened(renew(old, lambda tag: replace(make(tag), chart=None))).slides[1]
    table = part(slide, "rows")
    assert part(slide, "chart") is None
    assert (table.left, table.top) == (before.left, before.top)


def test_a_table_grows_and_shrinks_with_its_rows():
    for wanted in (Selection(years=(2023,), sizes=("a",)), Selection(years=(2022,), counties=("18",))):
        figure = MAKERS["class_table size_class"](wanted)
        content = renew(deck("class_table size_class"), lambda tag, figure=figure: figure)
        assert CHECKS["rows"](figure, part(opened(content).slides[1], "rows")) == []


@pytest.mark.parametrize(
    "name", ["kart?fylke=46&aar=2023", "æøå [x]:1|2", "a" * 400, "[alis:title:b:]", "% ~ #"]
)
def test_a_tag_comes_back_as_it_was_given(name: str):
    tag = Tag("chart", name, 2, ("1a2b3c",), ("4d5e6f", "abcdef"))
    assert read_tag(tag.name("Hva som helst [1]")) == tag
    assert label_of(tag.name("Hva som helst [1]")) == "Hva som helst [1]"


@pytest.mark.parametrize("name", ["Tittel 1", "Bilde [4]", "[alis]", "[alis:chart]", ""])
def test_a_name_that_is_not_ours_has_no_tag(name: str):
    assert read_tag(name) is None


def test_a_tag_that_nobody_knows_is_left_alone(old: bytes):
    assert [texts(slide) for slide in opened(renew(old, lambda tag: None)).slides] == [
        texts(slide) for slide in opened(old).slides
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 tull", b"%PDF-1.4", None])
def test_a_broken_file_is_refused_in_norwegian_with_an_id_in_the_log(content, old: bytes, caplog):
    with pytest.raises(ExportError) as failure:
        renew(old[:5000] if content is None else content, make)
    assert "kunne ikke leses" in str(failure.value) and "Ingenting er endret" in str(failure.value)
    (id,) = re.findall(r"\b[0-9a-f]{8}\b", str(failure.value))
    assert id in caplog.text


def test_a_presentation_without_our_slides_is_refused(caplog):
    mine = opened(make_deck(Deck("a", "b", ())))
    with pytest.raises(ExportError, match="ingen lysbilder fra ALIS-innsikt"):
        renew(saved(mine), make)


def test_a_round_trip_through_libreoffice_is_renewed_too(old: bytes, tmp_path):
    travelled = office.convert(old, tmp_path, "pptx:Impress MS PowerPoint 2007 XML").read_bytes()
    after = opened(renew(travelled, make))
    for number, label in enumerate(LABELS, FIRST):
        figure, found = make(label), spaced(texts(after.slides[number]))
        for text in said_on(figure):
            assert spaced(text) in found, (label, text)
        if MAKERS[label](OLD).subtitle != figure.subtitle:
            assert MAKERS[label](OLD).subtitle not in texts(after.slides[number])
        assert all(shape.name for shape in shapes(after.slides[number]))
