"""The report on an extract: the findings of every check, in one list."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from lib.extract.checks import check, keeps_schema
from lib.extract.contract import BUDGET_FILE, GRANTS, GRANTS_FILE
from lib.extract.findings import MOST_ROWS, Finding, Report
from lib.extract.model import Extract
from lib.extract.row_checks import check_rows
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.doctor_ids import id_findings
from lib.metrics.extract_diff import (
    IN_BUDGET,
    Movement,
    gone_counties,
    gone_years,
    metric_label,
    movement_limits,
    movements,
    new_years,
    unusual_growth,
)
from lib.metrics.published_figures import cell_name, cell_number, table_title
from lib.metrics.reconciliation import Reconciled, from_budget, reconcile
from lib.words import _, count, lower_first, ngettext, percent, word_list

_NAMED = 5  # cells and movements that a finding names
_KINDS = {
    "": "whole-moved",
    "county": "county-moved",
    "centrality": "centrality-moved",
    "size_class": "size-moved",
}


def check_extract(extract: Extract, before: Extract | None = None) -> Report:
    """Run every check of an extract, and those that compare it with the extract before it.

    Numbers are compared with the published ones and with the extract before only where the rows keep the
    contract.
    """
    breaches = check(extract.grants, extract.budget, extract.reference)
    rows = check_rows(
        extract.grants,
        extract.budget,
        extract.reference,
        produced_at=extract.manifest.produced_at,
    )
    if before is not None and keeps_schema(extract.grants, GRANTS):
        rows = (*rows, *id_findings(before, extract))
    if breaches:
        return Report((*breaches, *rows))
    moved = movement_findings(before, extract) if before is not None else ()
    return Report((*rows, *reconciliation_findings(extract), *moved))


def reconciliation_findings(extract: Extract) -> tuple[Finding, ...]:
    """One finding per published table and file that has cells which the extract does not agree with."""
    lines = [line for line in reconcile(extract) if line.verdict != "not_in_extract"]
    files = [BUDGET_FILE if from_budget(extract, line.cell) else GRANTS_FILE for line in lines]
    checked = Counter((line.cell.table, file) for line, file in zip(lines, files, strict=True))
    differing: dict[tuple[str, str], list[Reconciled]] = defaultdict(list)
    for line, file in zip(lines, files, strict=True):
        if line.verdict == "differs":
            differing[line.cell.table, file].append(line)
    return tuple(_differs(extract, *key, found, checked[key]) for key, found in differing.items())


def _differs(extract: Extract, table: str, file: str, found: list[Reconciled], checked: int) -> Finding:
    cells = [
        _("{cell}: published {published}, computed {computed}").format(
            cell=cell_name(extract, line.cell),
            published=cell_number(line.cell, line.cell.value),
            computed=cell_number(line.cell, line.computed),
        )
        for line in found
    ]
    fault = ngettext(
        "{table}: {count} of {checked} published numbers differs. {cells}.",
        "{table}: {count} of {checked} published numbers differ. {cells}.",
        len(found),
    ).format(table=table_title(table), count=count(len(found)), checked=count(checked), cells=_listed(cells))
    if file == BUDGET_FILE:
        step = _("Find out which amounts of the budget are changed since the numbers were published.")
    else:
        step = _("Find out which rows are missing, repeated or changed since the numbers were published.")
    return Finding(file, fault, step, level="warning", kind="published-differs")


def movement_findings(before: Extract, after: Extract) -> tuple[Finding, ...]:
    """Findings about totals that changed more than expected since the extract before, or are gone."""
    return tuple(_moved(before, after))


def _moved(before: Extract, after: Extract) -> Iterator[Finding]:
    id = before.manifest.id
    gone = gone_years(before, after)
    if gone:
        text = _("The extract {id} has grants of {years}, and this one has none.")
        yield _warning("year", text.format(id=id, years=word_list(map(str, gone))), "year-gone")
    counties = gone_counties(before, after)
    if counties:
        named = _listed([f"{name} {year}" for year, name in counties])
        text = _("Counties had grants in the extract {id} and have none now: {counties}.")
        yield _warning("municipality_code", text.format(id=id, counties=named), "county-gone")
    for by, kind in _KINDS.items():
        unusual = [
            each
            for each in movements(before, after)
            if each.by == by and each.year not in gone and each.is_unusual
        ]
        if unusual:
            yield _warning(None, _moved_text(id, by, unusual), kind)
    amounts = [each for each in movements(before, after) if each.by == IN_BUDGET and each.is_unusual]
    if amounts:
        yield _moved_budget(after, id, amounts)
    for year in new_years(before, after):
        yield from _new_year(after, year)


def _new_year(after: Extract, year: int) -> Iterator[Finding]:
    growth = [
        f"{lower_first(metric_label(metric))} {count(was)} → {count(now)}"
        for metric, was, now in unusual_growth(after, year)
    ]
    if growth:
        text = _("The new year {year} is far from the year before: {totals}.")
        yield _warning(None, text.format(year=year, totals=_listed(growth)), "new-year-unlikely")


def _moved_text(id: str, by: str, unusual: list[Movement]) -> str:
    """How many numbers have moved beyond the limit, and the largest of them."""
    limit = movement_limits("between_extracts")["group_pct" if by else "whole_pct"]
    largest = sorted(unusual, key=lambda each: -abs(each.percent or 100))
    text = ngettext(
        "{count} number ({by}) has moved more than {limit} since the extract {id}: {numbers}.",
        "{count} numbers ({by}) have moved more than {limit} since the extract {id}: {numbers}.",
        len(unusual),
    )
    return text.format(
        count=count(len(unusual)),
        by=lower_first(DIMENSIONS[by].label if by else _("The whole country")),
        limit=percent(limit, 0),
        id=id,
        numbers=_listed([_moved_number(each) for each in largest]),
    )


def _moved_budget(after: Extract, id: str, amounts: list[Movement]) -> Finding:
    """The amounts of the budget that are changed or gone, and the rows of those that are still there."""
    fault = ngettext(
        "{count} number of the budget is changed or gone since the extract {id}: {numbers}.",
        "{count} numbers of the budget are changed or gone since the extract {id}: {numbers}.",
        len(amounts),
    ).format(count=count(len(amounts)), id=id, numbers=_listed([_moved_number(each) for each in amounts]))
    moved = {(each.year, each.code) for each in amounts}
    keys = zip(after.budget["year"].to_pylist(), after.budget["scheme"].to_pylist(), strict=True)
    rows = [row for row, key in enumerate(keys, start=1) if key in moved]
    step = _("Compare the budget with the one in use, and approve what is changed or correct it.")
    return Finding(
        BUDGET_FILE,
        fault,
        step,
        count=len(rows) or None,
        level="warning",
        kind="budget-moved",
        rows=tuple(rows[:MOST_ROWS]),
    )


def _moved_number(each: Movement) -> str:
    place = f"{each.label}, " if each.by else ""
    now = _("not known") if each.after is None else count(each.after)
    change = "" if each.percent is None else f" ({percent(each.percent, with_sign=True)})"
    metric = lower_first(metric_label(each.metric, each.by))
    return f"{place}{metric} {each.year}: {count(each.before)} → {now}{change}"


def _warning(column: str | None, fault: str, kind: str) -> Finding:
    step = _("Compare the table of differences with what you know has happened, and approve it or not.")
    return Finding(GRANTS_FILE, fault, step, column, level="warning", kind=kind)


def _listed(parts: list[str]) -> str:
    """The first parts, and how many more there are."""
    rest = len(parts) - _NAMED
    more = [_("and {count} more").format(count=count(rest))] if rest > 0 else []
    return "; ".join([*parts[:_NAMED], *more])
