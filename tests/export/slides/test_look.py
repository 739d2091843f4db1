"""How slides look: colours with their roles, order, alignment, letters large enough, room for every text."""

from dataclasses import replace

import pytest
from pptx.enum.text import PP_ALIGN

from lib.export.measure import width_of, wrapped
from lib.export.named import not_named
from lib.export.output import plain
from lib.export.slides import Deck, DeckFigure, Entry, make_deck, to_pptx
from lib.export.table_cells import cells_of
from lib.figures.figure import Column, Table
from lib.metrics.selection import Selection
from tests.export.figures import by_hand
from tests.export.slides.reading import labels, opened, part, shapes
from tests.figures.catalogue import makers

MAKERS = makers()
CHOSEN = Selection(years=(2023,))
EMU = 12_700  # in a point
SMALLEST, SOURCE = 1_400, 1_000  # hundredths of a point
DRAWN = {"bars": "fill", "grouped_bars": "fill", "shares": "fill", "flows": "fill", "dumbbells": "fill"}


def slide_of(label: str):
    figure = MAKERS[label](CHOSEN)
    return figure, opened(to_pptx(figure)).slides[0]


@pytest.mark.parametrize("label", MAKERS)
def test_no_letters_but_those_of_the_source_are_smaller_than_fourteen_points(label: str):
    _figure, slide = slide_of(label)
    source = part(slide, "foot")._element
    elements = [shape._element for shape in slide.shapes if shape._element is not source]
    if chart := part(slide, "chart"):
        elements.append(chart.chart._chartSpace)
    sizes = [int(run.get("sz")) for each in elements for run in each.iter() if run.get("sz", "").isdigit()]
    assert min(sizes, default=SMALLEST) >= SMALLEST
    layout = [int(run.get("sz")) for run in slide.slide_layout._element.iter("{*}defRPr")]
    assert sorted(layout)[:2] == [SOURCE, 1_400]


@pytest.mark.parametrize("label", MAKERS)
def test_a_series_has_the_colour_of_its_role(label: str):
    figure, slide = slide_of(label)
    if figure.chart is None or figure.chart.kind not in DRAWN:
        return
    found = []
    for series in part(slide, "chart").chart.plots[0].series:
        look = series.marker.format if DRAWN[figure.chart.kind] == "marker" else series.format
        found.append(f"#{look.fill.fore_color.rgb}")
    own = figure.chart.colours
    if figure.chart.kind == "shares":  # what the title does not name is grey
        others = not_named(figure.finding, list(own))
        assert others
        assert [
            place for place, (fill, its) in enumerate(zip(found, own.values(), strict=True)) if fill != its
        ] == list(others)
        return
    assert found == list(own.values())


def test_the_class_that_the_title_names_is_in_colour_and_the_others_are_greys_in_their_order():
    figure, slide = slide_of("class_shares centrality")
    assert figure.finding.startswith("Sentralitet 6 (minst sentral): 3,8")
    *others, named = (s.format.fill.fore_color.rgb for s in part(slide, "chart").chart.plots[0].series)
    assert str(named) == "025169"
    assert all(max(grey) - min(grey) < 25 for grey in others)
    shades = [sum(grey) for grey in others]
    assert len(set(shades)) == 5 and shades == sorted(shades, reverse=True)
    unnamed = replace(figure, finding="")
    first = part(opened(to_pptx(unnamed)).slides[0], "chart").chart.plots[0].series[0]
    assert str(first.format.fill.fore_color.rgb) == "C6DBEF"


def test_bars_stand_in_the_order_of_the_rows_from_the_top():
    figure, slide = slide_of("region_ranking doctors county")
    chart = part(slide, "chart").chart
    assert list(chart.plots[0].categories) == list(figure.chart.datasets["data"]["name"])
    assert chart.category_axis.reverse_order
    assert chart.value_axis.minimum_scale == 0 and not chart.value_axis.has_major_gridlines


def test_what_the_title_names_is_in_colour_and_the_rest_is_grey():
    """Viken grew most by the number of doctors: 111, from 292 to 403."""
    figure, slide = slide_of("growth_by county")
    chart = part(slide, "chart").chart
    names = list(chart.plots[0].categories)
    assert figure.finding.startswith("Viken")
    for series, own in zip(chart.plots[0].series, figure.chart.colours.values(), strict=True):
        fills = [
            f"#{series.points[i].format.fill.fore_color.rgb}" if point(series, i) else own
            for i in range(len(names))
        ]
        assert [fill == own for fill in fills] == [name == "Viken" for name in names]


def point(series, place: int) -> bool:
    """Whether a point has a look of its own."""
    return any(int(each.find("{*}idx").get("val")) == place for each in series._element.findall("{*}dPt"))


@pytest.mark.parametrize(
    ("finding", "named"),
    [
        ("Flest kommuner uten tilskudd i sentralitet 6 (minst sentral): 67 av 109", ["6 (minst sentral)"]),
        ("Sentralitet 5 øker mest: 5,5 % flere i 3 kommuner", ["5"]),
        ("3 av 5 kommuner har 4,5 %", []),
    ],
)
def test_a_class_is_named_by_its_kind_and_not_by_a_number_that_is_alike(finding: str, named: list[str]):
    names = ("3", "4", "5", "6 (minst sentral)")
    others = [names[place] for place in not_named(finding, names)]
    assert others == ([name for name in names if name not in named] if named else [])


