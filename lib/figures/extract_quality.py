"""Figures of data quality: the findings of the checks, and the differences from the extract before."""

from lib.extract.findings import LEVEL_LABELS, Finding, Report
from lib.extract.model import Extract
from lib.figures.figure import Column, Table
from lib.figures.recipe import Content, recipe
from lib.figures.table_parts import column_of
from lib.metrics import frames
from lib.metrics.extract_diff import IN_BUDGET, Movement, metric_label, movements
from lib.metrics.extract_report import check_extract
from lib.metrics.frames import whole_view
from lib.metrics.registry import METRICS
from lib.metrics.view import View
from lib.words import N_, _


@recipe(N_("What the checks found"), is_listed=False)
def quality_report(view: View, *, report: Report | None = None) -> Content:
    """Every finding of every check of the extract, worst first; one row that says so where there is none.

    ``report`` is that of an extract that is not published yet.
    """
    columns = (
        Column("level", _("Severity")),
        Column("fault", _("What was found")),
        Column("where", _("Where")),
        Column("count", _("Rows"), "count", "–"),
        Column("example", _("For example")),
        Column("next_step", _("Next step")),
    )
    rows = tuple(_finding(found) for found in (report or check_extract(view.extract)).findings)
    nothing = (_("In order"), _("No check has found anything."), "–", None, "–", _("None"))
    return Content(
        whole_view(view.extract),
        years=frames.years(view.extract),
        unit=_("findings"),
        table=Table(columns, rows or (nothing,)),
        notes=(_("Warnings must be accepted before an extract is published; notes only tell."),)
        if rows
        else (),
    )


def _finding(found: Finding) -> tuple:
    rows = "; ".join(part for part in (found.rows_text, found.pair_text) if part)
    example = ": ".join(part for part in (rows, found.example) if part)
    level = _(LEVEL_LABELS[found.level])
    return (level, found.fault, found.where, found.count, example or "–", found.next_step)


@recipe(N_("What has changed since the extract before"), is_listed=False)
def differences(view: View, *, before: Extract | None = None, now: str = "") -> Content:
    """Every total that differs from the extract before, with those beyond the limits marked.

    ``now`` is the heading of the extract's own numbers: its id, or that it is the one delivered now.
    """
    extract = view.extract
    moved = [] if before is None else [each for each in movements(before, extract) if _differs(each)]
    years = set(frames.years(extract)) | set(() if before is None else frames.years(before))
    return Content(
        whole_view(view.extract),
        unit=_("differences"),
        table=Table(_columns(before, now or _heading(extract)), tuple(_movement(each) for each in moved)),
        notes=_notes(before, moved),
        years=tuple(sorted(years)),
    )


def _differs(each: Movement) -> bool:
    return each.before != each.after


def _heading(extract: Extract) -> str:
    """The extract by its id; one that is delivered and not yet published has none of its own."""
    id = extract.manifest.id
    return _("Now") if id == _("the new one") else _("In {id}").format(id=id)


def _columns(before: Extract | None, now: str) -> tuple[Column, ...]:
    was = _("Before") if before is None else _("In {id}").format(id=before.manifest.id)
    return (
        Column("year", _("Year")),
        Column("place", _("Where")),
        Column("metric", _("Metric")),
        Column("before", was, "count", "–"),
        Column("after", now, "count", "–"),
        Column("difference", _("Difference"), "signed_count", "–"),
        Column("percent", _("Change in per cent"), "percent", "–"),
        Column("verdict", _("Verdict")),
    )


def _movement(each: Movement) -> tuple:
    in_budget = each.by == IN_BUDGET
    label = metric_label(each.metric, each.by) if in_budget else column_of(METRICS[each.metric]).label
    return (
        str(each.year),
        each.label,
        label,
        each.before,
        each.after,
        each.difference,
        each.percent,
        _verdict(each),
    )


def _verdict(each: Movement) -> str:
    """The kind of a difference: a new or missing year, a number no longer known, or its size."""
    if each.is_gone_year:
        return _("the year is gone")
    if each.after is None:
        return _("not known any more")
    if each.is_unusual:
        return _("more than expected")
    return _("new year") if each.is_new_year else _("as expected")


def _notes(before: Extract | None, moved: list[Movement]) -> tuple[str, ...]:
    if before is None:
        return (_("There is no extract before this one to compare with."),)
    if not moved:
        return (_("No total differs from the extract {id}.").format(id=before.manifest.id),)
    return ()
