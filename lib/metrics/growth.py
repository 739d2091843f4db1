"""Growth: the change from the year before, and its parts.

Net growth is what the printed tables give. Gross growth splits it: of the doctors in a year, some are there
for the first time, some continued, and some of last year's are gone. Some return after a year or more away.
Under a filter a doctor may also arrive from, or move on to, a part of the scheme outside the selection; those
are shown apart, so that "first time" and "left" are always true of the whole scheme.
"""

from dataclasses import dataclass, field, fields, replace

import narwhals as nw

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.compute import compute, sizeless_years
from lib.metrics.dimensions import Code, members
from lib.metrics.status import year_statuses
from lib.metrics.units import Scope, scope_of
from lib.metrics.value import Missing, Reason, Value, change_pct
from lib.metrics.view import View, cached

DOCTORS = "doctor_id"
MUNICIPALITIES = "outline"  # the choice's name in links and decks; units are counted
COUNTED = {"doctors": DOCTORS, "municipalities": MUNICIPALITIES}  # metric → what flows
_COLUMNS = {DOCTORS: "doctor_id", MUNICIPALITIES: "municipality"}


@dataclass(frozen=True)
class Flow:
    """The flow into ``year`` from the year before: who came, stayed and left, each counted once.

    ``this_year = first_time + continued + returned + arrived`` and
    ``last_year = continued + left + moved_on``. ``returned`` were in the scheme in an earlier year, but not
    the year before; ``arrived`` were in it the year before, outside this selection; ``moved_on`` are still in
    it, but no longer in this selection. Until the year ``is_decided``, those counted as left are the ones who
    are not there so far.
    """

    year: int
    first_time: int
    continued: int
    returned: int
    arrived: int
    left: int
    moved_on: int
    is_decided: bool = field(default=True, compare=False)

    @property
    def this_year(self) -> int:
        """Unique in the year."""
        return self.first_time + self.continued + self.returned + self.arrived

    @property
    def last_year(self) -> int:
        """Unique in the year before: the base of the growth."""
        return self.continued + self.left + self.moved_on

    @property
    def net(self) -> int:
        """The change in number, as the printed tables give it."""
        return self.this_year - self.last_year

    @property
    def net_pct(self) -> Value:
        """The change in per cent of the year before; without a base where the year before has none."""
        return change_pct(self.this_year, self.last_year)


def comparable_years(extract: Extract) -> tuple[int, ...]:
    """The years of the extract whose year before is in it too."""
    known = frames.years(extract)
    return tuple(year for year in known if year - 1 in known)


def change_into(view: View, metric: str, year: int) -> tuple[Value, Value]:
    """The change of a unique count into a year, in number and per cent, over the same places in both years.

    A municipality that is divided between the years is one in both. ``metric`` is one of ``COUNTED``.
    """
    if year not in comparable_years(view.extract):
        return (Missing(Reason.YEAR_ABSENT, (year - 1,)),) * 2
    counts = [row[metric] for row in compute(view.in_years(year - 1, year), (metric,), ("year",))]
    if missing := [count for count in counts if isinstance(count, Missing)]:
        return missing[0], missing[0]
    found = flow(view, year, of=COUNTED[metric])
    return (found.net, found.net_pct) if found else (Missing(Reason.DID_NOT_EXIST),) * 2


def flow(view: View, year: int, *, of: str = DOCTORS) -> Flow | None:
    """The flow into ``year`` within the selection's filters; None where the year before is not known."""
    return flow_by(view, year, of=of).get(None)


