"""The classes of a map: readable limits, and every value in exactly the class whose label holds it."""

import re
from itertools import pairwise
from math import inf
from random import Random

import pytest

from lib.figures import region_figures, regions
from lib.figures.change_map import change_map
from lib.figures.classes import CLASSES, class_labels, class_limits, class_of
from lib.figures.figure import Kind
from lib.figures.theme import DIVERGING
from lib.figures.values import format_full
from lib.metrics.selection import Selection
from lib.metrics.value import Value, number
from lib.metrics.view import View
from lib.words import _
from tests.figures.catalogue import EXTRACT, SELECTIONS, built, everywhere
from tests.pages.rows import grants

NUMBER = re.compile(r"\d[\d\xa0]*(?:,\d+)?")
AMOUNT = re.compile(rf"({NUMBER.pattern})(\xa0mill)?")


def spread(seed: int) -> list[float]:
    """Fifteen values of some size, as fifteen counties might have them."""
    random = Random(seed)
    size = 10 ** random.randint(0, 7)
    return [round(random.lognormvariate(0, 0.8) * size, 2) for _ in range(15)]


def bounds(label: str) -> tuple[float, float]:
    """What a label says it holds, from and up to: read as its reader does."""
    found = [
        float(number.replace("\xa0", "").replace(",", ".")) * (1_000_000 if unit else 1)
        for number, unit in AMOUNT.findall(label)
    ]
    if len(found) == 1 and label.strip("0123456789\xa0") == "":
        return found[0], found[0] + 1
    if len(found) == 2:
        # "50–99" counts whole things and names its last one; "1,5 til under 2,0" names what it stops before.
        return found[0], found[1] + 1 if "–" in label else found[1]
    if not found:
        return -inf, inf
    return (-inf, found[0]) if label.startswith(_("under {limit}").format(limit="")) else (found[0], inf)


@pytest.mark.parametrize("seed", range(30))
def test_limits_ascend_and_are_round_numbers(seed: int):
    cuts = class_limits(spread(seed))
    assert 1 <= len(cuts) < CLASSES
    assert all(low < high for low, high in pairwise(cuts))
    for cut in cuts:
        digits = f"{cut:.6f}".replace(".", "").strip("0")
        assert len(digits) <= 3, cut


@pytest.mark.parametrize("seed", range(30))
def test_every_value_is_in_one_class_and_its_label_holds_it(seed: int):
    values = [round(value) for value in spread(seed) if value >= 1]
    cuts = class_limits(values)
    texts = class_labels(cuts, "count")
    assert len(set(texts)) == len(texts) == len(cuts) + 1
    for value in (*values, *(cut for cut in cuts if cut == int(cut))):
        text = texts[class_of(value, cuts)]
        low, high = bounds(text)
        assert low <= value < high, (value, text)


def test_a_value_on_a_limit_belongs_to_the_class_above():
    assert [class_of(value, (50, 100)) for value in (49, 50, 99, 100)] == [0, 1, 1, 2]


def test_labels_in_words():
    assert class_labels((50, 1000), "count") == ("under 50", "50–999", "1\xa0000 eller mer")


@pytest.mark.parametrize("values", [[], [0, 0], [7], [0, 7]])
def test_too_few_values_make_one_class_that_holds_them_all(values: list):
    assert class_limits(values) == ()
    assert len(class_labels((), "count")) == 1


def as_read(cell: Value, kind: Kind) -> float | None:
    """The number that a reader of the table sees; None where there is none."""
    if number(cell) is None:
        return None
    return float(format_full(number(cell), kind).replace("\xa0", "").replace(",", "."))


def in_millions(nok: float | None) -> float | None:
    """Kroner as they are written in a sentence: from a million up, in tenths of one, half up."""
    return nok if nok is None or nok < 1_000_000 else (nok + 50_000) // 100_000 * 100_000


@pytest.mark.parametrize("metric", regions.MAP_METRICS)
def test_a_county_has_the_colour_of_the_class_that_holds_its_number(metric: str):
    """Across selections: what the legend says of a county's colour is true of the county's number."""
    compared = 0
    for _label, chosen, figure in everywhere(f"region_map {metric} county"):
        chart = figure.chart
        named = {colour: group for group, colour in chart.colours.items()}
        place, kind = next((i, c.kind) for i, c in enumerate(figure.table.columns) if c.key == metric)
        values = {row[0]: as_read(row[place], kind) for row in figure.table.rows}
        if metric == "applied_nok":  # which is said in tenths of a million beside the region
            values = {name: in_millions(value) for name, value in values.items()}
        for code, said in chart.said.items():
            group = named[chart.fills[code]]
            value = values.get(said.split(":")[0])  # a county outside the selection has no row
            if value is not None and NUMBER.search(group):
                low, high = bounds(group)
                assert low <= value < high, (chosen, said, group)
                compared += 1
    assert compared > 15


