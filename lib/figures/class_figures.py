"""Who gets the grants: centrality classes and municipality sizes, as tables 2.3 and 2.4 print them."""

from dataclasses import replace

from lib.figures import charts
from lib.figures.drawing import Mark, Series
from lib.figures.figure import Table, Topic
from lib.figures.recipe import Content, recipe
from lib.figures.table_parts import (
    PER_CENT,
    SHARE,
    few_names,
    narrow_note,
    not_additive_note,
    of_share,
    table_by,
)
from lib.figures.values import format_short, format_with_unit, noted, within
from lib.metrics.dimensions import DIMENSIONS, codes_in_register, members
from lib.metrics.registry import METRICS
from lib.metrics.value import drawn_number, is_missing
from lib.metrics.view import View
from lib.words import N_, _, lower_first, percent

_PRINTED = ("grants_alis", "grants_guidance", "applied_nok")
_WIDER = (*_PRINTED, "doctors", "alis_applied_per_grant_nok", "guidance_applied_per_grant_nok")
_SHARED = ("population", "grants", "applied_nok")
CLASSES = ("centrality", "size_class")
SHARES = "shares"
_TABLES = {
    "centrality": N_("Grants and amounts by centrality"),
    "size_class": N_("Grants and amounts by municipality size"),
}
# What is measured → the metric of the agreements and that of guidance, which are kept apart.
PAIRS = {
    "grants": ("grants_alis", "grants_guidance"),
    "doctors": ("doctors_alis", "doctors_guidance"),
    "applied_nok": ("alis_applied_nok", "guidance_applied_nok"),
    "applied_per_grant_nok": ("alis_applied_per_grant_nok", "guidance_applied_per_grant_nok"),
}


@recipe(lambda *, by: _(_TABLES[by]), by=CLASSES)
def class_table(view: View, *, by: str) -> Content:
    """Grants, kroner, doctors and kroner per grant by class, in the order of the printed table."""
    printed = {"centrality": "2.3", "size_class": "2.4"}[by]
    return Content(
        view,
        unit=_("grants, doctors and NOK applied for"),
        table=replace(table_by(view, by, _WIDER), has_bars=True),
        topic=Topic(question="class table", by=by),
        notes=(
            *not_additive_note(*_WIDER),
            _("Laid out as printed table {number} of the status report, autumn 2023.").format(number=printed),
        ),
    )


def _chart_title(*, by: str, measure: str = SHARES) -> str:
    what, grouping = measure_labels()[measure], lower_first(DIMENSIONS[by].label)
    return _("{what} by {grouping}").format(what=what, grouping=grouping)


@recipe(_chart_title, by=CLASSES, measure=(*PAIRS, SHARES))
def class_chart(view: View, *, by: str, measure: str) -> Content:
    """One measure by class: agreements and guidance apart, or the shares of the whole."""
    if measure == SHARES:
        return class_shares.content(view, by=by)
    pair = PAIRS[measure]
    shared = [id for id in pair if METRICS[id].additive]
    table = table_by(view, by, (measure, *pair), shares=shared)
    names = dict(
        zip(
            pair, DIMENSIONS["grant_type"].members(view.extract, view.selection.borders).values(), strict=True
        )
    )
    marks = [
        Mark(
            row[by],
            place,
            row[id],
            format_short(row[id], METRICS[id].kind),
            said=f"{row[by]}, {lower_first(name)}: {noted(_with_unit(row, id), row[id], of_share(row, id))}",
        )
        for row in table.body
        for place, (id, name) in enumerate(names.items())
    ]
    return Content(
        view,
        unit=METRICS[measure].unit,
        table=table,
        chart=charts.grouped_bars(
            marks,
            series=(
                Series(id, role, name)
                for (id, name), role in zip(names.items(), ("alis", "guidance"), strict=True)
            ),
            pick="name",
        ),
        notes=not_additive_note(measure, *pair),
        topic=Topic(
            question="classes",
            by=by,
            metric=measure,
            column=measure,
            absent=_absent(view, by),
            few=few_names(table_by(view, by, ("grants",)), by, "grants"),
        ),
    )


def measure_labels() -> dict[str, str]:
    """The measures of a class chart: id → label."""
    return {id: METRICS[id].label for id in PAIRS} | {SHARES: _("Shares")}


@recipe(_chart_title, by=CLASSES)
def class_shares(view: View, *, by: str) -> Content:
    """How inhabitants, grants and kroner are spread over the classes; only what sums to the whole."""
    table = table_by(view, by, _SHARED, shares=_SHARED)
    labels = tuple(str(row[by]) for row in table.body)
    shared = tuple(id for id in _SHARED if not any(is_missing(row[id + SHARE]) for row in table.body))
    marks = []
    for metric in shared:
        name = METRICS[metric].label
        for order, row in enumerate(table.body):
            share = row[metric + SHARE]
            text = percent(drawn_number(share))
            said = f"{name}, {row[by]}: {text} ({within(_with_unit(row, metric), row[metric])})"
            marks.append(Mark(name, order, share, text, said, fits=drawn_number(share) >= PER_CENT))
    return Content(
        view,
        unit=_("per cent of the country") if view.selection.is_national else _("per cent of the selection"),
        table=table,
        chart=charts.shares(marks, columns=tuple(id + SHARE for id in shared), classes=labels)
        if shared
        else None,
        notes=(
            *_left_out(table, shared),
            *narrow_note(
                (mark.name, _in_class(by, labels[mark.series]), mark.text)
                for mark in marks
                # The last has its number beside the bar, and in the finding.
                if mark.number and not mark.fits and mark.series < len(labels) - 1
            ),
            _("Unique doctors are left out: they do not sum to a whole."),
        ),
        topic=Topic(
            question="shares", by=by, metric="grants", column="grants" + SHARE, absent=_absent(view, by)
        ),
    )


def _absent(view: View, by: str) -> tuple[str, ...]:
    """The classes that no municipality of the selection is in, by name."""
    there = codes_in_register(view, by)
    return tuple(str(name) for code, name in members(view, by).items() if code not in there)


def _in_class(by: str, name: str) -> str:
    """A class by name beside a number: ``sentralitet 6``."""
    return _("centrality {classes}").format(classes=name) if by == "centrality" else name


def _left_out(table: Table, shared: tuple[str, ...]) -> tuple[str, ...]:
    """Which metrics are not drawn because the share of a class is missing, and why it is."""
    form, missing = _("{metric} is not drawn: {reason}."), []
    for id in (id for id in _SHARED if id not in shared):
        reason = next(row[id + SHARE] for row in table.body if is_missing(row[id + SHARE])).text
        missing.append(form.format(metric=METRICS[id].label, reason=reason))
    return tuple(missing)


def _with_unit(row: dict, metric: str) -> str:
    return format_with_unit(row[metric], METRICS[metric].kind, METRICS[metric].forms)
