"""A change as it is written is what its reader gets who subtracts the numbers beside it."""

import re
from fractions import Fraction
from random import Random

import pytest

from lib.figures.budget_figures import parts_of_applied
from lib.figures.change_map import change_map, change_ranking
from lib.figures.reach_figures import without_grants
from lib.figures.type_changes import changed_type
from lib.figures.values import (
    change_full,
    change_short,
    format_change,
    format_full,
    format_short,
    format_with_unit,
)
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import use_language
from tests.figures.catalogue import EXTRACT
from tests.pages.rows import grants
from tests.truth.extracts import load

NOW = Selection(years=(2023,))
# Written for Norwegian readers: "+5,0 (fra 29,0 til 34,0)".
SAID = re.compile(r": (?P<by>[^ ]+) .*\(fra (?P<first>[^ ]+) til (?P<last>[^ ]+)\)")


def read(text: str) -> Fraction:
    """A Norwegian number as its reader takes it, kroner with their unit."""
    digits = re.sub(r"[^\d,−]", "", text).replace("−", "-").replace(",", ".")
    return Fraction(digits) * (1_000_000 if "mill" in text else 1)


def pairs(number: int) -> list[tuple[Fraction, Fraction]]:
    """Ratios as counties have them, some of them so near each other that they are written alike."""
    random = Random(51)
    made = []
    for _pair in range(number):
        before = Fraction(random.randint(0, 10**6), random.randint(1, 9_999))
        step = Fraction(random.randint(-400, 400), random.choice((1_000, 9_999, 7)))
        made.append((before, max(before + step, Fraction(0))))
    return made


@pytest.mark.parametrize(("kind", "move", "write"), [
    ("decimal", change_full, format_full),
    ("nok", change_full, format_full),
    ("percent", change_full, format_full),
    ("count", change_full, format_full),
    ("decimal", change_short, format_short),
])  # fmt: skip
def test_a_change_is_the_difference_of_what_is_written(kind: str, move, write):
    for before, now in pairs(4_000):
        scale = 10_000 if kind == "nok" else 1
        first, last = before * scale, now * scale
        change = format_change(move(last, first, kind), kind)
        shown = read(write(last, kind)) - read(write(first, kind))
        assert read(change) == shown, (first, last, change)
        assert (change[0] in "+−") == (shown != 0), change


def test_a_change_of_millions_is_the_difference_of_what_is_written():
    """Below a million it is written in full, and exact: 7,5 and 6,9 mill. differ by 593 075 kr."""
    for before, now in pairs(4_000):
        first, last = (round(value * 100_000) for value in (before, now))
        change = format_change(change_short(last, first, "nok"), "nok")
        if "mill" not in change:
            assert read(change) == last - first
        elif min(first, last) >= 1_000_000:
            assert read(change) == read(format_short(last, "nok")) - read(format_short(first, "nok"))
    assert format_change(change_short(7_525_000, 6_931_925, "nok"), "nok") == "+593\xa0075\xa0kr"
    # 458,4 − 241,9: the exact 216 567 000 would be written as 216,6.
    assert format_change(change_short(458_447_000, 241_880_000, "nok"), "nok") == "+216,5\xa0mill.\xa0kr"


def test_one_is_not_said_as_several():
    """One doctor went from guidance alone to both types in 2023, 4 from an agreement to guidance alone."""
    assert format_with_unit(-1, "count", METRICS["doctors"].forms).replace("\xa0", " ") == "−1 lege"
    marks = changed_type(View(EXTRACT, NOW)).chart.marks
    said = [mark.said.replace("\xa0", " ") for mark in marks]
    assert "Kun veiledning til begge typer: 1 lege" in said
    assert "ALIS-avtale til kun veiledning: 4 leger" in said


def test_nothing_is_written_as_more_or_less_than_nothing():
    assert format_change(change_full(Fraction(2904, 100), Fraction(2896, 100), "decimal"), "decimal") == "0,0"
    assert format_change(Fraction(-4, 100), "decimal") == "0,0"
    assert format_change(Fraction(4, 100), "percent").replace("\xa0", " ") == "0,0 %"
    assert (
        format_change(change_full(29 + Fraction(36, 1000), Fraction(2896, 100), "decimal"), "decimal")
        == "0,0"
    )


def test_vestfold_og_telemark_rises_by_what_its_two_rates_differ():
    """123 doctors of 424 832 inhabitants, then 146 of 429 101: 28,95 and 34,02, which differ by 5,07."""
    change = change_full(Fraction(146 * 100_000, 429_101), Fraction(123 * 100_000, 424_832), "decimal")
    assert format_change(change, "decimal") == "+5,0"
    said = change_map(View(EXTRACT, NOW), metric="doctors_per_100k").chart.said["38"]
    assert "+5,0 leger" in said
    assert "(fra 29,0 til 34,0)" in said


