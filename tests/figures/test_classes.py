"""The classes of a map: readable limits, and every value in exactly the class whose label holds it."""

import re
from itertools import pairwise
from math import inf
from random import Random

import pytest

from lib.figures import where
from lib.figures.classes import CLASSES, class_of, labels, limits
from lib.metrics.value import drawn
from lib.words import _
from tests.figures.catalogue import SELECTIONS, built

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
    cuts = limits(spread(seed))
    assert 1 <= len(cuts) < CLASSES
    assert all(low < high for low, high in pairwise(cuts))
    for cut in cuts:
        digits = f"{cut:.6f}".replace(".", "").strip("0")
        assert len(digits) <= 3, cut


@pytest.mark.parametrize("seed", range(30))
def test_every_value_is_in_one_class_and_its_label_holds_it(seed: int):
    values = [round(value) for value in spread(seed) if value >= 1]
    cuts = limits(values)
    texts = labels(cuts, "count")
    assert len(set(texts)) == len(texts) == len(cuts) + 1
    for value in (*values, *(cut for cut in cuts if cut == int(cut))):
        text = texts[class_of(value, cuts)]
        low, high = bounds(text)
        assert low <= value < high, (value, text)


def test_a_value_on_a_limit_belongs_to_the_class_above():
    assert [class_of(value, (50, 100)) for value in (49, 50, 99, 100)] == [0, 1, 1, 2]


def test_labels_in_words():
    assert labels((50, 1000), "count") == ("under 50", "50–999", "1\xa0000 eller mer")


@pytest.mark.parametrize("values", [[], [0, 0], [7], [0, 7]])
def test_too_few_values_make_one_class_that_holds_them_all(values: list):
    assert limits(values) == ()
    assert len(labels((), "count")) == 1


@pytest.mark.parametrize("metric", where.MAP_METRICS)
def test_a_county_has_the_colour_of_the_class_that_holds_its_number(metric: str):
    """Across selections: what the legend says of a county's colour is true of the county's number."""
    compared = 0
    for chosen in SELECTIONS:
        figure = built(chosen)[f"region_map {metric} county"]
        chart = figure.chart
        named = {colour: group for group, colour in chart.colours.items()}
        keys = [column.key for column in figure.table.columns]
        values = {row[0]: drawn(row[keys.index(metric)]) for row in figure.table.rows}
        for code, said in chart.said.items():
            group = named[chart.fills[code]]
            value = values.get(said.split(":")[0])  # a county outside the selection has no row
            if value is not None and NUMBER.search(group):
                low, high = bounds(group)
                assert low <= value < high, (chosen, said, group)
                compared += 1
    assert compared > 50


@pytest.mark.parametrize("metric", where.MAP_METRICS)
def test_the_country_has_enough_classes_to_be_worth_a_map(metric: str):
    figure = built(SELECTIONS[0])[f"region_map {metric} county"]
    (frame,) = figure.chart.datasets.values()
    assert frame["group"].nunique() >= 3
