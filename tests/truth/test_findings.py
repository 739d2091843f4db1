"""The judge of findings: it takes a true one of each kind, and catches a false one."""

import re
from dataclasses import replace

import pytest

from lib.figures import (
    answers,
    budget_answers,
    budget_headlines,
    change_headlines,
    growth_headlines,
    headlines,
    place_headlines,
    table_parts,
)
from lib.figures.comparisons import Extremes, extremes
from lib.figures.figure import Topic
from lib.metrics import compute
from tests.truth import reading
from tests.truth.asked import Asked
from tests.truth.checks import faults
from tests.truth.findings import false_unknown, faults_of_finding
from tests.truth.states import State

PATCH = pytest.MonkeyPatch
MAP, GROWTH, MONEY, CLASSES = "kart.py", "vekst.py", "budsjett.py", "sentralitet.py"
WHERE = State("D", MAP, {"aar": ("2023",)})
CHANGE = State("D", MAP, {"aar": ("2023",), "vis": ("endring-prosent",)})
YEARS = State("D", MAP, {"vis": ("aar-for-aar",)})
GROWN = State("D", GROWTH, {"aar": ("2023",)})
BUDGET = State("D", MONEY, {"aar": ("2023",)})
SHARES = State("D", CLASSES, {"aar": ("2023",), "maal": ("andeler",)})
FIRST = State("D", "oversikt.py", {"aar": ("2023",)})
# The state, the figure, a true finding of the printed tables, and what makes a false one of it.
TRUE = [
    (WHERE, "region-map", "Viken har flest: 473 av 2 235 tilskudd (21,2 %)",
     [("Viken", "Oslo"), ("473", "474"), ("2 235", "2 142"), ("21,2", "22,1"), ("tilskudd", "søknader"),
      ("har flest", "har færrest")]),
    (WHERE, "region-ranking", "Viken, Vestland og Oslo har til sammen 1 043 av 2 235 tilskudd (46,7 %)",
     [("Oslo", "Rogaland"), ("1 043", "1 034"), ("46,7", "47,7")]),
    (CHANGE, "change-map", "Nordland vokser mest: 74,6 % flere tilskudd (67 → 117)",
     [("Nordland", "Viken"), ("74,6", "75,6"), ("tilskudd", "leger"), ("67", "66")]),
    (CHANGE, "change-ranking", "Økning i alle 11 fylker, minst i Oslo (+20,1 %)",
     [("11", "10"), ("Oslo", "Agder"), ("20,1", "21,1"), ("Økning i alle 11", "Nedgang i 2 av 11")]),
    (YEARS, "year-maps", "Tilskudd: 1 594 i 2022 og 2 235 i 2023", [("1 594", "1 595"), ("2022", "2021")]),
    (GROWN, "yearly-growth", "1 871 unike leger i 2023, 513 flere enn i 2022 (+37,8 %)",
     [("1 871", "1 781"), ("513", "531"), ("flere", "færre"), ("37,8", "27,4"), ("2022", "2021")]),
    (GROWN, "gross-and-net", "721 kom til, 208 ble ikke videreført: 1 358 − 208 + 721 = 1 871",
     [("721", "720"), ("208", "280"), ("ble ikke videreført", "gikk ut"), ("1 358", "1 359")]),
    (FIRST, "count-history", "2 142 ALIS-avtaler i 2023, mot 71 i 2020", [("71", "564"), ("2 142", "2 235")]),
    (FIRST, "money-history", "445,0 mill. kr av 461,1 mill. kr er utbetalt i 2023: 96,5 % av budsjettet",
     [("445,0", "458,4"), ("461,1", "431,0"), ("96,5", "99,4")]),
    (BUDGET, "budget-steps", "Budsjettet holdt i 2023: 96,5 % er utbetalt",
     [("2023", "2022"), ("96,5", "99,4"), ("Budsjettet holdt", "Budsjettet sprakk")]),
    (BUDGET, "per-month", "Utbetalt per måned øker 50,5 % fra 2022 til 2023",
     [("øker", "faller"), ("50,5", "84,0"), ("Utbetalt", "Søkt")]),
    (BUDGET, "parts-of-applied", "454,9 mill. kr av 458,4 mill. kr søkt gjelder ALIS-avtaler (99,2 %)",
     [("454,9", "445,9"), ("99,2", "92,9")]),
    (BUDGET, "earlier-schemes", "2021 ALIS, næringsdrift: 88,0 mill. kr er utbetalt av et budsjett på "
     "48,0 mill. kr (183,3 %); alle 3 samlet 91,2 %",
     [("183,3", "138,3"), ("alle 3", "alle 2"), ("91,2", "127,0"), ("næringsdrift", "fastlønn")]),
    (SHARES, "class-shares-centrality", "Sentralitet 6 (minst sentral): 3,8 % av innbyggerne, "
     "5,5 % av tilskuddene og 8,1 % av søkt beløp",
     [("3,8", "8,3"), ("8,1", "5,5"), ("Sentralitet 6", "Sentralitet 5"), ("tilskuddene", "søknadene")]),
]  # fmt: skip
FALSE = [(state, id, said, old, new) for state, id, said, changes in TRUE for old, new in changes]