@pytest.mark.parametrize("metric", ["grants_per_100k", "doctors_per_100k", "applied_per_grant_nok", "grants"])
@pytest.mark.parametrize("level", ["county", "municipality"])
def test_every_change_subtracts_where_it_stands(metric: str, level: str):
    # The amounts of the demo's two years are not the same one, so those of later years are compared.
    extract, chosen = EXTRACT, NOW
    if metric == "applied_per_grant_nok":
        extract, chosen = load("Y4"), Selection(years=(2023, 2024))
    figure = change_map(View(extract, chosen), metric=metric, level=level)
    columns = {column.key: (place, column.kind) for place, column in enumerate(figure.table.columns)}

    def cell(row: tuple, key: str) -> str:
        place, kind = columns[key]
        return format_full(row[place], kind)

    compared, table = 0, {}
    for row in figure.table.rows:
        if not any(digit in cell(row, "change") for digit in "0123456789"):
            continue  # no base in one of the years
        change, now, before = (read(cell(row, key)) for key in ("change", "now", "before"))
        assert change == now - before, row[0]
        table[row[0]] = change
        compared += 1
    assert compared > 10
    for said in figure.chart.said.values():
        found = SAID.search(said)
        if found and found["by"] != "–":
            assert read(found["by"]) == read(found["last"]) - read(found["first"]), said
    (frame,) = change_ranking(View(extract, chosen), metric=metric, level=level).chart.datasets.values()
    for name, text in zip(frame["name"], frame["text"], strict=True):
        assert read(text) == read(format_change(table[name], columns["change"][1])), name


def test_an_english_change_has_the_form_of_the_amounts_beside_it():
    with use_language("en"):
        change = format_change(change_short(458_416_101, 241_900_000, "nok"), "nok")
        assert (format_short(458_416_101, "nok"), change) == ("NOK 458.4 million", "+NOK 216.5 million")


@pytest.mark.parametrize("metric", ["doctors", "grants"])
def test_what_is_drawn_largest_first_is_not_mixed_of_rises_and_falls(metric: str):
    """Rises of 2 and falls of 2 stood between each other. Those drawn are still those that changed most."""
    chosen = Selection(years=(2023,), counties=("46",))
    figure = change_ranking(View(EXTRACT, chosen), metric=metric, level="municipality")
    (frame,) = figure.chart.datasets.values()
    drawn = [int(read(text)) for text in frame["text"]]
    assert drawn == sorted(drawn, reverse=True)
    assert min(drawn) < 0 < max(drawn)
    rows = grants()
    rows = rows[rows.county == "46"]
    counts = rows.groupby(["municipality_code", "year"])
    by_year = (counts.doctor_id.nunique() if metric == "doctors" else counts.size()).unstack(fill_value=0)
    sizes = sorted(abs(by_year[2023] - by_year[2022]), reverse=True)
    assert sorted(map(abs, drawn), reverse=True) == sizes[:15]


def test_the_parts_of_an_amount_that_add_up_are_told_from_one_that_is_within_them():
    """99,2 + 0,8 + 2,9 per cent were more than the whole."""
    (frame,) = parts_of_applied(View(EXTRACT, NOW)).chart.datasets.values()
    now = [text for name, text in zip(frame["name"], frame["text"], strict=True) if name == "2023"]
    shares = [re.search(r"([\d,]+)\xa0%(.*)\)$", text).groups() for text in now]
    assert [read(share) for share, inside in shares if not inside] == [Fraction("99.2"), Fraction("0.8")]
    assert [(share, inside) for share, inside in shares if inside] == [("2,9", ", inngår i avtalene")]


def test_a_bar_of_municipalities_says_how_many_and_no_other_measure():
    """Of Agder's 25 municipalities 7 have no grants in 2023: 28 per cent, and not the 3,3 that was said."""
    rows = grants()
    reached = rows[rows.year == 2023].groupby("county").municipality_code.nunique()
    figure = without_grants(View(EXTRACT, NOW), by="county")
    (frame,) = figure.chart.datasets.values()
    texts = dict(zip(frame["name"], frame["text"], strict=True))
    assert texts["Agder"] == f"{25 - reached['42']} av 25 kommuner" == "7 av 25 kommuner"
    assert not any("%" in text for text in texts.values())
    assert list(frame["value"]) == sorted(frame["value"], reverse=True)
    assert figure.subtitle.endswith(" · kommuner")
    assert "3,3\xa0%" in [format_full(row[-1], "percent") for row in figure.table.rows]
