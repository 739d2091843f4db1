"""What findings say of amounts: how the budget was used, from which year to which."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.truth.finding import ENOUGH, KR, PCT, YEAR, About, enough, grants_of, in_year, kind
from tests.truth.pick import Sum, half_up
from tests.truth.said import says, whole


def _amount(about: About, year: int, column: str) -> Sum:
    return about.asked.oracle.amount(in_year(about, year), column)


def _says_known(about: About, text: str, year: int, column: str) -> Iterator[str]:
    """An amount that is wholly known, and is what it is called."""
    amount = _amount(about, year, column)
    if (
        amount.is_missing
        or not amount.is_known
        or (column == "applied_nok" and about.asked.oracle.stands_in(year))
    ):
        yield f"{column} of {year} is not known: {amount}"
    if not says(text, amount.value, "kr"):
        yield f"{column} of {year}: {amount.value}"


def _last_chosen(about: About, year: int) -> Iterator[str]:
    if year != about.asked.pick.year:
        yield f"the year is {about.asked.pick.year}"
    yield from enough(grants_of(about, year))


def _share_of_budget(about: About, text: str, year: int, column: str) -> Iterator[str]:
    budget, amount = about.asked.oracle.budget_of([year]), _amount(about, year, column)
    if not about.pick.is_national or not budget:
        yield "there is no budget"
    elif not amount.is_known or not says(text, Fraction(amount.value) * 100 / budget, "%"):
        yield f"{amount} of {budget}"
    if column == "applied_nok" and about.asked.oracle.stands_in(year):
        yield "an amount stands for another"


def _held(about: About, found: re.Match) -> Iterator[str]:
    year = int(found["year"])
    yield from _last_chosen(about, year)
    yield from _share_of_budget(about, found["share"], year, "paid_nok")
    budget = about.asked.oracle.budget_of([year])
    more = half_up(Fraction(_amount(about, year, "paid_nok").value) * 100 / budget, 1) > 100
    if more == found[0].startswith("Budsjettet holdt"):
        yield "more than it is paid" if more else "it held"


def _applied_of_budget(about: About, found: re.Match) -> Iterator[str]:
    yield from _last_chosen(about, int(found["year"]))
    yield from _share_of_budget(about, found["share"], int(found["year"]), "applied_nok")


def _paid(about: About, found: re.Match) -> Iterator[str]:
    """What is paid: in the year chosen, or in a history in the last year that is known."""
    year = int(found["year"])
    if about.id.startswith("money"):
        yield from _last_paid(about, found["amount"], year)
        return
    yield from _last_chosen(about, year)
    yield from _says_known(about, found["amount"], year, "paid_nok")


def _paid_in(about: About, year: int) -> int | None:
    """What is wholly known to be paid in a year; of a year without rows, what the budget table has."""
    source = about.asked.oracle
    if year not in source.years:
        return source.budget_of([year], "paid_nok") if about.pick.is_national else None
    amount = _amount(about, year, "paid_nok")
    return (
        amount.value
        if amount.is_known and not amount.is_missing and grants_of(about, year) >= ENOUGH
        else None
    )


def _last_paid(about: About, text: str, year: int) -> Iterator[str]:
    source = about.asked.oracle
    every = sorted({*source.years, *map(int, source.budget["year"])})
    known = {each: paid for each in every if (paid := _paid_in(about, each)) is not None}
    if not known or year != max(known) or not says(text, known[year], "kr"):
        yield f"paid is {known}"


def _money(about: About, found: re.Match) -> Iterator[str]:
    year = int(found["year"])
    yield from _last_paid(about, found["amount"], year)
    paid, budget = _paid_in(about, year), about.asked.oracle.budget_of([year])
    if not about.pick.is_national or not says(found["budget"], budget, "kr"):
        yield f"the budget is {budget}"
    elif paid is None or not says(found["share"], Fraction(paid) * 100 / budget, "%"):
        yield f"{paid} of {budget}"


def _applied(about: About, found: re.Match) -> Iterator[str]:
    yield from _last_chosen(about, int(found["year"]))
    yield from _says_known(about, found["amount"], int(found["year"]), "applied_nok")


def _monthly(about: About, found: re.Match) -> Iterator[str]:
    """``Utbetalt per måned øker 50,5 % fra 2022 til 2023``."""
    source, before, year = about.asked.oracle, int(found["before"]), int(found["year"])
    column = {"Utbetalt": "paid_nok", "Søkt": "applied_nok"}[found["what"]]
    yield from _last_chosen(about, year)
    amounts = [_amount(about, each, column) for each in (before, year)]
    if before != year - 1 or any(amount.is_missing or not amount.is_known for amount in amounts):
        yield f"{column} of {before} and {year}: {amounts}"
        return
    if not all(source.is_decided(about.pick, each) for each in (before, year)):
        yield "a year is not decided"
    if column == "applied_nok" and any(source.stands_in(each) for each in (before, year)):
        yield "an amount stands for another"
    yield from enough(grants_of(about, before))
    first, last = (Fraction(a.value, source.months(y)) for a, y in zip(amounts, (before, year), strict=True))
    change = half_up((last - first) * 100 / first, 1)
    if found["pct"] is None:
        if change:
            yield f"the change is {float(change)}"
    elif not says(found["pct"], abs(change), "%") or (change > 0) != (found["way"] == "øker"):
        yield f"the change is {float(change)}"


def _parts(about: About, found: re.Match) -> Iterator[str]:
    year = about.asked.pick.year
    yield from _last_chosen(about, year)
    yield from _says_known(about, found["whole"], year, "applied_nok")
    alis = about.asked.oracle.amount(replace(about.pick, types=("alis",)).alone(year), "applied_nok").value
    of = _amount(about, year, "applied_nok").value
    if not says(found["part"], alis, "kr") or not says(found["share"], Fraction(alis) * 100 / of, "%"):
        yield f"{alis} of {of}"
    if alis == of:
        yield "it is all of it"


_SCHEMES = {
    "ALIS, næringsdrift": "alis_self_employed",
    "ALIS, fastlønn": "alis_salaried",
    "Veiledning LIS3": "guidance_lis3",
}


def _earlier(about: About, found: re.Match) -> Iterator[str]:
    budget = about.asked.oracle.budget
    rows = budget[budget["scheme"].isin(_SCHEMES.values())].dropna(subset=["paid_nok", "budget_nok"])
    used = rows["paid_nok"].astype(int) / rows["budget_nok"].astype(int)
    most = rows.loc[used.idxmax()]
    if (int(found["year"]), _SCHEMES.get(found["scheme"])) != (most["year"], most["scheme"]):
        yield f"the scheme that used most is {most['scheme']} of {most['year']}"
        return
    paid, of = int(most["paid_nok"]), int(most["budget_nok"])
    if not (says(found["paid"], paid, "kr") and says(found["budget"], of, "kr")):
        yield f"{paid} of {of}"
    if not says(found["share"], Fraction(paid) * 100 / of, "%"):
        yield f"{paid} of {of}"
    if found["all"]:
        year = rows[rows["year"] == most["year"]]
        paid, of = int(year["paid_nok"].sum()), int(year["budget_nok"].sum())
        if whole(found["n"]) != len(year) or not says(found["all"], Fraction(paid) * 100 / of, "%"):
            yield f"of {len(year)}, {paid} of {of}"


OF_MONEY = (
    kind(
        "held",
        rf"(?:Budsjettet holdt i {YEAR}: (?P<share>{PCT}) er utbetalt)",
        _held,
    ),
    kind("more than it", rf"Mer enn budsjettet er utbetalt i {YEAR}: (?P<share>{PCT})", _held),
    kind("applied of budget", rf"Det er søkt om (?P<share>{PCT}) av budsjettet i {YEAR}", _applied_of_budget),
    kind("paid", rf"(?P<amount>{KR}) er utbetalt i {YEAR}", _paid),
    kind("applied", rf"Det er søkt om (?P<amount>{KR}) i {YEAR}", _applied),
    kind(
        "money",
        rf"(?P<amount>{KR}) av (?P<budget>{KR}) er utbetalt i {YEAR}: (?P<share>{PCT}) av budsjettet",
        _money,
    ),
    kind(
        "per month",
        rf"(?P<what>Utbetalt|Søkt) per måned (?P<way>øker|faller) (?P<pct>{PCT}) "
        rf"fra (?P<before>\d{{4}}) til {YEAR}",
        _monthly,
    ),
    kind(
        "parts",
        rf"(?P<part>{KR}) av (?P<whole>{KR}) søkt gjelder ALIS-avtaler \((?P<share>{PCT})\)",
        _parts,
    ),
    kind(
        "earlier",
        rf"{YEAR} (?P<scheme>[^:]+): (?P<paid>{KR}) er utbetalt av et budsjett på "
        rf"(?P<budget>{KR}) \((?P<share>{PCT})\)"
        rf"(?:; alle (?P<n>\d+) samlet (?P<all>{PCT}))?",
        _earlier,
    ),
)
