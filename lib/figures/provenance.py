"""The provenance of an extract's rows, and how far synthetic rows can be trusted, in words."""

from collections.abc import Iterator

from lib.extract.model import Extract
from lib.figures.figure import Table, Topic
from lib.metrics import frames
from lib.metrics.exactness import exact_years, unprinted_counts
from lib.metrics.registry import METRICS
from lib.metrics.view import View
from lib.words import _, lower_first, word_list, year_range
from lib.words.scheme import scheme


def synthetic_words(extract: Extract) -> str:
    """A sentence that says that the rows are made up, and of which years they meet the printed tables.

    Empty where the rows are the owner's own.
    """
    if not extract.manifest.synthetic:
        return ""
    exact = exact_years(extract)
    if is_exact(extract):
        return _("Synthetic demo data below the published totals.")
    if exact:
        form = _("Synthetic data. Only those of {years} reproduce the published tables.")
        return form.format(years=word_list(map(str, exact)))
    return _("Synthetic data that do not reproduce the published tables.")


def synthetic_mark(extract: Extract) -> str:
    """The same in two words, beside the selection; empty where the rows are the owner's own."""
    if not extract.manifest.synthetic:
        return ""
    return _("synthetic demo data") if is_exact(extract) else _("synthetic data")


def is_exact(extract: Extract) -> bool:
    """Whether the rows of every year reproduce the printed tables."""
    return exact_years(extract) == frames.years(extract)


def source_of(extract: Extract) -> str:
    """The source of the rows. Synthetic rows never name the publisher of the tables as their source."""
    manifest = extract.manifest
    publisher = scheme().source.partition(",")[0]
    if manifest.synthetic and publisher.lower() in manifest.source.lower():
        return _("made-up rows")
    return manifest.source


_BOTH_TYPES = {"grants_alis", "grants_guidance"}


def made_up_note(view: View, table: Table, topic: Topic, years: tuple[int, ...]) -> tuple[str, ...]:
    """A note on counts of the country that are synthetic in a table where others are the printed ones."""
    of_country = is_of_country(view) and (table.has_total or table.columns[0].key == "year")
    if not view.extract.manifest.synthetic or not of_country:
        return ()
    shown = set(_counts_of(table, topic, years or view.selection.years))
    found = [count for count in unprinted_counts(view.extract, view.selection.grant_types) if count in shown]
    if not found:
        return ()
    when: dict[str, tuple[int, ...]] = {}
    for metric, year in found:
        when[metric] = (*when.get(metric, ()), year)
    if when.keys() >= _BOTH_TYPES:  # and so the grants in all
        when = {"grants": when["grants_alis"]} | {id: of for id, of in when.items() if id not in _BOTH_TYPES}
    alike: dict[tuple[int, ...], list[str]] = {}
    for metric, of in when.items():
        alike.setdefault(of, []).append(lower_first(METRICS[metric].label))
    said = [f"{word_list(labels)} ({year_range(of)})" for of, labels in alike.items()]
    note = _("Made up: number of {counts}.").format(counts=word_list(said))
    rest = set(years or view.selection.years) & set(frames.years(view.extract)) - set(
        exact_years(view.extract)
    )
    if rest:
        note = f"{note} {_('All numbers of {years} are made up.').format(years=year_range(rest))}"
    return (note,)


def is_of_country(view: View) -> bool:
    """Whether it is about all of the country, of all types of grant or of one."""
    return set(view.selection.filters) <= {"grant_type"}


def _counts_of(table: Table, topic: Topic, years: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """The metrics that a table has, each with the years that it has them of.

    A column is called by the metric, and by the year too where each year has its own; in a change, by which
    of the two years it is of.
    """
    which = dict(zip(("before", "now"), topic.compared, strict=False))
    which |= {str(year): year for year in years}
    for key in (column.key for column in table.columns):
        metric, _line, end = key.rpartition("_")
        if end in which:
            yield metric or topic.metric, which[end]
        else:
            yield from ((key, year) for year in years)
