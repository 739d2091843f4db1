"""What holds for every figure under any selection. Each test names all offenders at once."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import altair as alt
import jsonschema
import pandas as pd
import pytest

from lib.figures.captions import selection_words
from lib.figures.figure import Figure
from lib.figures.regions import with_whole_county
from lib.figures.values import format_full, format_short
from lib.metrics.compute import total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.value import drawn_number, is_missing, number
from lib.metrics.view import View
from lib.words import _, percent
from tests.figures.catalogue import AGAINST, EXTRACT, MAKERS, NARROW, SELECTIONS, built, everywhere

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
MEASURED = ("value", "target", "before", "now", "share")  # the rest are positions and texts
THEMES = ("light", "dark")
# Published totals and printed tables are national, whatever is chosen.
NATIONAL = {
    "earlier-schemes", "reconciliation", "definitions",
    "extract-facts", "quality-report", "differences", "extract-list",
}  # fmt: skip
# About Voss, about all that are like it, or about all municipalities.
OF_ONE = ("by-year", "shares", "among", "place-figures", "similar", "largest-changes")


def frames(figure: Figure) -> Iterable[pd.DataFrame]:
    return map(pd.DataFrame, figure.chart.datasets.values()) if figure.chart else ()


def seldom(faults: Iterable[str]) -> list[str]:
    """The first of the offenders, so that a message stays readable."""
    found = sorted(set(faults))
    return [*found[:12], f"… {len(found)} in all"] if len(found) > 12 else found


def test_the_selections_reach_from_everything_to_nothing():
    grants = [total(View(EXTRACT, chosen), "grants")["grants"] for chosen in SELECTIONS]
    assert len(SELECTIONS) == 40
    assert grants.count(0) >= 2
    assert sum(0 < number < 30 for number in grants) >= 5
    assert {chosen.borders for chosen in SELECTIONS} == set(BORDERS)


def test_every_figure_of_the_pages_is_tried():
    assert len({label.split()[0] for label in MAKERS}) >= 18
    assert {"region_map", "class_table", "gross_and_net", "budget_steps", "count_history"} <= {
        label.split()[0] for label in MAKERS
    }


@pytest.mark.parametrize("chosen", SELECTIONS, ids=range(len(SELECTIONS)))
def test_every_figure_can_be_made(chosen: Selection):
    assert len(dict(built(chosen))) == len(MAKERS)


def test_every_text_is_there():
    texts = ("id", "title", "subtitle", "alt", "source", "file_stem")
    assert not seldom(
        f"{label}: {name}"
        for label, _chosen, figure in everywhere()
        for name in texts
        if not getattr(figure, name).strip()
    )
    assert not seldom(label for label, _chosen, figure in everywhere() if not all(figure.notes))


def test_the_subtitle_says_year_selection_and_unit():
    faults = []
    for label, chosen, figure in everywhere():
        years, *words, unit = figure.subtitle.split(" · ")
        if figure.name in NATIONAL:
            chosen = Selection(years=chosen.years)
        if figure.id.startswith(OF_ONE):
            continue
        if "level=municipality" in figure.name:  # a municipality is shown among those of its county
            chosen = with_whole_county(View(EXTRACT, chosen), "municipality").selection
        if figure.id.startswith("comparison"):
            chosen = replace(chosen, against=AGAINST)
        if figure.id == "changed-type":  # the types are what changes
            chosen = chosen.without("grant_type")
        if not YEAR.search(years) or not unit.strip():
            faults.append(f"{label}: {figure.subtitle}")
        if " · ".join(words) != selection_words(View(EXTRACT, chosen)):
            faults.append(f"{label}: {figure.subtitle} for {chosen}")
    assert not seldom(faults)


def test_a_figure_over_the_years_says_which_and_one_of_a_year_says_that_year():
    faults = []
    for label, chosen, figure in everywhere():
        said = {int(year) for year in YEAR.findall(figure.subtitle.split(" · ")[0])}
        rows = {int(row[0]) for row in figure.table.rows if YEAR.fullmatch(str(row[0]))}
        if rows and not {min(rows), max(rows)} <= said:
            faults.append(f"{label}: rows {sorted(rows)}, subtitle {figure.subtitle}")
        of_its_year = figure.id.startswith(("region-", "class-"))
        if not rows and of_its_year and said != set(chosen.years):
            faults.append(f"{label}: chosen {chosen.years}, subtitle {figure.subtitle}")
    assert not seldom(faults)


def test_the_source_names_the_extract_and_says_that_it_is_synthetic():
    lines = sorted({figure.source for _label, _chosen, figure in everywhere()}, key=len)
    line, with_inhabitants = lines
    assert with_inhabitants == f"{line} {_('Inhabitants: Statistics Norway, table 07459.')}"
    assert line.startswith(_("Source: {source}. Extract {id}, {date}.").split("{")[0])
    assert "demo-2023-10-20" in line
    assert "20. oktober 2023" in line
    assert _("Synthetic demo data below the published totals.") in line


def test_the_alternative_text_is_title_subtitle_and_the_tables_own_numbers():
    faults = []
    for label, _chosen, figure in everywhere():
        if not figure.alt.startswith(f"{figure.title}. {figure.subtitle}. "):
            faults.append(f"{label}: {figure.alt[:80]}")
        if figure.table.rows:
            # A table too long to be listened to gives its whole.
            long = len(figure.table.rows) > 16 and figure.table.has_total
            first = figure.table.rows[-1 if long else 0]
            if f"{first[0]}: " not in figure.alt:
                faults.append(f"{label}: first row missing")
            said = figure.chart.columns if figure.chart else (figure.table.columns[1].key,)
            for place, column in enumerate(figure.table.columns):
                cell = format_full(first[place], column.kind, unknown=column.unknown)
                if column.key in said and cell not in figure.alt:
                    faults.append(f"{label}: {column.key} missing")
    assert not seldom(faults)


def test_an_empty_table_leaves_no_stray_marks_in_the_alternative_text():
    assert not seldom(
        f"{label}: …{figure.alt[-30:]}"
        for label, _chosen, figure in everywhere()
        if re.search(r"\. \.|; ?\.|: *$", figure.alt)
    )


def test_the_file_name_is_plain_and_says_year_selection_and_demo_data():
    faults = []
    for label, chosen, figure in everywhere():
        if not re.fullmatch(r"alis(_[a-z0-9]+(-[a-z0-9]+)*)+", figure.file_stem):
            faults.append(f"{label}: {figure.file_stem}")
        if not YEAR.search(figure.file_stem) or not figure.file_stem.endswith("_demodata"):
            faults.append(f"{label}: {figure.file_stem}")
        of_all = label == "among_counties"  # shows every county, and the one chosen among them
        of_oslo = chosen.counties == ("03",) and figure.topic.by == "county" and not of_all
        if of_oslo and "_oslo_" not in figure.file_stem:
            faults.append(f"{label}: {figure.file_stem}")
    assert not seldom(faults)


def test_alis_is_written_in_capitals_everywhere():
    faults = []
    for label, _chosen, figure in everywhere():
        texts = [figure.title, figure.subtitle, figure.alt, *figure.notes]
        texts += [text for frame in frames(figure) for text in frame.get("said", ())]
        texts += figure.chart.said.values() if figure.chart else []
        faults += [f"{label}: {text[:90]}" for text in texts if re.search(r"\balis\b", text)]
    assert not seldom(faults)


def test_no_text_holds_a_value_that_was_never_written():
    faults = []
    for label, _chosen, figure in everywhere():
        texts = [figure.title, figure.subtitle, figure.alt, *figure.notes]
        texts += [cell for row in figure.table.rows for cell in row if isinstance(cell, str)]
        for frame in frames(figure):
            texts += [cell for column in frame for cell in frame[column] if isinstance(cell, str)]
        faults += [f"{label}: {text[:90]}" for text in texts if re.search(r"\b(nan|None|inf)\b|[{}]", text)]
    assert not seldom(faults)


def test_tables_are_rectangular_and_hold_no_nan():
    faults = []
    for label, _chosen, figure in everywhere():
        for row in figure.table.rows:
            if len(row) != len(figure.table.columns):
                faults.append(f"{label}: {row}")
            if any(isinstance(cell, float) and not math.isfinite(cell) for cell in row):
                faults.append(f"{label}: {row}")
        keys = [column.key for column in figure.table.columns]
        if len(keys) != len(set(keys)):
            faults.append(f"{label}: {keys}")
    assert not seldom(faults)


def test_every_mark_and_region_can_be_told_apart_and_described():
    faults = []
    for label, _chosen, figure in everywhere():
        for frame in frames(figure):
            key = [column for column in ("code", "id", "name", "series") if column in frame] or ["said"]
            if frame.duplicated(key).any():
                faults.append(f"{label}: {key} not unique")
            # A map and a ranking make their sentences in the browser; a file has the same (test_maps.py).
            sentences = [mark.said for mark in figure.chart.marks] or figure.chart.said.values()
            sentences = sentences or frame.get("number", [])
            # The neighbours on a line of dots are there twice, and described once.
            described = frame[frame["series"] == 0] if "row" in frame else frame
            if len(sentences) < len(described) or not all(str(said) for said in sentences):
                faults.append(f"{label}: a mark without a description")
    assert not seldom(faults)


def numbers(figure: Figure) -> set[float]:
    cells = (drawn_number(cell) for row in figure.table.rows for cell in row if not isinstance(cell, str))
    return {round(abs(cell), 6) for cell in cells if cell is not None}


def test_a_chart_draws_only_numbers_that_its_table_has():
    faults, compared = [], 0
    for label, _chosen, figure in everywhere():
        known = numbers(figure) | {0.0}
        for frame in frames(figure):
            for column in set(MEASURED) & set(frame.columns):
                there = {round(abs(float(value)), 6) for value in frame[column] if pd.notna(value)}
                compared += len(there)
                faults += [f"{label}: {column} {value}" for value in there - known]
    assert compared > 1500
    assert not seldom(faults)


def forms(figure: Figure, value: float | None) -> set[str]:
    """The ways the table's own kinds write a value; a chart may drop the sign and shorten kroner."""
    if pd.isna(value):
        cells = [cell for row in figure.table.rows for cell in row if is_missing(cell)]
        return {format_short(cell, "text") for cell in cells} | {format_short(None, "text")}
    found = set()
    for row in figure.table.rows:
        for cell, column in zip(row, figure.table.columns, strict=True):
            plain = None if isinstance(cell, str) else drawn_number(cell)
            if plain is not None and round(abs(plain), 6) == round(abs(value), 6):
                kinds = (column.kind, "million_nok") if column.kind == "nok" else (column.kind,)
                exact = abs(number(cell) if number(cell) is not None else plain)
                found |= {write(exact, kind) for kind in kinds for write in (format_full, format_short)}
    return found


