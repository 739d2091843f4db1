"""The municipality of a municipality sheet, with its facts from the register."""

from dataclasses import dataclass, replace

from lib.extract.model import Extract
from lib.extract.thresholds import vintage_of
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN, member_compared
from lib.metrics.units import own_centralities, scope_of
from lib.metrics.value import Missing, Reason, Value
from lib.metrics.view import View
from lib.words import N_, _

_STATUS = {"confirmed": N_("confirmed"), "stand_in": N_("stand-in: the class of 2024")}


@dataclass(frozen=True)
class Municipality:
    """The facts of the register about a municipality in the latest year chosen.

    One that has been divided by then, and is shown whole, has the classes of its largest part.
    """

    code: str
    name: str
    county_code: str
    county: str
    centrality: int
    centrality_status: str  # in the reader's words
    size_class: str
    population: Value

    @property
    def is_county(self) -> bool:
        """True for a municipality that is a county by itself."""
        return self.county == self.name


def sheet_view(view: View) -> View:
    """The view with the filters that a sheet uses: years, types and the municipality, or else the county."""
    against = tuple(code for code in view.selection.against if not _is_class(code))
    lifted = replace(view.selection, centralities=(), sizes=(), against=against)
    return view.with_selection(replace(lifted, counties=()) if lifted.municipalities else lifted)


def _is_class(code: str) -> bool:
    return BY_COLUMN[member_compared(code)[0]].is_class


def municipality_of(view: View) -> Municipality:
    """The selection's one municipality, as the register has it."""
    view = sheet_view(view)
    code = view.selection.municipalities[0]
    register = frames.register(view.extract, scope_of(view))
    latest = view.selection.in_years(view.selection.year).condition(columns=frozenset({"municipality"}))
    parts = register.filter(latest).rows(named=True)
    found = max(parts, key=lambda row: row["population"] or 0)
    return Municipality(
        code=code,
        name=DIMENSIONS["municipality"].members(view.extract, view.selection.borders)[code],
        county_code=found["county"],
        county=DIMENSIONS["county"].members(view.extract, view.selection.borders)[found["county"]],
        centrality=found["centrality"],
        centrality_status=_centrality_status(view.extract, found),
        size_class=found["size_class"],
        population=_inhabitants(parts),
    )


def _inhabitants(parts: list[dict]) -> Value:
    numbers = [row["population"] for row in parts]
    return Missing(Reason.NO_POPULATION) if None in numbers else sum(numbers)


def _centrality_status(extract: Extract, found: dict) -> str:
    """Which source gave the class, and how sure it is, in the reader's words."""
    own = own_centralities(extract).get((found["year"], found["municipality_code"]), {})
    registered = next(
        row
        for row in extract.reference.municipalities.to_pylist()
        if (row["vintage"], row["code"]) == (vintage_of(found["year"]), found["municipality_code"])
    )
    if len(own) > 1:
        return _("the register's; the rows of the extract disagree")
    if found["centrality"] != registered["centrality"]:
        return _("the extract's own class")
    status = registered["centrality_status"]
    return _(_STATUS[status if status in _STATUS else "stand_in"])
