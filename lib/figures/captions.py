"""The words around a figure: the selection in words, the source line, the file name, the alternative text."""

import re
import unicodedata

from lib.extract.contract import GRANTS_FILE
from lib.extract.model import Extract
from lib.figures.figure import Table
from lib.figures.provenance import is_exact, source_of, synthetic_words
from lib.figures.values import format_full
from lib.metrics.compared import column_compared, compared
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN
from lib.metrics.growth import comparable_years
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.status import year_statuses
from lib.metrics.view import View
from lib.words import _, date, lower_first, ngettext, word_list, year_range
from lib.words.scheme import scheme

_NAMED = 7  # more choices than this are counted, not listed
_ALT_ROWS = 16
_ALT_OF_MANY = 4  # of a table too long to be listened to; one with a whole gives that
# As in the addresses (``aar``, ``storrelse``); the rest lose their accents.
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t", "–": "-"})
_ALT_COLUMNS = 3


def selection_words(view: View) -> str:
    """The selection in words: "hele landet · alle typer", or what is chosen."""
    return " · ".join([_where(view), *_kinds(view)])


def _where(view: View) -> str:
    if not view.selection.against:
        return _places(view)
    members = " / ".join(place.name for place in compared(view).places)
    is_of_classes = BY_COLUMN[column_compared(view.selection)].is_class
    return f"{_places(view)} · {members}" if is_of_classes else members


def _places(view: View) -> str:
    column = "municipality" if view.selection.municipalities else "county"
    chosen = view.selection.filters.get(column)
    return _list(view, column, chosen) if chosen else _("the whole country")


def _kinds(view: View) -> list[str]:
    types = view.selection.grant_types
    return [*_classes(view), _list(view, "grant_type", types) if types else _("all types")]


def _classes(view: View) -> list[str]:
    """The classes that are chosen, but those that are compared."""
    words = []
    compares = column_compared(view.selection) if view.selection.against else ""
    if view.selection.centralities and compares != "centrality":
        words.append(
            _("centrality {classes}").format(classes=word_list(map(str, view.selection.centralities)))
        )
    if view.selection.sizes and compares != "size_class":
        sizes = _list(view, "size_class", view.selection.sizes)
        words.append(_("{sizes} inhabitants").format(sizes=sizes.lower()))
    return words


def place_words(view: View) -> str:
    """The places chosen, all by name, as they stand in a sentence; empty for the whole country."""
    column = "municipality" if view.selection.municipalities else "county"
    codes = view.selection.filters.get(column, ())
    names = DIMENSIONS[column].members(view.extract, view.selection.borders)
    return word_list(names.get(code, code) for code in codes) if codes else ""


def class_words(view: View) -> str:
    """The classes and sizes chosen, as they stand in a sentence; empty for all."""
    return ", ".join(map(lower_first, _classes(view)))


def type_words(view: View) -> str:
    """The types of grant chosen, as they stand in a sentence; empty for all."""
    types = view.selection.grant_types
    return lower_first(_list(view, "grant_type", types)) if types else ""


def filter_words(view: View) -> str:
    """The filters beside places, as they stand in a sentence; empty where there are none."""
    return ", ".join(filter(None, (class_words(view), type_words(view))))


def status_words(view: View, years: tuple[int, ...], *, long: bool = False) -> str:
    """The status of the years that are not decided in the selection; empty if all are decided."""
    known = year_statuses(view)
    found = [known[year] for year in years if year in known and known[year].short_text]
    if len(years) == 1:
        return "".join(status.text if long else status.short_text for status in found)
    return ", ".join(f"{each.year}: {each.text if long else each.short_text}" for each in found)


def _list(view: View, column: str, codes: tuple) -> str:
    names = DIMENSIONS[column].members(view.extract, view.selection.borders)
    if len(codes) > _NAMED:
        form = _("{number} of {all} {what}")
        return form.format(number=len(codes), all=len(names), what=DIMENSIONS[column].counted)
    return word_list(str(names.get(code, code)) for code in codes)


def subtitle(view: View, unit: str, *, years: tuple[int, ...] = ()) -> str:
    """Year with its status, selection and unit, which every number is shown with."""
    parts = [year_words(view, years=years), selection_words(view), unit]
    return " · ".join(parts)


def year_words(view: View, *, years: tuple[int, ...] = (), long: bool = False) -> str:
    """``2023``, ``2022–2023 samlet`` or ``2025 (ikke avgjort)``: the years, and how far they have come."""
    shown = years or view.selection.years
    words = year_range(shown)
    if not years and len(shown) > 1:
        words = _("{years} together").format(years=words)
    status = status_words(view, shown, long=long)
    return f"{words} ({status})" if status else words