def test_the_text_at_a_mark_is_the_number_of_its_table():
    faults, compared = [], 0
    for label, _chosen, figure in everywhere():
        for frame in frames(figure):
            if not {"value", "text"} <= set(frame) or "target" in frame:  # a bullet's text is the next test's
                continue
            drawn = frame[frame["own"]] if "own" in frame else frame  # of a strip, our own alone has a text
            for value, text in zip(drawn["value"], drawn["text"], strict=True):
                compared += 1
                if not any(form.lower() in text.lower() for form in forms(figure, value)):
                    faults.append(f"{label}: {value} as {text!r}")
    assert compared > 1000
    assert not seldom(faults)


def test_the_text_at_a_bar_with_a_budget_names_paid_and_budget_as_the_table_has_them():
    faults = []
    for label, _chosen, figure in everywhere():
        for frame in (frame for frame in frames(figure) if "target" in frame):
            for row in frame.to_dict("records"):
                named = [row["value"], row["target"]] if pd.notna(row["target"]) else [row["value"]]
                for value in (value for value in named if pd.notna(value)):
                    if not any(form in row["text"] for form in forms(figure, value)):
                        faults.append(f"{label}: {value} as {row['text']!r}")
    assert not seldom(faults)


def test_the_text_in_a_share_is_the_share():
    for _label, _chosen, figure in everywhere():
        for frame in (frame for frame in frames(figure) if "share" in frame):
            assert list(frame["text"]) == [percent(share) for share in frame["share"]]


