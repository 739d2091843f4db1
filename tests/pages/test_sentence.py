"""The answer of the first page and what is behind it, counted by another hand: plain pandas on the files."""

import pandas as pd
import pytest

from lib.words import _
from tests.pages.app import plain, sentence, visit, with_more
from tests.pages.rows import grants


def written(number: int) -> str:
    """``1871`` → ``1 871``."""
    return f"{number:,}".replace(",", " ")


def compact(amount: int) -> str:
    """Kroner as the sentence has them: millions with one decimal, half up."""
    if amount < 1_000_000:
        return f"{written(amount)} kr"
    tenths = (amount + 50_000) // 100_000
    return f"{written(tenths // 10)},{tenths % 10} mill. kr"


def said(message: str, number: int) -> str:
    return plain(_(message).format(n=written(number)))


def by_hand(chosen: pd.DataFrame, everything: pd.DataFrame) -> dict[str, int]:
    """Who came, stayed and went from 2022 to 2023 within ``chosen``, from sets of doctors."""
    now = set(chosen[chosen.year == 2023].doctor_id)
    before = set(chosen[chosen.year == 2022].doctor_id)
    all_now = set(everything[everything.year == 2023].doctor_id)
    all_before = set(everything[everything.year == 2022].doctor_id)
    return {
        "{n} first-time": len(now - all_before),
        "{n} continued": len(now & before),
        "{n} left": len(before - all_now),
        "{n} came from elsewhere in the scheme": len((now - before) & all_before),
        "{n} moved on within the scheme": len((before - now) & all_now),
    }


def check_totals(text: str, rows: pd.DataFrame) -> None:
    """Doctors, kroner, grants and municipalities of the rows stand in the sentence."""
    assert f"{written(rows.doctor_id.nunique())} unike leger" in text
    # The report prints what was granted in 2022, and no amount applied for.
    years = set(rows.year)
    mark = {(2022,): " (innvilget i 2022)", (2022, 2023): " (for 2022: innvilget)"}.get(
        tuple(sorted(years)), ""
    )
    amount = f"{compact(int(rows.applied_nok.sum()))}{mark} i {written(len(rows))} tilskudd"
    assert f"Det er søkt om {amount} til {written(rows.municipality_code.nunique())} kommuner." in text


SELECTIONS = {
    "national": ({}, lambda rows: rows.year > 0),
    "county": ({"fylke": "46"}, lambda rows: rows.county == "46"),
    "guidance": ({"type": "veiledning"}, lambda rows: rows.grant_type == "guidance"),
    "two counties, two classes and a size": (
        {"fylke": ["30", "34"], "sentralitet": ["3", "4"], "storrelse": "d"},
        lambda rows: rows.county.isin(["30", "34"]) & rows.centrality.isin([3, 4]) & (rows.size_class == "d"),
    ),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_the_sentence_says_what_the_rows_say(name: str):
    params, condition = SELECTIONS[name]
    everything = grants()
    chosen = everything[condition(everything)]
    now, before = (chosen[chosen.year == year] for year in (2023, 2022))
    text = with_more(visit(**params))

    check_totals(text, now)
    change = now.doctor_id.nunique() - before.doctor_id.nunique()
    more = f"{written(abs(change))} {'flere' if change > 0 else 'færre'} enn"
    assert f"unike leger, {more if change else 'like mange som'} i 2022" in text
    for message, number in by_hand(chosen, everything).items():
        optional = message in ("{n} came from elsewhere in the scheme", "{n} moved on within the scheme")
        assert (said(message, number) in text) == (number > 0 or not optional), (message, text)


def test_the_national_sentence_is_the_printed_one():
    page = visit()
    assert sentence(page) == "I 2023 hadde ordningen 1 871 unike leger, 513 flere enn i 2022 (+37,8 %)."
    assert "721 førstegang, 1 150 fortsatte, 208 ikke videreført." in with_more(page)


def test_the_parts_of_the_growth_add_up():
    everything = grants()
    for _params, condition in SELECTIONS.values():
        chosen = everything[condition(everything)]
        parts = by_hand(chosen, everything)
        came = parts["{n} first-time"] + parts["{n} came from elsewhere in the scheme"]
        went = parts["{n} left"] + parts["{n} moved on within the scheme"]
        both_years = [chosen[chosen.year == year].doctor_id.nunique() for year in (2023, 2022)]
        assert came - went == both_years[0] - both_years[1]


def test_one_county_one_type_and_two_years_are_counted_once_and_not_compared():
    rows = grants()
    rows = rows[(rows.county == "46") & (rows.grant_type == "alis")]
    assert rows.doctor_id.nunique() < rows.groupby("year").doctor_id.nunique().sum()
    text = with_more(visit(fylke="46", type="alis", aar=["2022", "2023"]))
    check_totals(text, rows)
    assert "2022–2023" in text
    assert "Vestland" in text
    assert "flere enn" not in text
    assert "førstegang" not in text


def test_a_year_without_a_year_before_is_not_compared():
    rows = grants()
    text = with_more(visit(aar="2022"))
    check_totals(text, rows[rows.year == 2022])
    assert "enn i" not in text