@cached(512)
def flow_by(view: View, year: int, *, of: str = DOCTORS, by: str | None = None) -> dict[Code | None, Flow]:
    """The flow of every member of a grouping (or of the whole, under None); empty without a year before.

    A doctor with grants in two counties is counted in both, so the groups do not sum to the whole. A chosen
    municipality that did not exist the year before has no flow, nor has a size where one is not known.
    """
    both = replace(view.selection.in_years(year - 1, year), class_year=view.selection.class_year)
    if year not in comparable_years(view.extract) or not municipalities_existed(view.with_selection(both)):
        return {}
    if both.sizes and sizeless_years(view.with_selection(both), ("year",)):
        return {}
    thing, group = _COLUMNS[of], by or "whole"
    # Each year's own classes, and a municipality divided between the two years whole in both.
    scope = replace(scope_of(view.with_selection(both)), class_year=view.selection.class_year)
    grants = _with_first_year(view.extract, scope, of)
    before_anywhere, now_anywhere = (_anywhere(view.extract, scope, of, when) for when in (year - 1, year))

    def chosen(when: int) -> nw.DataFrame:
        there = grants.filter(view.selection.in_years(when).condition())
        return there.group_by(group, thing).agg(first=nw.col("first").min())

    now, before, pair = chosen(year), chosen(year - 1), [group, thing]
    gone = before.join(now, on=pair, how="anti")
    new = now.join(before, on=pair, how="anti")
    earlier = new.filter(nw.col("first") < year)
    counts = {
        "first_time": new.filter(nw.col("first") == year),
        "continued": now.join(before, on=pair, how="semi"),
        "returned": earlier.join(before_anywhere, on=thing, how="anti"),
        "arrived": earlier.join(before_anywhere, on=thing, how="semi"),
        "left": gone.join(now_anywhere, on=thing, how="anti"),
        "moved_on": gone.join(now_anywhere, on=thing, how="semi"),
    }
    found = {name: _count_by(frame, group) for name, frame in counts.items()}
    parts = [part.name for part in fields(Flow) if part.name not in ("year", "is_decided")]
    is_decided = year_statuses(view)[year].is_decided
    keys = members(view.with_selection(both), by) if by else {0: ""}
    return {
        (key if by else None): Flow(
            year, **{part: found[part].get(key, 0) for part in parts}, is_decided=is_decided
        )
        for key in keys
    }


@cached_by_extract(4)
def _with_first_year(extract: Extract, scope: Scope, of: str) -> nw.DataFrame:
    """The grants, each with the first year of its doctor or municipality in the whole extract."""
    grants = frames.grants(extract, scope).with_columns(whole=nw.lit(0))
    # Joined and not ``over``: that joins too, and sets the column beside rows that have kept their own order.
    first = grants.group_by(of).agg(first=nw.col("year").min())
    return grants.join(first, on=of, how="left")


@cached_by_extract(8)
def _anywhere(extract: Extract, scope: Scope, of: str, year: int) -> nw.DataFrame:
    """The doctors or municipalities with grants of a year, whatever is chosen."""
    grants = _with_first_year(extract, scope, of)
    return grants.filter(nw.col("year") == year).select(_COLUMNS[of]).unique()


def municipalities_existed(view: View) -> bool:
    """Whether the chosen municipalities exist in every year of the selection."""
    if not view.selection.municipalities:
        return True
    frame = frames.register(view.extract, scope_of(view))
    there = frame.filter(view.selection.condition(columns=frozenset({"municipality"})))
    return set(view.selection.years) <= set(there["year"].to_list())


def _count_by(frame: nw.DataFrame, group: str) -> dict[Code, int]:
    counted = frame.group_by(group).agg(nw.len().alias("n"))
    return {row[group]: row["n"] for row in counted.rows(named=True)}


@cached(512)
def type_changes(view: View, year: int) -> dict[tuple[str, str], int]:
    """Doctors by their type in the year before and in ``year``: (before, now) → doctors.

    States: ``alis``, ``guidance`` (guidance only), ``both``, ``none`` (not in the selection that year).
    The grant-type filter is lifted, as it is the type that changes. Empty without a year before.
    """
    if year not in comparable_years(view.extract):
        return {}
    view = view.without("grant_type")
    states = [_states(view.in_years(when)) for when in (year - 1, year)]
    changes: dict[tuple[str, str], int] = {}
    for doctor in states[0].keys() | states[1].keys():
        pair = (states[0].get(doctor, "none"), states[1].get(doctor, "none"))
        changes[pair] = changes.get(pair, 0) + 1
    return changes


def _states(view: View) -> dict[str, str]:
    rows = frames.grants(view.extract, Scope(view.selection.borders)).filter(view.selection.condition())
    types: dict[str, set[str]] = {}
    for row in rows.select(DOCTORS, "grant_type").unique().rows():
        types.setdefault(row[0], set()).add(row[1])
    return {doctor: "both" if len(held) == 2 else next(iter(held)) for doctor, held in types.items()}