def test_a_budget_that_was_passed_is_a_white_line_in_the_bar():
    _figure, slide = slide_of("earlier_schemes")
    target = part(slide, "chart").chart.plots[0].series[1]
    passed = [i for i, point in enumerate(target._element.findall("{*}dPt"))]
    assert len(passed) == 1  # 183 per cent of the budget in 2021
    assert str(target.points[3].format.line.color.rgb) == "FFFFFF"


def test_a_narrow_share_has_no_text():
    figure, slide = slide_of("class_chart size_class shares")
    frame = figure.chart.datasets["data"]
    written = sum(len(labels(series)) for series in part(slide, "chart").chart.plots[0].series)
    assert written == sum(share >= 6 for share in frame["share"]) < len(frame["share"])


@pytest.mark.parametrize(
    "label", ["region_ranking applied_nok county", "budget_steps", "without_grants county"]
)
def test_names_and_texts_at_the_ends_have_room_beside_the_bars(label: str):
    _figure, slide = slide_of(label)
    frame = part(slide, "chart")
    chart = frame.chart
    place = {
        it.tag.rpartition("}")[2]: it.get("val")
        for it in chart._chartSpace.iterfind(".//{*}plotArea/{*}layout//*")
    }
    left, right = float(place["x"]), 1 - float(place["x"]) - float(place["w"])
    size = chart.font.size.pt
    assert left * frame.width / EMU >= max(
        width_of(it, size, face="slide") for it in chart.plots[0].categories
    )
    longest = max(
        (value, width_of(labels(series)[i], size, face="slide"))
        for series in chart.plots[0].series
        for i, value in enumerate(series.values)
        if value is not None
    )
    assert right * frame.width / EMU >= longest[1]


def test_numbers_stand_to_the_right_and_the_whole_is_bold():
    _figure, slide = slide_of("class_table centrality")
    table = part(slide, "rows").table
    for row in list(table.rows)[1:]:
        for place, cell in enumerate(row.cells):
            wanted = PP_ALIGN.RIGHT if place else PP_ALIGN.LEFT
            assert cell.text_frame.paragraphs[0].alignment == wanted
    bold = [row.cells[0].text_frame.paragraphs[0].runs[0].font.bold for row in table.rows]
    assert bold == [True, *[False] * (len(bold) - 2), True]
    assert table.first_row


@pytest.mark.parametrize("width", [160, 275, 420, 870])
def test_no_number_is_broken_in_a_narrow_table_and_columns_without_room_are_counted(width: int):
    table = MAKERS["class_table centrality"](CHOSEN).table
    cells = cells_of(table, width, 315, face="slide")
    assert sum(cells.widths) <= width + 0.01 or len(cells.widths) == 2
    for row in cells.texts[1:]:
        for place, text in enumerate(row[1:], 1):
            assert len(wrapped(text, cells.widths[place] - 9.5, cells.size, face="slide")) == 1
    left_out = len(table.columns) - len(cells.widths)
    assert any("kolonne" in note for note in cells.note) == bool(left_out)


def test_a_very_long_word_and_a_very_long_title_stay_on_the_slide():
    table = Table((Column("a", "Navn"), Column("b", "Antall", "count")), (("x" * 400, 1), ("y z " * 100, 2)))
    figure = replace(by_hand(chart=None), title="Tilskudd " * 30, table=table)
    made = opened(to_pptx(figure))
    shape = part(made.slides[0], "rows")
    assert shape.left + shape.width <= made.slide_width
    assert made.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt == 20


def test_texts_stand_in_the_templates_own_places():
    left, right = (DeckFigure(MAKERS[label](CHOSEN)) for label in ("budget_steps", "money_history"))
    made = opened(make_deck(Deck("a", "b", (Entry((left,)), Entry((left, right))))))
    assert part(made.slides[1], "line").is_placeholder and part(made.slides[1], "foot").is_placeholder
    assert part(made.slides[2], "heading").is_placeholder


@pytest.mark.parametrize("number", range(6))  # cover, contents, one figure, two figures, one, the last
def test_made_up_rows_are_told_of_in_letters_that_are_seen(number: int):
    """The only sign was the source line, in 10 points at the foot of the slide."""
    left, right = (DeckFigure(MAKERS[label](CHOSEN)) for label in ("budget_steps", "money_history"))
    entries = (Entry((left,)), Entry((left, right)), Entry((right,)))
    made = opened(make_deck(Deck("a", "b", entries)))
    assert len(made.slides) == 6
    told = [
        size_of(shape, paragraph)
        for shape in shapes(made.slides[number])
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if "demodata" in paragraph.text.lower()
    ]
    assert max(told) >= 14


def size_of(shape, paragraph) -> float:
    """The size of the letters in points: their own, or else that of the template's place."""
    own = [run.font.size.pt for run in paragraph.runs if run.font.size is not None]
    if own:
        return own[0]
    place = shape.part.slide_layout.placeholders.get(idx=shape.placeholder_format.idx)
    return (
        max(int(each.get("sz")) for each in place._element.iter("{*}lvl1pPr", "{*}defRPr") if each.get("sz"))
        / 100
    )


def test_every_text_says_that_it_is_norwegian():
    _figure, slide = slide_of("budget_steps")
    runs = [run for shape in shapes(slide) for run in shape._element.iter("{*}r")]
    assert len(runs) >= 4 and all(run.rPr is not None and run.rPr.get("lang") == "nb-NO" for run in runs)


def test_a_hard_space_keeps_a_number_on_one_line():
    text = plain("458\N{NO-BREAK SPACE}416\N{NO-BREAK SPACE}101 kr")
    assert len(wrapped(text, width_of("458 416 101", 10, face="slide") + 0.1, 10, face="slide")) == 2
    assert "\N{NO-BREAK SPACE}" in text