@cache
def specs() -> dict[str, dict]:
    """Every different spec there is, in both themes, by where it comes from."""
    found: dict[int, tuple[str, dict]] = {}
    for label, _chosen, figure in everywhere():
        for theme in THEMES if figure.chart else ():
            spec = figure.chart.spec(theme)
            found.setdefault(id(spec), (f"{label}, {theme}, spec {len(found)}", spec))
    return dict(found.values())


def breaches(spec: dict) -> list[str]:
    """Where a spec breaks Altair's own schema of Vega-Lite."""
    kinds = {"layer": "TopLevelLayerSpec", "hconcat": "TopLevelHConcatSpec"}
    kind = next((name for key, name in kinds.items() if key in spec), "TopLevelUnitSpec")
    schema = {"$ref": f"#/definitions/{kind}", "definitions": alt.load_schema()["definitions"]}
    found = jsonschema.Draft7Validator(schema).iter_errors(spec)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:60]}" for error in found]


def shape(spec: dict) -> str:
    """The spec without the names and colours of its series, which are text whatever they are."""
    return re.sub(r"#[0-9A-F]{6}|\"[^\"{}]*\"(?=[,\]])", '"-"', json.dumps(spec, ensure_ascii=False))


def test_every_spec_is_valid_vega_lite():
    different = {shape(spec): (label, spec) for label, spec in specs().items()}
    assert len(different) >= 7  # bars, grouped bars, shares, dumbbells, bullets, flows, map
    assert not seldom(f"{label}: {fault}" for label, spec in different.values() for fault in breaches(spec))


