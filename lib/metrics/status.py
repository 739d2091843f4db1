"""The status of a year in a selection: not decided, partly decided or decided."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

import narwhals as nw

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.class_limits import known_from_share
from lib.metrics.frames import NOT_COUNTED, years
from lib.metrics.selection import Selection
from lib.metrics.units import scope_of
from lib.metrics.view import View, cached
from lib.words import _, count, date
from lib.words.numbers import MILLION, round_half_up


@dataclass(frozen=True)
class YearStatus:
    """The applications of a year that count as grants, and how many of them are decided."""

    year: int
    applications: int
    decided: int
    as_of: datetime.date
    is_of_country: bool = False  # the selection has none: the state is shown, without numbers

    @property
    def is_pending(self) -> bool:
        """True while no application is decided: nobody has been refused, and nobody has left."""
        return self.applications > 0 and self.decided == 0

    @property
    def is_decided(self) -> bool:
        """True when so many are decided that the year's sums count as known."""
        return self.decided >= known_from_share() * self.applications

    @property
    def awaited(self) -> tuple[int, int, int]:
        """The year, how many applications are not decided, of how many; 0 where the selection has none."""
        if self.is_of_country:
            return self.year, 0, 0
        return self.year, self.applications - self.decided, self.applications

    @property
    def short_text(self) -> str:
        """``not decided`` or ``60 of 2 545 decided``; empty for a decided year."""
        if self.is_decided:
            return ""
        if self.is_pending:
            return _("not decided")
        if self.is_of_country:
            return _("not all decided")
        return _("{known} of {all} decided").format(known=count(self.decided), all=count(self.applications))

    @property
    def text(self) -> str:
        """``applications as of 26. november 2025, not decided``; empty for a decided year."""
        if self.is_decided:
            return ""
        form = _("grants and applications as of {date}, {status}")
        if self.is_pending:
            form = _("applications as of {date}, {status}")
        return form.format(date=date(self.as_of), status=self.short_text)


@cached(256)
def year_statuses(view: View) -> dict[int, YearStatus]:
    """The status of every year of the extract within the filters of the selection, whichever years it has.

    A year in which nothing is left by the filters has the status of the whole country.
    """
    found = {}
    for year in years(view.extract):
        status = _status(view.extract, view.selection.in_years(year))
        if not status.applications and not view.selection.is_national:
            status = replace(_status(view.extract, Selection((year,))), is_of_country=True)
        found[year] = status
    return found


@cached_by_extract(1024)
def _status(extract: Extract, one_year: Selection) -> YearStatus:
    rows = frames.grants(extract, scope_of(View(extract, one_year))).filter(one_year.condition())
    pending = len(rows.filter(nw.col("decision") == "pending"))
    return YearStatus(one_year.year, len(rows), len(rows) - pending, extract.manifest.produced_at)


@cached_by_extract(8)
def stand_in_years(extract: Extract) -> frozenset[int]:
    """The years whose rows hold the granted amount where the amount applied for should stand.

    So it is where the report prints only what was granted for a year, and the rows sum to that very amount.
    """
    printed: dict[int, dict[str, Decimal]] = {}
    for row in extract.reference.published.to_pylist():
        if row["measure"] == "amount" and row["dimension"] == "country" and row["year"].isdecimal():
            printed.setdefault(int(row["year"]), {})[row["basis"]] = Decimal(str(row["value"]))
    frame = nw.from_native(extract.grants, eager_only=True)
    counted = frame.filter(~nw.col("decision").is_in(NOT_COUNTED))
    return frozenset(
        year
        for year in years(extract)
        if set(printed.get(year, {})) == {"granted"}
        and _millions(counted.filter(nw.col("year") == year)) == printed[year]["granted"]
    )


def _millions(rows: nw.DataFrame) -> Decimal:
    return round_half_up(Decimal(rows["applied_nok"].sum() or 0) / MILLION, 1)