def hard(text: str) -> str:
    """The text with the spaces that numbers have."""
    digits = "".join(
        "\xa0" if letter == " " and text[place - 1].isdigit() and text[place + 1 : place + 4].isdigit()
        and len(text[place + 1 : place + 4]) == 3 else letter
        for place, letter in enumerate(text)
    )  # fmt: skip
    for unit in (" %", " mill.", " kr"):
        digits = digits.replace(unit, unit.replace(" ", "\xa0"))
    return digits


@pytest.mark.parametrize(("state", "id", "said"), [case[:3] for case in TRUE], ids=[case[1] for case in TRUE])
def test_a_true_finding_passes(state: State, id: str, said: str):
    assert faults_of_finding(Asked(state), id, hard(said)) == []


@pytest.mark.parametrize(("state", "id", "said", "old", "new"), FALSE, ids=[f"{c[1]}:{c[4]}" for c in FALSE])
def test_a_false_finding_is_caught(state: State, id: str, said: str, old: str, new: str):
    assert old in said
    assert faults_of_finding(Asked(state), id, hard(said.replace(old, new)))


@pytest.mark.parametrize(
    ("state", "id", "said", "told"),
    [
        (WHERE, "region-map", "Viken gjør det bra", "judges"),
        (WHERE, "region-map", "Viken har flest: 473 av 2 235 tilskudd (21,2 %).", "full stop"),
        (BUDGET, "budget-steps", "1,2 mill. kr for 60 av 2 545 avgjorte er innvilget", "partly known"),
        (BUDGET, "parts-of-applied", "241,9 mill. kr søkt (innvilget i 2022)", "stands for another"),
        (WHERE, "region-map", "Viken er et fylke", "of no kind"),
        # Of the 93 of guidance in 2023 no county has ten but two.
        (State("D", MAP, {"fylke": ("46",), "type": ("veiledning",)}), "region-map",
         "Bergen har flest: 4 av 9 tilskudd (44,4 %)", "fewer than 10"),
    ],
)  # fmt: skip
def test_what_no_headline_may_do_is_caught(state: State, id: str, said: str, told: str):
    found = faults_of_finding(Asked(state), id, hard(said))
    assert [fault for fault in found if told in fault], found


# One fault of each kind put back into ``lib``.


def equals(patch: PATCH) -> None:
    """Of several equals only the first is named."""

    def one(members: object) -> Extremes:
        found = extremes(members)
        return replace(found, most=found.most[:1], least=found.least[:1])

    patch.setattr(place_headlines, "extremes", one)


def base(patch: PATCH) -> None:
    """A share is of twice the whole."""
    share = place_headlines.share_in_brackets
    patch.setattr(place_headlines, "share_in_brackets", lambda part, whole: share(part, 2 * whole))


def few(patch: PATCH) -> None:
    """What rests on one grant is a headline."""
    patch.setattr(table_parts, "headline_from_grants", lambda: 1)


def stand_in(patch: PATCH) -> None:
    """The granted amount of 2022 passes for the one applied for."""
    patch.setattr(place_headlines, "is_unsure", lambda _figure: False)


def partly(patch: PATCH) -> None:
    """A sum passes for the whole as soon as one of its rows is known."""
    patch.setattr(compute, "known_from_share", lambda: 0)


def undecided(patch: PATCH) -> None:
    """Applications are compared with grants."""
    patch.setattr(change_headlines, "_is_undecided", lambda _topic: False)