def source_line(extract: Extract, *, with_inhabitants: bool = True) -> str:
    """The line "Kilde: …" with the extract's id and date, and whether its rows are synthetic.

    ``with_inhabitants`` adds where their numbers are from.
    """
    manifest = extract.manifest
    line = _("Source: {source}. Extract {id}, {date}.").format(
        source=source_of(extract).rstrip("."), id=manifest.id, date=date(manifest.produced_at)
    )
    inhabitants = _("Inhabitants: Statistics Norway, table 07459.") if with_inhabitants else ""
    return " ".join(filter(None, [line, synthetic_words(extract), inhabitants]))


def facts(view: View, unit: str, table: Table, *, years: tuple[int, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The facts about the numbers, as (label, text), for "Les meg" in a workbook and a slide's notes."""
    manifest = view.extract.manifest
    said = [
        (_("Years"), year_range(years or view.selection.years)),
        (_("Selection"), selection_words(view)),
        (_("Unit"), unit),
        *_definitions(table),
        (_("Source"), source_of(view.extract)),
        (_("Extract"), manifest.id),
        (_("Date"), date(manifest.produced_at)),
        (_("Checksum"), f"sha256 {manifest.files[GRANTS_FILE].sha256}"),
    ]
    if manifest.synthetic:
        said.append((_("Synthetic"), synthetic_words(view.extract)))
    return tuple(said)


def _definitions(table: Table) -> list[tuple[str, str]]:
    """The definition of every metric in a table; of a ratio, its numerator and denominator."""
    said = []
    for metric in (METRICS[column.key] for column in table.columns if column.key in METRICS):
        said.append((metric.label, metric.definition))
        if metric.is_ratio:
            over, under = METRICS[metric.numerator].label, METRICS[metric.denominator].label
            said.append((_("Numerator / denominator"), f"{over} / {lower_first(under)}"))
    return said


def file_stem(slug: str, view: View, *, years: tuple[int, ...] = ()) -> str:
    """A file name from title and selection: ``alis_unike-leger-etter-fylke_2023_vestland``."""
    has_places = view.selection.filters or view.selection.against
    words = [_where(view) if has_places else "", *_kinds(view)]
    if not view.selection.grant_types:
        words = words[:-1]
    parts = [scheme().file_prefix, slug, year_range(years or view.selection.years), *words]
    parts.append(made_up_words(view.extract))
    return "_".join(filter(None, map(_slug, parts)))


def made_up_words(extract: Extract) -> str:
    """The words for synthetic rows beside their numbers; empty if the rows are real."""
    if not extract.manifest.synthetic:
        return ""
    return _("demo data") if is_exact(extract) else _("synthetic data")


def _slug(text: str) -> str:
    plain = text.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def alternative(
    title: str, subtitle: str, table: Table, drawn: tuple[str, ...] = (), *, nothing: str = ""
) -> str:
    """The figure as text for a screen reader, computed from its table.

    ``drawn`` are the keys of the columns that its chart draws; without them, the first columns are read.
    ``nothing`` is why there are no rows, where there are none.
    """
    many = len(table.rows) > _ALT_ROWS
    read = (table.rows[-1:] if table.has_total else table.rows[:_ALT_OF_MANY]) if many else table.rows
    wanted = [
        place
        for place, column in enumerate(table.columns)
        if (column.key in drawn if drawn else 0 < place < _ALT_COLUMNS)
    ]
    rows = [f"{row[0]}: {_read_out(table, row, wanted)}" for row in read]
    rest = len(table.rows) - len(rows)
    if rest > 0:
        form = ngettext("and {number} more row in the table", "and {number} more rows in the table", rest)
        rows.append(form.format(number=rest))
    said = "; ".join(rows) or nothing.rstrip(".") or _("There is nothing to show for this selection")
    return f"{title}. {subtitle}. {said}."


def _read_out(table: Table, row: tuple, places: list[int]) -> str:
    columns = [(table.columns[place], row[place]) for place in places]
    return ", ".join(
        f"{lower_first(column.label)} {format_full(value, column.kind, unknown=column.unknown)}"
        for column, value in columns
    )


def left_out(selection: Selection) -> tuple[str, ...]:
    """A note on the chosen years that a change into the latest year leaves out; empty if there are none."""
    year = selection.year
    others = [each for each in selection.years if each not in (year - 1, year)]
    form = _("{years} is left out here: the change is from the year before, {before}, to {year}.")
    return (form.format(years=year_range(others), before=year - 1, year=year),) if others else ()


def no_comparison(extract: Extract, *years: int) -> str:
    """Why there is nothing to compare any of the years with; empty where there is."""
    if not years or set(years) & set(comparable_years(extract)):
        return ""
    form = _("{year} is not in the extract, so there is nothing to compare with.")
    return form.format(year=year_range(year - 1 for year in years))
