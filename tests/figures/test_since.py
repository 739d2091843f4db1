"""What a page says has changed since another extract: all that its key figures show, and no more."""

import pyarrow as pa
import pyarrow.compute as pc

from lib.figures.extract_changes import changes_since
from lib.metrics.selection import Selection
from tests.extract.made import in_memory
from tests.handmade import small_budget, small_grants, with_value

BEFORE = in_memory(small_grants(), small_budget(), id="before")
SAME = "Nøkkeltallene for dette utvalget er de samme."


def said(after_grants: pa.Table, after_budget: pa.Table, *years: int, before=BEFORE) -> str:
    after = in_memory(after_grants, after_budget, id="after")
    return changes_since(after, before, Selection(years=years or (2023,))).replace("\xa0", " ")


def without(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.not_equal(table["year"], year))


def test_the_same_rows_and_the_same_budget_are_the_same():
    assert said(small_grants(), small_budget()) == SAME


def test_another_budget_is_another_utilisation():
    # 730 000 kr are applied for, of 700 000 in the budget. Not all is paid, so paid has no utilisation.
    budget = with_value(small_budget(), "budget_nok", 2, 730_000)
    assert said(small_grants(), budget) == (
        "Endret i dette utvalget: samlet budsjett 700 000 kr → 730 000 kr (+30 000 kr) og "
        "utnyttelse, søkt 104,3 % → 100,0 % (−4,3 prosentpoeng)."
    )


def test_another_year_before_is_told_though_the_year_itself_is_the_same():
    # The doctor of the second grant of 2022 is d1's own, so 2022 has one doctor in place of two.
    grants = with_value(small_grants(), "doctor_id", 1, "d1")
    assert said(grants, small_budget()) == "Endret i 2022: unike leger 2 → 1 (−1)."


def test_a_year_before_that_has_come_or_gone_is_told():
    assert said(without(small_grants(), 2022), small_budget()) == "Året før, 2022, er ikke med lenger."
    only_2023 = in_memory(without(small_grants(), 2022), small_budget(), id="before")
    assert said(small_grants(), small_budget(), before=only_2023) == "Året før, 2022, var ikke med i det."


def test_years_that_were_not_in_it_are_named_and_the_others_compared():
    only_2022 = in_memory(without(small_grants(), 2023), small_budget(), id="before")
    assert said(small_grants(), small_budget(), 2022, 2023, before=only_2022) == "2023 var ikke med i det."
    assert (
        said(small_grants(), small_budget(), 2023, before=only_2022) == "De valgte årene var ikke med i det."
    )
    fewer = with_value(small_grants(), "doctor_id", 1, "d1")
    assert said(fewer, small_budget(), 2022, 2023, before=only_2022) == (
        "2023 var ikke med i det. Endret i 2022: unike leger 2 → 1 (−1)."
    )