def test_the_schema_finds_a_fault():
    good = {"data": {"name": "data"}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}}}
    assert breaches(good) == []
    assert breaches({**good, "mark": "sausage"})
    assert breaches({**good, "config": {"view": {"stroke": 7}}})


def test_no_spec_holds_data_or_geometry():
    faults = []
    for label, spec in specs().items():
        text = json.dumps(spec)
        faults += [
            f"{label}: {word}" for word in ('"datasets"', '"values"', '"arcs"', "doctor") if word in text
        ]
        if len(text) > 12_000:
            faults.append(f"{label}: {len(text)} bytes")
    assert not seldom(faults)


def test_no_spec_holds_a_year_or_a_place():
    places = {name for b in BORDERS for name in DIMENSIONS["county"].members(EXTRACT, b).values()}
    faults = []
    for label, spec in specs().items():
        # The inset is there whatever is chosen, a scale is fixed, and years beside each other are titles.
        named = (
            r"(counties|municipalities)_20\d\d|/geo/[^\"]*|Oslo-området|view_[0-9a-f]+_\d"
            r"|\"(title|domain)\": [\[{][^]}]*[]}]"
        )
        text = re.sub(named, "", json.dumps(spec, ensure_ascii=False))
        faults += [f"{label}: {year}" for year in YEAR.findall(text)]
        faults += [f"{label}: {place}" for place in places if place in text]
    assert not seldom(faults)


@pytest.mark.parametrize("label", MAKERS)
def test_another_year_swaps_data_and_keeps_the_spec(label: str):
    """The live view in the browser is kept only while the spec is the same object.

    The amount of 2022 is another one than that of 2023, and its map has other classes.
    """
    if label.startswith("region_map applied"):
        return
    for chosen in NARROW:
        charts = [built(chosen.in_years(year))[label].chart for year in (2022, 2023)]
        if None in charts:
            continue
        names = [
            len(set(frame.get("row", frame["name"])))
            for chart in charts
            for frame in chart.datasets.values()
            if "name" in frame
        ]
        for theme in THEMES:
            one, other = (chart.spec(theme) for chart in charts)
            if len(set(names)) < 2:
                assert one is other
            else:  # another number of rows is another height, and nothing else
                assert {**one, "height": 0} == {**other, "height": 0}
