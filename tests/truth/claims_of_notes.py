"""What notes below figures say besides what answers do."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tests.truth.asked import Asked
from tests.truth.claim import YEARS, pattern
from tests.truth.pick import Pick
from tests.truth.said import NUMBER, whole, years_in_words


def _left_out_of_applied(asked: Asked, found: re.Match) -> Iterator[str]:
    """Of the choice, or of what a figure looks at in its place: neighbours, all years, the country."""
    year, number = int(found["year"]), whole(found["n"])
    alone = replace(asked.pick, counties=(), centralities=(), sizes=())  # what a municipality's page obeys
    looked_at = (asked.pick, alone, asked.neighbours, Pick((year,), asked.pick.borders))
    if number not in [asked.oracle.refused(pick.alone(year)) for pick in looked_at]:
        yield f"{asked.oracle.refused(asked.pick.alone(year))} were turned down"


def _undecided(asked: Asked, found: re.Match) -> Iterator[str]:
    """That a year is not decided is said of the years chosen that are so, and of no other."""
    undecided = tuple(year for year in asked.pick.years if not asked.oracle.is_decided(asked.pick, year))
    if found.groupdict().get("before"):  # what is told of is the change into the latest year
        undecided = tuple(year for year in undecided if year == asked.pick.year)
    if found["years"] != years_in_words(undecided):
        yield f"those not decided are {undecided}"
    if found.groupdict().get("before") and int(found["before"]) != asked.pick.year - 1:
        yield f"the year before is {asked.pick.year - 1}"


def _not_published(asked: Asked, found: re.Match) -> Iterator[str]:
    for year in map(int, re.findall(r"\d{4}", found["years"])):
        granted = asked.oracle.amount(asked.pick.alone(year), "granted_nok")
        if not granted.is_missing or asked.oracle.is_pending(asked.pick, year):
            yield f"granted in {year}: {granted}"


def _earlier_schemes(asked: Asked, found: re.Match) -> Iterator[str]:
    inside = [year for year in asked.oracle.years if int(found["first"]) <= year <= int(found["last"])]
    if inside:
        yield f"{inside} are years of the extract"


def _announced(asked: Asked, found: re.Match) -> Iterator[str]:
    for year in map(int, re.findall(r"\d{4}", found["years"])):
        budget = asked.oracle.budget_of([year])
        if budget is None or budget != asked.oracle.budget_of([year], "announced_nok"):
            yield f"{year} has a budget of its own"


def _made_up(asked: Asked, found: re.Match) -> Iterator[str]:
    """Of the years that rows are made up for, the printed tables have these counts of 2023 alone.

    Of one type of grant, they have no municipalities of any year.
    """
    if not asked.oracle.stands_in(2022):
        yield "the rows do not meet the printed tables"
    for counts, years in re.findall(rf"(.+?) \(({YEARS})\)(?:, | og |$)", found["counts"]):
        labels = set(re.split(", | og ", counts))
        if not labels <= {"tilskudd", "ALIS-avtaler", "kun veiledning", "kommuner"}:
            yield f"one of {labels} is printed for 2022"
        if ("kommuner" in labels) > bool(asked.pick.types):
            yield "the municipalities are printed"
        if years != "2022" and labels != {"kommuner"}:
            yield f"{labels} are printed for 2023"


def _two_years(asked: Asked, found: re.Match) -> Iterator[str]:
    if (int(found["before"]), int(found["year"])) != (asked.pick.year - 1, asked.pick.year):
        yield f"the year is {asked.pick.year}"


def _left_out(asked: Asked, found: re.Match) -> Iterator[str]:
    yield from _two_years(asked, found)
    others = [year for year in asked.pick.years if year not in (asked.pick.year - 1, asked.pick.year)]
    if found["years"] != years_in_words(tuple(others)):
        yield f"the years left out are {others}"


def _periods(asked: Asked, found: re.Match) -> Iterator[str]:
    said = re.findall(r"(?:(\d+) måneder|tilskuddsperioden mangler) \((\d{4})\)", found["periods"])
    if len(said) != 2:
        yield f"two periods are not read in «{found['periods']}»"
    for months, year in said:
        if (int(months) if months else None) != asked.oracle.months(int(year)):
            yield f"{year} has {asked.oracle.months(int(year))} months"


def _constant(_asked: Asked, _found: re.Match) -> Iterator[str]:
    """A number that is part of a name or a definition."""
    yield from ()


# What notes may say besides: the first four of every page, the rest names and definitions.
OF_NOTES = (
    pattern(
        "granted",
        r"Innvilget beløp er ikke publisert for (?P<years>\d{4}(?:(?:–|, | og )\d{4})*)",
        _not_published,
    ),
    pattern(
        "made up",
        rf"^Oppdiktet: antall (?P<counts>.* \({YEARS}\))\."
        rf"(?: Alle tall for (?P<rest>{YEARS}) er oppdiktet)?",
        _made_up,
    ),
    pattern("earlier schemes", r"(?P<first>\d{4})–(?P<last>\d{4}): tidligere ordninger", _earlier_schemes),
    pattern("absent", r"(?P<first>\d{4})–(?P<last>\d{4}): ikke i uttrekket", _earlier_schemes),
    pattern(
        "left out of applied",
        rf"^(?P<year>\d{{4}}): søkt er uten (?P<n>{NUMBER}) av\w+ \w+ av\w+ søknad(?:er)? \([^)]*\)",
        _left_out_of_applied,
    ),
    pattern("announced", rf"(?P<years>{YEARS}): utlyst beløp står som budsjett", _announced),
    pattern(
        "not decided", rf"^Ikke alle vedtak for (?P<years>{YEARS}) er fattet: de som ikke er med", _undecided
    ),
    pattern(
        "not decided",
        r"^Ikke alle vedtak for (?P<years>\d{4}) er fattet: de fra (?P<before>\d{4}) ",
        _undecided,
    ),
    pattern("came", r"tilskudd i (?P<year>\d{4}), ikke i (?P<before>\d{4})", _two_years),
    pattern(
        "periods",
        r"^Beløpene er ikke per måned i tilskuddsperiodene: (?P<periods>.*)(?=\.$)",
        _periods,
    ),
    # A part of a bar that its number has no room in: held to the rows by tests/figures/test_narrow.py.
    pattern("too narrow", r"Uten plass til tallet i diagrammet – .*", _constant),
    pattern("limit", rf"liten nevner, under {NUMBER} \w+", _constant),
    pattern("licence", r"CC BY 4\.0", _constant),
    pattern("tables of Statistics Norway", r"(?:tabell |SSB, )07459|Klass 1\d\d", _constant),
    pattern("printed tables", r"Satt opp som tabell 2\.\d i statusrapporten høsten 2023", _constant),
    pattern(
        "the divided place",
        r"Tilskudd før 2024 .*fra 2024|Ålesund \(1507\)(?:, som .* grensene fra 2020)?|delt i 2024",
        _constant,
    ),
    pattern("the supplements", r"i sentralitet 6 er en del av", _constant),
    # Held to the table by tests/truth/bars.py.
    pattern(
        "drawn",
        r"^De.* tegnet[,.] (?:.*abellen har alle.*|og .* er like etter\.$)|^.* som deler førsteplassen, .*",
        _constant,
    ),
    pattern(
        "left out",
        rf"^(?P<years>{YEARS}) er ikke med her: endringen er fra året før, (?P<before>\d{{4}}), "
        r"til (?P<year>\d{4})",
        _left_out,
    ),
    pattern("places of a year", r"^\d{4} er talt i årets egne kommuner|^\d{4}: ", _constant),
    pattern("the inhabitants", r"per 100\u00a0000 innbyggere|100\u00a0000", _constant),
)
