"""The grants behind every choice of every filter, in one pass."""

from collections import Counter

import narwhals as nw

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics import frames
from lib.metrics.dimensions import Code
from lib.metrics.filters import FILTERS
from lib.metrics.units import Scope, scope_of
from lib.metrics.view import View, cached

# Column → the filters that another choice of it would lift.
_LIFTED = {"year": frozenset({"year"})} | {each.column: each.lifted_with for each in FILTERS}


@cached(512)
def facets(view: View) -> dict[str, Counter[Code]]:
    """Column → code → grants under all the other filters: what each choice would give."""
    chosen = {"year": view.selection.years, **view.selection.filters}
    counts: dict[str, Counter[Code]] = {column: Counter() for column in _LIFTED}
    scope = scope_of(view)
    for scope_of_columns, columns in ((Scope(scope.borders), {"year"}), (scope, _LIFTED.keys() - {"year"})):
        for row in _cells(view.extract, scope_of_columns):
            failing = {column for column, codes in chosen.items() if not _codes_of(row, column) & {*codes}}
            for column in columns:
                if failing <= _LIFTED[column]:
                    counts[column][row[column]] += row["grants"]
    return counts


def _codes_of(row: dict, column: str) -> set[Code]:
    """The codes under which a row is chosen: a part of a divided municipality also under the whole's."""
    return {row[column], row["outline"]} if column == "municipality" else {row[column]}


@cached_by_extract(8)
def _cells(extract: Extract, scope: Scope) -> tuple[dict, ...]:
    """The counted grants of every combination of choices that has any: some hundreds of rows."""
    grouped = frames.grants(extract, scope).group_by(*_LIFTED, "outline").agg(nw.len().alias("grants"))
    return tuple(grouped.rows(named=True))
