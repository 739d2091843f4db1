"""Notes below tables of every figure: what their numbers leave out, and whether they have another source."""

from lib.figures.figure import Table
from lib.figures.values import format_short
from lib.metrics import budget, frames
from lib.metrics.compute import compute
from lib.metrics.registry import METRICS
from lib.metrics.value import is_missing
from lib.metrics.view import View
from lib.words import _, count, ngettext, word_list

_OF_INHABITANTS = ("population", "_per_100k")
_OF_BUDGET = ("budget_nok", "_utilisation_pct")


def table_notes(view: View, table: Table, years: tuple[int, ...]) -> tuple[str, ...]:
    """The notes of a table, by its columns. ``years`` are those that it shows."""
    keys = [column.key for column in table.columns]
    return (*_announced(view, table, years), *_turned_down(view, keys, years))


def has_inhabitants(table: Table) -> bool:
    """Whether a table has inhabitants, or divides by them, and so has their source beside that of grants."""
    has_row = METRICS["population"].label in (row[0] for row in table.rows)
    return has_row or any(part in column.key for column in table.columns for part in _OF_INHABITANTS)


def _announced(view: View, table: Table, years: tuple[int, ...]) -> tuple[str, ...]:
    """Which years have the amount announced in place of the budget, beside a table that has a budget."""
    places = [i for i, column in enumerate(table.columns) if any(part in column.key for part in _OF_BUDGET)]
    if all(is_missing(row[place]) for row in table.rows for place in places):
        return ()
    announced = [
        str(line.year)
        for line in budget.lines(view.extract)
        if line.year in years and line.budget_nok is not None and line.budget_nok == line.announced_nok
    ]
    form = _("{years}: the amount announced stands for the budget.")
    return (form.format(years=word_list(announced)),) if announced else ()


def _turned_down(view: View, keys: list[str], years: tuple[int, ...]) -> tuple[str, ...]:
    """Year by year, how many applications the amount applied for leaves out, beside a table that has it."""
    there = [year for year in years if year in frames.years(view.extract)]
    if view.selection.against:  # of several places, where these would be of the first
        return ()
    if not there or not any(key.startswith("applied_") for key in keys):
        return ()
    notes = []
    for row in compute(view.in_years(*there), ("turned_down", "turned_down_nok"), ("year",)):
        number, amount = row["turned_down"], row["turned_down_nok"]
        if is_missing(number) or not number:
            continue
        form = ngettext(
            "{year}: applied is without {n} application that was rejected or dismissed ({amount}).",
            "{year}: applied is without {n} applications that were rejected or dismissed ({amount}).",
            number,
        )
        notes.append(form.format(year=row["year"], n=count(number), amount=format_short(amount, "nok")))
    return tuple(notes)
