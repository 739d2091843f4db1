"""What a value says of itself, counted by hand."""

from fractions import Fraction

from lib.figures.comparisons import Member, extremes, names_of, ranks
from lib.figures.values import format_change, format_full, format_short
from lib.metrics.compute import total
from lib.metrics.selection import Selection
from lib.metrics.units import Scope, scope_of, units
from lib.metrics.value import Missing, Partial, Reason, StandIn, difference, ratio
from lib.metrics.view import View
from tests.extract.made import in_memory
from tests.handmade import small_budget, with_value
from tests.metrics.rows import demo_extract, extract_of, grants_of

PARTLY = Partial(10_400_000, 60, 2_545, Reason.NOT_DECIDED)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def members(**values: object) -> list[Member]:
    return [Member(name, value, "count") for name, value in values.items()]


def test_a_partly_known_sum_is_said_with_its_coverage_and_takes_part_in_nothing():
    assert plain(format_short(PARTLY, "nok")) == "10,4 mill. kr for 60 av 2 545 avgjorte"
    assert ratio(PARTLY, 557_900_000, 100) == Missing(Reason.PARTLY_KNOWN)
    assert difference(PARTLY, 1) == Missing(Reason.PARTLY_KNOWN)
    assert extremes(members(a=PARTLY, b=2, c=1)).left_out[0].name == "a"


def test_a_missing_value_says_its_reason_and_the_years_that_lack_it():
    assert format_full(Missing(Reason.NOT_DECIDED), "nok") == "ikke avgjort"
    assert format_full(Missing(Reason.NO_BUDGET, (2027,)), "nok") == "budsjettet mangler (2027)"


def test_an_amount_in_place_of_another_is_said_to_be_so_and_not_compared():
    granted = StandIn(241_900_000, (2022,))
    assert plain(format_short(granted, "nok")) == "241,9 mill. kr (innvilget i 2022)"
    assert difference(458_400_000, granted) == Missing(Reason.OTHER_AMOUNT)
    assert difference(granted, granted) == 0


def test_exact_halves_are_rounded_up():
    assert plain(format_full(ratio(23, 80, 100), "percent")) == "28,8 %"  # 28,75
    assert format_change(Fraction(4, 100), "decimal") == "0,0"  # no sign before what is shown as nothing


def test_an_exact_half_that_is_computed_is_rounded_up():
    """23 000 of 80 000 kr are 28,75 per cent; divided as floats they are less, and were written 28,7."""
    grants = grants_of((("g01", 2023, "4601", "a", "alis", "granted", 23_000, None, None, 0, 2),))
    extract = in_memory(grants, with_value(small_budget(), "budget_nok", 2, 80_000))
    found = total(View(extract, Selection(years=(2023,))), "applied_utilisation_pct")[
        "applied_utilisation_pct"
    ]
    assert plain(format_full(found, "percent")) == "28,8 %"


def test_equals_share_a_place_and_are_all_named():
    found = members(a=3, b=1, c=3, d=0)
    assert [(place.rank, place.shared_by, place.of) for place in ranks(found)] == [
        (1, 2, 4),
        (3, 1, 4),
        (1, 2, 4),
        (4, 1, 4),
    ]
    assert names_of(extremes(found).most) == "a og c"
    assert extremes(members(a=2, b=2)).all_equal


def test_a_municipality_whose_rows_disagree_has_the_class_of_the_register(tmp_path):
    rows = [
        ("g01", 2023, "4601", "a", "alis", "granted", 1_000, None, None, 0, 5),
        ("g02", 2023, "4601", "b", "alis", "granted", 1_000, None, None, 0, 2),
        ("g03", 2023, "4621", "c", "alis", "granted", 1_000, None, None, 0, 5),
    ]
    extract = extract_of(tmp_path, grants_of(tuple(rows)))
    found = {row["municipality_code"]: row["centrality"] for row in units(extract, Scope(2020)).to_pylist()}
    assert (found["4601"], found["4621"]) == (2, 5)  # Bergen's rows disagree, Voss's one row does not


def test_places_of_both_sides_of_the_reform_are_whole_and_years_by_themselves_are_not():
    demo, both = demo_extract(), Selection(years=(2023, 2024), borders=2024)
    assert scope_of(View(demo, both)).whole
    assert scope_of(View(demo, both), ("municipality", "year")).whole
    assert not scope_of(View(demo, both), ("year",)).whole
    assert not scope_of(View(demo, both.in_years(2024))).whole
