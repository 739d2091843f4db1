"""One fault of each kind put back into ``lib``: the checks of the states must catch every one."""

from dataclasses import replace

import pytest

from lib.export import office_grid
from lib.figures import answers, budget_figures, captions, municipality_sheet
from lib.figures.comparisons import Extremes, extremes
from lib.figures.figure import Topic
from lib.metrics import change, compute, growth, units
from lib.metrics.selection import Selection
from lib.metrics.value import Missing
from lib.metrics.view import View
from tests.truth import reading
from tests.truth.checks import faults
from tests.truth.exports import false_files
from tests.truth.states import State

PATCH = pytest.MonkeyPatch


def scope(patch: PATCH) -> None:
    """A share that is called the county's is the country's."""
    wholes = municipality_sheet._wholes
    patch.setattr(municipality_sheet, "_wholes", lambda *given: (wholes(*given)[1],) * 2)


def superlative(patch: PATCH) -> None:
    """Of several equals only the first is named."""

    def one(members: object) -> Extremes:
        found = extremes(members)
        return replace(found, most=found.most[:1], least=found.least[:1])

    patch.setattr(answers, "extremes", one)


def partly_known(patch: PATCH) -> None:
    """A sum passes for the whole as soon as one of its rows is known."""
    patch.setattr(compute, "known_from_share", lambda: 0)


def zero(patch: PATCH) -> None:
    """What is missing is said as 0."""
    patch.setattr(Missing, "text", property(lambda _self: "0\u00a0kr"))


def place(patch: PATCH) -> None:
    """A divided place is its parts beside its whole."""
    scope_of = compute.scope_of
    patch.setattr(compute, "scope_of", lambda *given: replace(scope_of(*given), whole=False))


def class_(patch: PATCH) -> None:
    """Of several classes that the rows state, the highest counts."""
    centrality = units._centrality

    def highest(parts: list[dict], own: dict) -> int:
        stated = [c for row in parts for c in own.get((row["year"], row["municipality_code"]), ())]
        return max(stated, default=centrality(parts, own))

    patch.setattr(units, "_centrality", highest)


def period(patch: PATCH) -> None:
    """The first of the years chosen is dropped from a comparison."""
    compared = change.compared_years

    def last_two(view: View) -> tuple[int, int] | None:
        years = compared(view)
        return None if years is None else (years[1] - 1, years[1])

    patch.setattr(change, "compared_years", last_two)


def base(patch: PATCH) -> None:
    """Growth in per cent of the year itself."""
    pct = property(lambda flow: growth.change_pct(flow.last_year, flow.this_year))
    patch.setattr(growth.Flow, "net_pct", pct)


def words(patch: PATCH) -> None:
    """A placeholder that nobody has filled."""
    patch.setattr(answers, "_subject", lambda _figure: "Tilskudd i {years}")


def note(patch: PATCH) -> None:
    """A note that names every year."""

    def years(rows: tuple) -> tuple[str, ...]:
        named = ", ".join(str(row["year"]) for row in rows)
        return (f"Innvilget beløp er ikke publisert for {named}.",)

    patch.setattr(budget_figures, "_unknown_note", years)


def provenance(patch: PATCH) -> None:
    """The granted amount of 2022 is called the one applied for."""
    patch.setattr(compute, "stand_in_years", lambda _extract: frozenset())


def status(patch: PATCH) -> None:
    """What is chosen has the status of the country."""
    statuses = captions.year_statuses
    patch.setattr(
        captions, "year_statuses", lambda view: statuses(view.with_selection(Selection(view.selection.years)))
    )


def nouns(patch: PATCH) -> None:
    """What is partly applications is called grants."""
    patch.setattr(Topic, "counts", lambda _topic, *_years: "grants")


def rounding(patch: PATCH) -> None:
    """A change that is written as zero is called none."""
    patch.setattr(answers, "number", lambda value: None if abs(value) < 0.05 else value)


# What is put back, where it shows, and a word of what is told.
PLANTED = [
    (scope, State("D", "kommune.py", {"kommune": ("4601",)}), "of the county"),
    (superlative, State("D", "kart.py", {"type": ("veiledning",)}), "who have it"),
    (partly_known, State("Y4", "budsjett.py", {"aar": ("2024",)}), "innvilget"),
    (zero, State("Y4", "budsjett.py", {"aar": ("2025",)}), "innvilget"),
    (place, State("Y4", "kart.py", {"aar": ("2023", "2024"), "grense": ("2024",), "fylke": ("15",),
                                    "maal": ("leger",), "per": ("innbyggere",)}), "recomputed"),
    (class_, State("MIXED", "kommune.py", {"aar": ("2023",), "kommune": ("4601",)}), "the class is 2"),
    (period, State("Y4", "kart.py", {"aar": ("2022", "2025"), "vis": ("endring",)}), "recomputed: change"),
    (base, State("D", "oversikt.py", {"aar": ("2023",)}), "the change is 513"),
    (words, State("D", "kart.py", {"aar": ("2023",)}), "not text"),
    (note, State("D", "budsjett.py", {"aar": ("2022",)}), "granted in 2022"),
    (provenance, State("D", "budsjett.py", {"aar": ("2022",)}), "søkt"),
    (status, State("Y4", "kart.py", {"aar": ("2024",), "fylke": ("46",)}), "the state of 2024"),
    (nouns, State("Y4", "oversikt.py", {"aar": ("2023", "2025")}), "what is counted is both"),
    (rounding, State("Y4", "kart.py", {"aar": ("2025",), "maal": ("sokt",), "vis": ("endring-prosent",)}),
     "written as no change"),
]  # fmt: skip


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


def test_a_series_named_by_a_guess_is_caught(fresh: None, monkeypatch: PATCH) -> None:
    state = State("D", "kart.py", {"fylke": ("15",), "type": ("veiledning",), "vis": ("endring",)})
    figures = reading.read(state).figures
    assert [fault for figure in figures for fault in false_files(figure) if "series" in fault] == []
    drawn = office_grid._series
    monkeypatch.setattr(
        office_grid,
        "_series",
        lambda figure, chart: [(figure.table.columns[1].label, each) for _name, each in drawn(figure, chart)],
    )
    found = [fault for figure in figures for fault in false_files(figure)]
    assert [fault for fault in found if "two series are called" in fault], found