@pytest.mark.parametrize("metric", regions.MAP_METRICS)
def test_the_country_has_enough_classes_to_be_worth_a_map(metric: str):
    figure = built(SELECTIONS[0])[f"region_map {metric} county"]
    (frame,) = figure.chart.datasets.values()
    assert len(set(frame["group"])) >= 3


def in_use(chart) -> dict[str, int]:
    """The legend of a map: class → how many regions have its colour."""
    fills = list(chart.fills.values())
    return {label: fills.count(colour) for label, colour in chart.colours.items()}


def test_a_sum_over_years_is_coloured_by_limits_of_sums():
    """815 grants in Viken over both years, 145 in Møre og Romsdal: counted from the rows."""
    rows = grants()
    sums = rows.groupby("county").size()
    assert (len(sums), max(sums), min(sums)) == (11, 815, 145)
    used = in_use(
        region_figures.region_map(View(EXTRACT, Selection(years=(2022, 2023))), metric="grants").chart
    )
    assert len(used) == CLASSES
    assert max(used.values()) <= 4, "eight of eleven stood in the highest class"
    for label, counties in used.items():
        low, high = bounds(label)
        assert counties == sum(low <= value < high for value in sums) > 0, label
    ramp = region_figures.region_map(
        View(EXTRACT, Selection(years=(2022, 2023))), metric="grants", scale="ramp"
    ).chart
    assert list(ramp.ramp)[-1] == "815"


def test_an_amount_is_not_coloured_by_the_limits_of_another_amount():
    """For 2022 the amounts granted are known: the two lightest of 2023's classes held no county."""
    for year in (2022, 2023):
        drawing = region_figures.region_map(
            View(EXTRACT, Selection(years=(year,))), metric="applied_per_100k_nok"
        ).chart
        assert len(in_use(drawing)) == CLASSES
        assert all(in_use(drawing).values())


@pytest.mark.parametrize("of", ["absolute", "percent"])
def test_where_all_rise_no_class_goes_down(of: str):
    """Every county has more grants in 2023 than in 2022: counted from the rows."""
    by_year = grants().groupby(["county", "year"]).size().unstack()
    assert all(by_year[2023] > by_year[2022])
    figure = change_map(View(EXTRACT, Selection(years=(2023,))), metric="grants", of=of)
    used = in_use(figure.chart)
    assert all(label.startswith("opp") and counties for label, counties in used.items()), used
    assert sum(used.values()) == 11
    full = change_map(View(EXTRACT, Selection(years=(2023,))), metric="grants", of=of, scale="ramp").chart
    assert next(iter(full.ramp)) in ("0", "0,0\xa0%")


def test_a_change_keeps_its_colour_when_the_other_direction_is_left_out():
    """Guidance alone falls in every county; both directions have as many steps of colour."""
    falls = Selection(years=(2023,), grant_types=("guidance",))
    down = change_map(View(EXTRACT, falls), metric="grants").chart.colours
    up = change_map(View(EXTRACT, Selection(years=(2023,))), metric="grants").chart.colours
    assert all(label.startswith("ned") for label in down)
    assert next(iter(down.values())) == DIVERGING["light"][0]
    assert list(up.values())[-1] == DIVERGING["light"][-1]


def test_no_class_of_a_change_is_empty_or_upside_down():
    """``ned 1–0`` stood beside ``ned 1–2`` on the map of a county's doctors."""
    tried = 0
    for label, chosen, figure in everywhere("change_map"):
        if figure.chart is None or figure.chart.ramp:
            continue
        for name, codes in in_use(figure.chart).items():
            if name == _("outside the selection"):  # drawn grey, without a row
                continue
            low, high = bounds(name.removeprefix("ned ").removeprefix("opp "))
            assert low < high, (label, chosen, name)
            assert codes, (label, chosen, name)
            tried += 1
    assert tried > 100


@pytest.mark.parametrize("seed", range(30))
def test_no_class_is_empty(seed: int):
    values = [round(value) for value in spread(seed) if value >= 1]
    cuts = class_limits(values)
    assert {class_of(value, cuts) for value in values} == set(range(len(cuts) + 1))
