"""What holds for every metric of the registry, on selections of the demo extract drawn with a fixed seed."""

import pytest

from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.compute import Row, compute, total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import NOT_PUBLISHED, Reason, StandIn, is_missing, number
from lib.metrics.view import View
from tests.metrics.rows import demo_extract
from tests.metrics.selections import drawn

SELECTIONS = drawn(demo_extract(), 60)
EVERYTHING = tuple(METRICS)


def divides(metric: Metric, column: str) -> bool:
    """True where a grouping splits what the metric counts. The frame's own columns decide, not the metric.

    A budget is one number for the country and its year, and so is the length of a grant period; the register
    knows nothing of grant types, and its inhabitants are those of the latest year chosen, not of all years.
    """
    return {
        "grants": True,
        "turned_down": True,
        "register": column != "year" and column in frames.DIMENSIONS,
        "budget": column == "year",
        "periods": column == "year",
    }[metric.frame]


def grouped(extract: Extract, chosen: Selection) -> list[tuple[str, Row, tuple[Row, ...]]]:
    """For each grouping: its column, the whole, and the parts."""
    whole = total(View(extract, chosen), *EVERYTHING)
    return [(column, whole, compute(View(extract, chosen), EVERYTHING, (column,))) for column in DIMENSIONS]


def plain(*, additive: bool) -> list[Metric]:
    return [metric for metric in METRICS.values() if not metric.is_ratio and metric.additive == additive]


@pytest.mark.parametrize("chosen", SELECTIONS, ids=range(len(SELECTIONS)))
def test_additive_parts_sum_exactly_to_the_whole(demo: Extract, chosen: Selection):
    for column, whole, parts in grouped(demo, chosen):
        for metric in plain(additive=True):
            if not divides(metric, column):
                continue
            if column == "year" and {"centrality", "size_class"} & chosen.filters.keys():
                continue  # each year by itself has its own classes; together they have those of the last
            known = [number(row[metric.id]) for row in parts if number(row[metric.id]) is not None]
            if number(whole[metric.id]) is None:
                # One unknown year is enough for the sum over years to be unknown.
                assert len(known) < len(parts) or not known, (metric.id, column)
            else:
                assert sum(known) == number(whole[metric.id]), (metric.id, column)


@pytest.mark.parametrize("chosen", SELECTIONS, ids=range(len(SELECTIONS)))
def test_unique_counts_lie_between_the_largest_part_and_the_sum_of_parts(demo: Extract, chosen: Selection):
    for column, whole, parts in grouped(demo, chosen):
        for metric in plain(additive=False):
            if divides(metric, column):
                values = [value for row in parts if (value := number(row[metric.id])) is not None]
                if number(whole[metric.id]) is None:
                    assert whole[metric.id].reason is Reason.FILTERED_AWAY
                    assert not values
                else:
                    assert max(values, default=0) <= whole[metric.id] <= sum(values), (metric.id, column)


@pytest.mark.parametrize("chosen", SELECTIONS, ids=range(len(SELECTIONS)))
def test_a_ratio_is_its_numerator_over_its_denominator(demo: Extract, chosen: Selection):
    for _column, whole, parts in grouped(demo, chosen):
        for row in (whole, *parts):
            for metric in (metric for metric in METRICS.values() if metric.is_ratio):
                over, under = number(row[metric.numerator]), number(row[metric.denominator])
                if over is None or not under:
                    assert is_missing(row[metric.id]), metric.id
                elif isinstance(row[metric.numerator], StandIn) and metric.denominator == "budget_nok":
                    assert row[metric.id] == NOT_PUBLISHED, metric.id
                else:
                    assert number(row[metric.id]) == pytest.approx(over / under * metric.scale), metric.id


def test_the_selections_are_varied_enough_to_find_a_fault(demo: Extract):
    grants = [total(View(demo, chosen), "grants")["grants"] for chosen in SELECTIONS]
    assert min(grants) == 0
    assert sum(0 < number < 20 for number in grants) >= 5
    assert max(grants) > 1000
    assert {chosen.borders for chosen in SELECTIONS} == {2020, 2024}
    assert any(len(chosen.years) > 1 for chosen in SELECTIONS)


def test_unique_counts_do_differ_from_the_sum_of_their_parts(demo: Extract):
    """Without this the bounds above would hold for sums too."""
    both = Selection(years=(2022, 2023))
    for metric in ("doctors", "doctors_alis", "municipalities"):
        parts = compute(View(demo, both), (metric,), ("year",))
        assert total(View(demo, both), metric)[metric] < sum(row[metric] for row in parts)


def test_inhabitants_of_several_years_are_those_of_the_latest(demo: Extract):
    both = Selection(years=(2022, 2023))
    by_year = compute(View(demo, both), ("population",), ("year",))
    assert total(View(demo, both), "population")["population"] == by_year[-1]["population"]


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_every_metric_says_in_norwegian_what_it_is(metric: Metric):
    shown = (metric.label, metric.unit, metric.definition)
    assert all(shown)
    for text, id in zip(shown, (metric.label_id, metric.unit_id, metric.definition_id), strict=True):
        assert text != id, f"not translated: {id}"
    assert metric.source
    assert metric.definition.endswith(".")


def test_labels_tell_the_metrics_apart():
    labels = [metric.label for metric in METRICS.values()]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_a_metric_is_either_an_expression_or_a_ratio_of_two_that_are(metric: Metric):
    assert (metric.expression is None) == metric.is_ratio
    if metric.is_ratio:
        parts = [METRICS[metric.numerator], METRICS[metric.denominator]]
        assert not any(part.is_ratio for part in parts)
        assert not metric.additive
