"""Every check fails on a page with its fault: what a page says is changed, and the check must tell."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from lib.figures.figure import Figure
from tests.truth import checks
from tests.truth.asked import Asked
from tests.truth.bars import false_bars
from tests.truth.claim import false_claims
from tests.truth.claims import NOTES
from tests.truth.places import CLAIMS_OF_PLACES
from tests.truth.reading import Read, read
from tests.truth.states import State

BERGEN = State("D", "kommune.py", {"kommune": ("4601",)})
COUNTY = State("D", "kart.py", {"fylke": ("46",)})
MAP = State("D", "kart.py", {"aar": ("2023",), "type": ("veiledning",)})
CHANGE = State("D", "kart.py", {"vis": ("endring-prosent",)})
PENDING = State("Y4", "oversikt.py", {"aar": ("2025",)})
REACH = State("D", "rekkevidde.py", {"type": ("veiledning",)})
BUDGET = State("Y4", "budsjett.py", {"aar": ("2024",)})
OVERVIEW = State("D", "oversikt.py")
OTHERS = State("Y4", "vekst.py", {"aar": ("2022", "2025")})
MIXED = State("MIXED", "kommune.py", {"kommune": ("4601",)})


@cache
def _read(state: State) -> Read:
    return read(state)


def _says(state: State, text: str) -> Read:
    """The page of a state with another answer."""
    return replace(_read(state), answers=[text])


# State, a sentence that was once shown or could be, and a word of the fault that must be told.
FALSE = [
    (BERGEN, "Det er 6,5 % av tilskuddene i Vestland og 6,5 % av landets.", "of the county"),
    (BERGEN, "Kommunen har ingen tilskudd i 2023.", "it has 145"),
    (MAP, "Tilskudd i 2023 (kun veiledning): mest i Viken (27), minst i Agder (3).", "it is 2 who have it"),
    (MAP, "Tilskudd i 2023: mest i Viken (27), minst i Agder og Møre og Romsdal (3).", "chosen and not said"),
    (MAP, "Tilskudd i 2022 (kun veiledning): mest i Viken (27), minst i Agder (3).", "the years are"),
    (CHANGE, "Tilskudd fra 2022 til 2023: mest opp i Viken (+131), minst opp i Oslo (+20,1 %).", "change is"),
    (CHANGE, "Tilskudd fra 2022 til 2023: mest ned i Nordland (+74,6 %).", "none goes that way"),
    (PENDING, "I 2025 hadde ordningen 2 034 unike leger.", "what is counted is applications"),
    (REACH, "282 av 356 kommuner er uten tilskudd i 2023.", "the filter"),
    (BUDGET, "2024: budsjett 557,9 mill. kr, søkt 531,3 mill. kr (95,2 % av budsjettet), "
     "innvilget 13,3 mill. kr (2,4 % av budsjettet), utbetalt: ikke utbetalt ennå.", "innvilget"),
    (OVERVIEW, "I 2023 hadde ordningen 1 871 unike leger, 512 flere enn i 2022 (+37,8 %): "
     "721 førstegang.", "the change is 513"),
    (OVERVIEW, "I 2023 hadde ordningen 1 871 unike leger, 513 flere enn i 2022 (+37,8 %): "
     "722 førstegang.", "first_time is 721"),
    (OVERVIEW, "Ordningen er bedre enn i 2022.", "no pattern"),
    (MIXED, "Bergen i Vestland har 289 330 innbyggere og er i sentralitet 5 (bekreftet).", "the class is 2"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "text", "told"), FALSE)
def test_a_false_sentence_is_caught(state: State, text: str, told: str) -> None:
    hard = text.replace(" mill.", "\u00a0mill.").replace(" kr", "\u00a0kr").replace(" %", "\u00a0%")
    for number in ("1 871", "2 034", "289 330"):
        hard = hard.replace(number, number.replace(" ", "\u00a0"))
    assert any(told in fault for fault in checks.recomputed(_says(state, hard))), hard


@pytest.mark.parametrize("state", sorted({each[0] for each in FALSE}, key=lambda state: state.address))
def test_the_sentence_that_is_shown_passes(state: State) -> None:
    asked = Asked(state)
    assert [
        fault for text in _read(state).answers for fault in false_claims(asked, text, CLAIMS_OF_PLACES)
    ] == []


@pytest.mark.parametrize(
    ("state", "note", "told"),
    [
        (BERGEN, "Nummer 3 av 19 kommuner i sentralitet 2.", "the place is"),
        (BUDGET, "Innvilget beløp er ikke publisert for 2022.", "granted in 2022"),
        (BUDGET, "2021–2023: tidligere ordninger, publiserte totaler.", "years of the extract"),
        (BUDGET, "2022: utlyst beløp står som budsjett.", "a budget of its own"),
        (BUDGET, "Beløpet er 12 mill.", "no pattern"),
        (OTHERS, "2023 er ikke med her: endringen er fra året før, 2024, til 2025.", "left out are [2022]"),
        (OTHERS, "2022 er ikke med her: endringen er fra året før, 2023, til 2024.", "the year is 2025"),
    ],
)
def test_a_false_note_is_caught(state: State, note: str, told: str) -> None:
    assert any(told in fault for fault in false_claims(Asked(state), note, NOTES))


@pytest.mark.parametrize(
    "note",
    [
        "De 15 med mest av 43 er tegnet, tabellen har alle.",
        "De 13 med mest av 43 er tegnet, og 2 av de 5 som er like etter dem. Tabellen har alle.",
        "Den med mest av 43 er tegnet, og 14 av de 42 som er like etter den. Tabellen har alle.",
        "15 av de 43 som deler førsteplassen, er tegnet. Tabellen har alle 43.",
    ],
)
def test_a_false_note_on_bars_is_caught(note: str) -> None:
    figure = next(each for each in _read(COUNTY).figures if each.id == "region-ranking")
    assert list(false_bars(figure)) == []
    assert list(false_bars(replace(figure, notes=(note,))))


def test_a_page_without_an_answer_is_caught() -> None:
    assert list(checks.answered(replace(_read(MAP), answers=[])))
    assert list(checks.answered(replace(_read(MAP), answers=[""])))
    assert not list(checks.answered(_read(MAP)))
    assert not list(checks.answered(replace(_read(MAP), answers=[], figures=[], notices=["Ingen tilskudd"])))


def test_a_number_that_no_table_has_is_caught() -> None:
    text = "Tilskudd i 2023 (kun veiledning): mest i Viken (27), minst i Agder (4)."
    assert any("no row of Agder has 4" in fault for fault in checks.in_tables(_says(MAP, text)))
    other_row = "Tilskudd i 2023 (kun veiledning): mest i Oslo (27), minst i Agder (3)."
    assert any("no row of Oslo" in fault for fault in checks.in_tables(_says(MAP, other_row)))


def test_an_error_is_caught() -> None:
    assert list(checks.unbroken(replace(_read(MAP), errors=["ArrowTypeError"])))
    assert list(checks.unbroken(replace(_read(MAP), texts=[("side", "Noe gikk galt")])))
    assert not list(checks.unbroken(_read(MAP)))


def test_a_hole_in_any_text_is_caught() -> None:
    assert list(checks.wording(replace(_read(MAP), texts=[("title", "Tilskudd i {year}")])))


def test_a_false_key_figure_is_caught() -> None:
    page = _read(OVERVIEW)
    for id, told in (("doctors", "513"), ("applied_nok", "458,4"), ("municipalities", "228")):
        label, value, *lines = page.keys[id]
        keys = page.keys | {id: (label, "12", *lines)}
        assert list(checks.recomputed(replace(page, keys=keys))), told
    label, value, *_lines = page.keys["doctors"]
    for line in ("+513 (+37,8\u00a0%) fra 1\u00a0357 i 2022", "+513 (+38,0\u00a0%) fra 1\u00a0358 i 2022"):
        assert list(checks.recomputed(replace(page, keys={"doctors": (label, value, line)}))), line


@pytest.mark.parametrize("column", ["grants", "applied_nok", "grants_alis"])
def test_a_false_cell_is_caught(column: str) -> None:
    page = _read(State("D", "kart.py"))
    assert not list(checks.recomputed(page))
    changed = replace(page, figures=[_with_another_cell(page.figures[0], column)])
    assert any("must be" in fault for fault in checks.recomputed(changed))


def test_a_tooltip_with_a_number_of_another_row_is_caught() -> None:
    figure = _read(State("D", "kart.py")).figures[0]
    said = dict(figure.chart.said)
    oslo, viken = said["03"], said["30"]
    said["03"] = viken.replace("Viken", "Oslo")
    changed = replace(figure, chart=replace(figure.chart, said=said))
    page = replace(_read(State("D", "kart.py")), figures=[changed])
    assert oslo != said["03"]
    assert any("tooltip" in fault for fault in checks.in_tables(page))


def _with_another_cell(figure: Figure, column: str) -> Figure:
    """The figure with the second row's value of a column raised by one."""
    place = next(i for i, each in enumerate(figure.table.columns) if each.key == column)
    rows = list(map(list, figure.table.rows))
    rows[1][place] += 1
    return replace(figure, table=replace(figure.table, rows=tuple(map(tuple, rows))))


def test_a_check_of_every_kind_is_made() -> None:
    made: tuple[Callable, ...] = checks.CHECKS
    assert {check.__name__ for check in made} == {
        "wording",
        "answered",
        "brief",
        "in_tables",
        "recomputed",
        "unbroken",
    }