UNDECIDED = State("Y4", "oversikt.py", {"aar": ("2024",)})
# What is true of 2024, of 2023, and of a year of which nothing is decided in the extract of one.
AWAITED = [
    (UNDECIDED, "utfallet av 2 485 av 2 545 søknader i 2024, samt utbetalt beløp",
     ["2 485", "2 545", "2024", ", samt utbetalt beløp", "utbetalt", "utfallet"]),
    (FIRST, "innvilget beløp (ikke publisert)", ["innvilget"]),
    (State("ONE", "oversikt.py", {"aar": ("2025",)}),
     "utfallet av alle de 54 søknadene i 2025, samt innvilget og utbetalt beløp",
     ["54", "alle de ", "innvilget og "]),
]  # fmt: skip


@pytest.mark.parametrize(("state", "said", "parts"), AWAITED, ids=[case[0].extract for case in AWAITED])
def test_what_is_not_known_yet_is_judged(state: State, said: str, parts: list[str]):
    asked, said = Asked(state), hard(said)
    assert list(false_unknown(asked, said)) == []
    for part in map(hard, parts):
        assert part in said
        new = (
            str(int(re.sub(r"\D", "", part)) + 1) if part[0].isdigit() else "søkt" if " " not in part else ""
        )
        assert list(false_unknown(asked, said.replace(part, new))), part


def test_what_is_not_known_yet_is_told_as_a_reader_would_say_it(fresh: None):
    (said,) = [each for each in reading.read(UNDECIDED).links if each.startswith("Ennå ikke kjent")]
    assert said == hard("Ennå ikke kjent: utfallet av 2 485 av 2 545 søknader i 2024, samt utbetalt beløp")


def nouns(patch: PATCH) -> None:
    """Applications are called grants."""
    patch.setattr(Topic, "counts", lambda _topic, *_years: "grants")


def year(patch: PATCH) -> None:
    """The first year there is passes for the one chosen."""
    patch.setattr(budget_headlines, "_asked", lambda figure: figure.table.body[0])


def sides(patch: PATCH) -> None:
    """Those who left are told of as those who came."""
    patch.setattr(growth_headlines, "_SIDES", growth_headlines._SIDES[::-1])


def judging(patch: PATCH) -> None:
    """A headline that judges."""
    patch.setattr(headlines, "upper_first", lambda text: f"Heldigvis: {text}")


def behind(patch: PATCH) -> None:
    """What stands behind the answer has another number."""
    patch.setitem(answers._DETAILS, "overview", lambda _figure: "Bak endringen: 720 førstegang.")


def long(patch: PATCH) -> None:
    """The answer tells every amount of every year."""
    patch.setitem(answers._ANSWERS, "budget", budget_answers.every_amount)


PLANTED = [
    (equals, State("ONE", MAP, {"aar": ("2025",)}), "who have it"),
    (base, WHERE, "the share is"),
    (few, State("D", MAP, {"fylke": ("46",), "type": ("veiledning",)}), "fewer than 10"),
    (stand_in, State("D", MAP, {"aar": ("2022",), "maal": ("sokt",)}), "stands for another"),
    (partly, State("Y4", MONEY, {"aar": ("2024",)}), "used so far: granted_nok"),
    (undecided, State("Y4", MAP, {"aar": ("2023", "2025"), "vis": ("endring",)}), "is not decided"),
    (nouns, State("ONE", MAP, {"aar": ("2025",)}), "«tilskudd» is not what is counted"),
    (year, BUDGET, "the year is 2023"),
    (sides, GROWN, "721 came and 208 went"),
    (judging, WHERE, "judges"),
    (behind, FIRST, "first_time is 721"),
    (long, State("D", MONEY, {"aar": ("2022", "2023")}), "numbers"),
]


@pytest.mark.parametrize(("plant", "state", "told"), PLANTED, ids=[each[0].__name__ for each in PLANTED])
def test_a_planted_fault_is_caught(
    plant: object, state: State, told: str, fresh: None, monkeypatch: PATCH
) -> None:
    plant(monkeypatch)
    found = faults(reading.read(state))
    assert [fault for fault in found if told in fault], found


@pytest.mark.parametrize(("plant", "state", "told"), PLANTED, ids=[each[0].__name__ for each in PLANTED])
def test_it_is_not_told_where_nothing_is_planted(plant: object, state: State, told: str, fresh: None) -> None:
    assert [fault for fault in faults(reading.read(state)) if told in fault] == []
