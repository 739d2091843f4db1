"""The findings that head the figures: of the printed tables, and of rows counted by hand."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest

from lib.extract.model import Extract
from lib.figures.budget_answers import _used
from lib.figures.budget_figures import budget_steps, earlier_schemes, parts_of_applied, per_month
from lib.figures.change_map import change_map, change_ranking
from lib.figures.class_figures import class_chart, class_shares, class_table
from lib.figures.figure import Figure
from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import growth_by, yearly_growth
from lib.figures.key_figures import key_figures
from lib.figures.reach_figures import without_grants
from lib.figures.region_figures import region_map, region_ranking
from lib.figures.scheme_history import count_history, money_history
from lib.figures.type_changes import changed_type
from lib.figures.year_maps import year_maps
from lib.metrics.growth import MUNICIPALITIES
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import use_language
from tests.metrics.rows import demo_extract, extract_of, grants_of
from tests.truth.extracts import load

OSLO, BERGEN, VOSS, BODO, TRAENA = "0301", "4601", "4621", "1804", "1835"
NOW = {"years": (2023,)}
Rows = Mapping[tuple[str, int], int]


def heading(make: object, extract: Extract, chosen: dict = NOW, **choices: object) -> str:
    """The finding of a figure of a selection, with plain spaces."""
    figure: Figure = make(View(extract, Selection(**chosen)), **choices)
    return figure.finding.replace("\xa0", " ")


def made(folder: Path, numbers: Rows, *, decision: Mapping[int, str] = {}, **of_row: object) -> Extract:
    """So many agreements of 100 000 kroner in each municipality and year.

    The first doctors of a municipality are the same in every year.
    """
    ids = count()
    rows = [
        (
            f"g{next(ids)}",
            year,
            code,
            f"{code}-{n}",
            of_row.get("grant_type", "alis"),
            *_amounts(decision.get(year)),
        )
        for (code, year), number in numbers.items()
        for n in range(number)
    ]
    return extract_of(folder, grants_of(tuple(rows)))


def _amounts(decision: str | None) -> tuple:
    known = None if decision == "pending" else 100_000
    return (decision or "granted", 100_000, known, known, 0, None)


# Printed in the status report of autumn 2023, or worked out from what is printed there.


@pytest.mark.parametrize(
    ("make", "choices", "said"),
    [
        (region_map, {"metric": "grants"}, "Viken har flest: 473 av 2 235 tilskudd (21,2 %)"),
        (yearly_growth, {}, "1 871 unike leger i 2023, 513 flere enn i 2022 (+37,8 %)"),
        (
            yearly_growth,
            {"metric": "municipalities"},
            "228 kommuner med tilskudd i 2023, 41 flere enn i 2022 (+21,9 %)",
        ),
        (gross_and_net, {}, "721 kom til, 208 ble ikke videreført: 1 358 − 208 + 721 = 1 871"),
        (gross_and_net, {"of": MUNICIPALITIES}, "57 kommuner kom til, 16 falt fra: 187 − 16 + 57 = 228"),
        (count_history, {}, "2 142 ALIS-avtaler i 2023, mot 71 i 2020"),
        (budget_steps, {}, "Budsjettet holdt i 2023: 96,5 % er utbetalt"),
        (money_history, {}, "445,0 mill. kr av 461,1 mill. kr er utbetalt i 2023: 96,5 % av budsjettet"),
        # (445,0 / 11) / (241,9 / 9) = 1,505: the years cover 11 and 9 months.
        (per_month, {}, "Utbetalt per måned øker 50,5 % fra 2022 til 2023"),
        # 458,4 − 3,5 of guidance; 454,9 / 458,4 = 99,2 %.
        (parts_of_applied, {}, "454,9 mill. kr av 458,4 mill. kr søkt gjelder ALIS-avtaler (99,2 %)"),
        # 88 / 48, and (88 + 42 + 21) / (48 + 54 + 63,6).
        (
            earlier_schemes,
            {},
            "2021 ALIS, næringsdrift: 88,0 mill. kr er utbetalt av et budsjett på 48,0 mill. kr (183,3 %); "
            "alle 3 samlet 91,2 %",
        ),
        (
            class_shares,
            {"by": "centrality"},
            "Sentralitet 6 (minst sentral): 3,8 % av innbyggerne, 5,5 % av tilskuddene og "
            "8,1 % av søkt beløp",
        ),
        (key_figures, {}, "513 flere leger, og 96,5 % av budsjettet er utbetalt"),
    ],
)
def test_the_finding_of_the_printed_numbers(make: object, choices: dict, said: str):
    assert heading(make, demo_extract(), **choices) == said


def test_the_same_in_english():
    with use_language("en"):
        assert heading(region_map, demo_extract(), metric="grants") == (
            "Viken has the most: 473 of 2,235 grants (21.2%)"
        )
        assert (
            heading(gross_and_net, demo_extract())
            == "721 came, 208 were not continued: 1,358 − 208 + 721 = 1,871"
        )


# Who has most, and the other end of the ranking.


def test_equals_are_named_together_with_what_each_has(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20, (BERGEN, 2023): 20, (BODO, 2023): 12})
    assert heading(region_map, extract, metric="grants") == "Oslo og Vestland har flest: 20 tilskudd hver"
    assert (
        heading(region_map, extract, metric="applied_nok")
        == "Mest søkt i Oslo og Vestland: 2,0 mill. kr hver"
    )


def test_where_all_have_the_same_none_has_most(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20, (BERGEN, 2023): 20})
    chosen = {**NOW, "counties": ("03", "46")}
    assert heading(region_map, extract, chosen, metric="grants") == "Likt i alle 2 fylker (20 tilskudd)"
    assert heading(region_ranking, extract, chosen, metric="grants") == ""


def test_what_rests_on_fewer_than_ten_grants_is_no_finding(tmp_path):
    extract = made(tmp_path, {(OSLO, 2022): 4, (BERGEN, 2022): 2, (OSLO, 2023): 6, (BERGEN, 2023): 3})
    figures = (
        heading(region_map, extract, metric="grants"),
        heading(region_ranking, extract, metric="grants"),
        heading(change_map, extract, metric="grants"),
        heading(change_ranking, extract, metric="grants", of="percent"),
        heading(growth_by, extract, by="county"),
        heading(class_chart, extract, by="centrality", measure="grants"),
        heading(class_shares, extract, by="centrality"),
        heading(class_table, extract, by="centrality"),
    )
    assert set(figures) == {""}
    of_one = {**NOW, "counties": ("03",)}
    figures = (
        heading(budget_steps, extract, of_one),
        heading(per_month, extract, of_one),
        heading(parts_of_applied, extract, of_one),
        heading(money_history, extract, of_one),
        heading(count_history, extract, of_one),
        heading(key_figures, extract, of_one),
        heading(yearly_growth, extract, of_one),
        heading(gross_and_net, extract, of_one),
        heading(year_maps, extract, of_one, metric="grants"),
    )
    assert set(figures) == {""}


def test_a_rate_of_few_is_left_out_of_the_comparison_and_that_is_said(tmp_path):
    # Træna has some 450 inhabitants, Bodø 52 803 and Oslo 709 037: one doctor, twelve and twenty.
    extract = made(tmp_path, {(OSLO, 2023): 20, (BODO, 2023): 12, (TRAENA, 2023): 1})
    said = heading(region_map, extract, metric="doctors_per_100k", level="municipality")
    assert said.startswith("Bodø har flest leger per 100 000 innbyggere: ")
    assert said.endswith(" – av kommuner med minst 10 tilskudd")


def test_one_member_alone_is_not_compared(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20})
    assert heading(region_map, extract, {**NOW, "counties": ("03",)}, metric="grants") == ""


def test_nothing_has_no_finding(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20})
    assert heading(region_map, extract, {**NOW, "counties": ("18",)}, metric="grants") == ""


def test_those_without_any_are_counted_before_the_fewest_are_named(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20, (BERGEN, 2023): 15})
    assert heading(region_ranking, extract, metric="grants") == "9 av 11 fylker har ingen"
    assert heading(region_ranking, extract, metric="applied_nok") == "9 av 11 fylker har ikke noe søkt beløp"


COUNTIES = {  # a municipality of every county of 2020 → its grants
    OSLO: 20, "1103": 19, "1506": 18, BODO: 17, "3005": 16, "3403": 15,
    "3803": 14, "4204": 13, BERGEN: 12, "5001": 11, "5401": 10,
}  # fmt: skip


def test_the_first_three_are_told_of_together(tmp_path):
    # 20 + 19 + 18 of 165.
    extract = made(tmp_path, {(code, 2023): number for code, number in COUNTIES.items()})
    assert heading(region_ranking, extract, metric="grants") == (
        "Oslo, Rogaland og Møre og Romsdal har til sammen 57 av 165 tilskudd (34,5 %)"
    )
    # Doctors are not added up.
    assert (
        heading(region_ranking, extract, metric="doctors") == "Troms og Finnmark har færrest unike leger: 10"
    )


def test_three_are_not_told_of_where_the_fourth_has_as_many_as_the_third(tmp_path):
    extract = made(tmp_path, {(code, 2023): number for code, number in {**COUNTIES, BODO: 18}.items()})
    assert heading(region_ranking, extract, metric="grants") == "Troms og Finnmark har færrest tilskudd: 10"


def test_several_years_are_told_of_as_their_sum(tmp_path):
    numbers = {(OSLO, 2022): 10, (OSLO, 2023): 20, (BERGEN, 2022): 4, (BERGEN, 2023): 6}
    extract = made(tmp_path, numbers)
    both = {"years": (2022, 2023)}
    assert heading(region_map, extract, both, metric="grants") == "Oslo har flest: 30 av 40 tilskudd (75,0 %)"
    # The first ten doctors of Oslo are there in both years, and are counted once: 20 of 26.
    assert heading(region_map, extract, both, metric="doctors") == "Oslo har flest: 20 av 26 leger"


def test_a_filter_is_the_whole_that_shares_are_of(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20, (BERGEN, 2023): 15, (VOSS, 2023): 5})
    chosen = {**NOW, "counties": ("46",)}
    said = heading(region_map, extract, chosen, metric="grants", level="municipality")
    assert said == "Bergen har flest: 15 av 20 tilskudd (75,0 %)"


def test_applications_of_a_year_that_is_not_decided_are_called_so(tmp_path):
    numbers = {(OSLO, 2022): 12, (OSLO, 2023): 20, (BERGEN, 2023): 15}
    extract = made(tmp_path, numbers, decision={2023: "pending"})
    assert heading(region_map, extract, metric="grants") == "Oslo har flest: 20 av 35 søknader (57,1 %)"
    assert heading(yearly_growth, extract) == "35 unike leger har søkt for 2023 så langt"
    assert heading(gross_and_net, extract) == "23 kom til, 0 er ikke med så langt: 12 − 0 + 23 = 35"
    # What is compared with a year that is decided will be fewer.
    assert heading(change_map, extract, metric="grants") == ""
    assert heading(growth_by, extract, by="county") == ""
    assert heading(key_figures, extract) == ""
    assert heading(without_grants, extract, by="centrality").startswith("Flest kommuner uten søknader i ")


def test_an_amount_that_stands_for_another_is_no_finding():
    """Of 2022 the report prints what was granted, and no amount applied for."""
    chosen = {"years": (2022,)}
    assert heading(region_map, demo_extract(), chosen, metric="applied_nok") == ""
    assert heading(parts_of_applied, demo_extract(), chosen) == ""
    assert heading(class_table, demo_extract(), chosen, by="centrality") == ""
    assert heading(change_map, demo_extract(), metric="applied_nok") == ""
    assert "søkt" not in heading(class_shares, demo_extract(), chosen, by="centrality")


def test_a_partly_known_amount_is_no_finding():
    """Of 2024 in Y4, 60 of 2 545 are decided: the amounts granted and paid are not known."""
    chosen = {"years": (2024,)}
    assert heading(budget_steps, load("Y4"), chosen).startswith("Det er søkt om ")
    assert heading(per_month, load("Y4"), chosen) == ""
    assert " i 2023: " in heading(money_history, load("Y4"), chosen)


# Changes.


def test_the_largest_change_in_number_and_in_per_cent(tmp_path):
    numbers = {(OSLO, 2022): 40, (OSLO, 2023): 50, (BERGEN, 2022): 10, (BERGEN, 2023): 16, (BODO, 2022): 10,
               (BODO, 2023): 8}  # fmt: skip
    extract = made(tmp_path, numbers)
    chosen = {**NOW, "counties": ("03", "46", "18")}
    assert heading(change_map, extract, chosen, metric="grants") == (
        "Oslo øker mest: 10 flere tilskudd (40 → 50)"
    )
    assert heading(change_map, extract, chosen, metric="grants", of="percent") == (
        "Vestland vokser mest: 60,0 % flere tilskudd (10 → 16)"
    )
    assert heading(change_ranking, extract, chosen, metric="grants") == (
        "Nedgang i 1 av 3 fylker, mest i Nordland (−2)"
    )
    assert heading(growth_by, extract, chosen, by="county") == "Oslo øker mest: 10 flere leger (40 → 50)"
    assert heading(change_map, extract, chosen, metric="applied_nok") == (
        "Størst økning i Oslo (søkt +1,0 mill. kr)"
    )


def test_one_more_is_said_in_the_singular(tmp_path):
    extract = made(tmp_path, {(OSLO, 2022): 12, (OSLO, 2023): 13, (BERGEN, 2022): 10, (BERGEN, 2023): 10})
    chosen = {**NOW, "counties": ("03", "46")}
    assert heading(growth_by, extract, chosen, by="county") == "Oslo øker mest: 1 lege flere (12 → 13)"


def test_a_change_from_few_is_left_out_of_the_comparison_and_that_is_said(tmp_path):
    """Bodø goes from none to five, and Bergen from four to eight: more in per cent, and of few."""
    numbers = {(OSLO, 2022): 20, (OSLO, 2023): 24, (BERGEN, 2022): 4, (BERGEN, 2023): 8, (BODO, 2023): 5,
               ("5001", 2022): 10, ("5001", 2023): 11}  # fmt: skip
    said = heading(change_map, made(tmp_path, numbers), metric="grants", of="percent")
    assert (
        said == "Oslo vokser mest: 20,0 % flere tilskudd (20 → 24) – av fylker med minst 10 tilskudd i 2022"
    )


def test_who_had_none_before_may_have_grown_most(tmp_path):
    """Bodø goes from none to fifteen, which no per cent can say: it is told of whom Oslo is the first."""
    numbers = {(OSLO, 2022): 20, (OSLO, 2023): 24, (BERGEN, 2022): 10, (BERGEN, 2023): 11, (BODO, 2023): 15}
    said = heading(change_map, made(tmp_path, numbers), metric="grants", of="percent")
    assert said.endswith(" – av fylker med minst 10 tilskudd i 2022")


def test_changes_that_lie_close_are_told_as_alike(tmp_path):
    """+20 % and +24 %: four points apart."""
    extract = made(tmp_path, {(OSLO, 2022): 100, (OSLO, 2023): 120, (BERGEN, 2022): 50, (BERGEN, 2023): 62})
    chosen = {**NOW, "counties": ("03", "46")}
    assert heading(change_map, extract, chosen, metric="grants", of="percent") == (
        "Tilskudd endrer seg omtrent likt overalt, fra +20,0 % til +24,0 %"
    )


def test_where_all_fall_none_is_said_to_grow(tmp_path):
    numbers = {(OSLO, 2022): 40, (OSLO, 2023): 30, (BERGEN, 2022): 30, (BERGEN, 2023): 28, (BODO, 2022): 20,
               (BODO, 2023): 19}  # fmt: skip
    extract = made(tmp_path, numbers)
    chosen = {**NOW, "counties": ("03", "46", "18")}
    assert heading(change_map, extract, chosen, metric="grants") == (
        "Ingen øker; størst nedgang i Oslo (tilskudd −10)"
    )
    assert heading(change_ranking, extract, chosen, metric="grants") == (
        "Nedgang i alle 3 fylker, mest i Oslo (−10)"
    )


def test_where_a_few_rise_it_is_said_of_whom_none_does(tmp_path):
    """Bodø goes from none to two, which is of few; Oslo and Bergen fall."""
    numbers = {(OSLO, 2022): 40, (OSLO, 2023): 30, (BERGEN, 2022): 30, (BERGEN, 2023): 28, (BODO, 2023): 2}
    chosen = {**NOW, "counties": ("03", "46", "18")}
    assert heading(change_map, made(tmp_path, numbers), chosen, metric="grants") == (
        "Ingen øker; størst nedgang i Oslo (tilskudd −10) – av fylker med minst 10 tilskudd i 2022 eller 2023"
    )


def test_where_all_rise_the_least_is_named(tmp_path):
    numbers = {(OSLO, 2022): 30, (OSLO, 2023): 40, (BERGEN, 2022): 20, (BERGEN, 2023): 28, (BODO, 2022): 10,
               (BODO, 2023): 11}  # fmt: skip
    chosen = {**NOW, "counties": ("03", "46", "18")}
    assert heading(change_ranking, made(tmp_path, numbers), chosen, metric="grants") == (
        "Økning i alle 3 fylker, minst i Nordland (+1)"
    )


def test_an_unchanged_number_is_told_without_a_change(tmp_path):
    extract = made(tmp_path, {(OSLO, 2022): 12, (OSLO, 2023): 12})
    assert heading(yearly_growth, extract) == "12 unike leger i 2023, like mange som i 2022"
    assert heading(gross_and_net, extract) == ""


def test_a_per_cent_of_few_is_not_told(tmp_path):
    extract = made(tmp_path, {(OSLO, 2022): 4, (OSLO, 2023): 12})
    assert heading(yearly_growth, extract) == "12 unike leger i 2023, 8 flere enn i 2022"


def test_of_several_years_the_flow_is_told_of_the_last(tmp_path):
    extract = made(tmp_path, {(OSLO, 2022): 12, (OSLO, 2023): 20, (OSLO, 2024): 15})
    assert (
        heading(gross_and_net, extract, {"years": (2023, 2024)})
        == "2024: 0 kom til, 5 ble ikke videreført: 20 − 5 + 0 = 15"
    )


def test_the_years_beside_each_other_are_told_of_by_the_first_and_the_last(tmp_path):
    extract = made(tmp_path, {(OSLO, 2022): 12, (OSLO, 2023): 20, (OSLO, 2024): 15})
    assert heading(year_maps, extract, metric="grants") == "Tilskudd: 12 i 2022 og 15 i 2024"


def test_the_most_common_change_of_type(tmp_path):
    rows = [(f"a{n}", 2022, OSLO, f"d{n}", "guidance", *_amounts(None)) for n in range(12)]
    rows += [(f"b{n}", 2023, OSLO, f"d{n}", "alis", *_amounts(None)) for n in range(11)]
    extract = extract_of(tmp_path, grants_of(tuple(rows)))
    assert heading(changed_type, extract) == "Vanligst: 11 leger fra kun veiledning til ALIS-avtale"


# Those without, and the classes.


def test_equals_without_grants_are_named_together(tmp_path):
    """Oslo is a county with one municipality; the rest of each county is without."""
    extract = made(tmp_path, {(OSLO, 2023): 20})
    chosen = {**NOW, "counties": ("11", "18", "46")}  # 23, 41 and 43 municipalities
    extract_ = made(tmp_path / "two", {("1103", 2023): 20, (BERGEN, 2023): 12, (VOSS, 2023): 12})
    assert heading(without_grants, extract_, chosen, by="county") == (
        "Flest kommuner uten tilskudd i Nordland og Vestland: 41 i hver"
    )
    assert heading(without_grants, extract, {**NOW, "counties": ("03",)}, by="county") == ""


def test_what_is_applied_for_per_agreement_in_the_last_class(tmp_path):
    """Twenty of 100 000 kroner in Oslo, and ten of 300 000 in Træna, of class 6: 5 mill. for 30."""
    rows = [(f"a{n}", 2023, OSLO, f"a{n}", "alis", *_amounts(None)) for n in range(20)]
    rows += [
        (f"b{n}", 2023, TRAENA, f"b{n}", "alis", "granted", 300_000, 300_000, 300_000, 0, None)
        for n in range(10)
    ]
    assert heading(class_table, extract_of(tmp_path, grants_of(tuple(rows))), by="centrality") == (
        "Sentralitet 6 (minst sentral): 300 000 kr søkt per ALIS-avtale, mot 166 667 kr i alt"
    )


def test_a_class_has_most(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 20, (BERGEN, 2023): 30, (TRAENA, 2023): 4})
    assert heading(class_chart, extract, by="centrality", measure="grants") == (
        "Sentralitet 2 har flest: 30 av 54 tilskudd (55,6 %)"
    )


# Money: the budgets of tests/handmade.py are 200 000 kroner in 2022 and 700 000 in 2023.


def test_more_than_the_budget_is_paid(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 10})  # 1 000 000 of 700 000
    assert heading(budget_steps, extract) == "Mer enn budsjettet er utbetalt i 2023: 142,9 %"


def test_what_is_paid_of_a_part_of_the_country_has_no_budget(tmp_path):
    extract = made(tmp_path, {(OSLO, 2023): 10, (BERGEN, 2023): 12})
    assert heading(budget_steps, extract, {**NOW, "counties": ("46",)}) == "1,2 mill. kr er utbetalt i 2023"


def test_all_of_an_amount_is_no_part_of_it(tmp_path):
    assert heading(parts_of_applied, made(tmp_path, {(OSLO, 2023): 10})) == ""


def test_the_answer_to_whether_the_budget_was_used_has_one_word():
    """By the limits in limits.toml; the shares are written with one decimal."""
    words = {
        94.9: "No:", 94.96: "Nearly:", 99.4: "Nearly:", 99.46: "Yes:", 100.0: "Yes:", 100.5: "More",
    }  # fmt: skip
    for share, word in words.items():
        assert _used({"paid_utilisation_pct": share}).startswith(word), share
