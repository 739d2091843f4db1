"""The provenance of an extract's rows, and how far synthetic rows can be trusted, in words."""

from lib.extract.model import Extract
from lib.figures.figure import Table
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


def made_up_note(view: View, table: Table, years: tuple[int, ...]) -> tuple[str, ...]:
    """A note on counts of the country that are synthetic in a table where others are the printed ones."""
    of_country = view.selection.is_national and (table.has_total or table.columns[0].key == "year")
    if not view.extract.manifest.synthetic or not of_country:
        return ()
    keys = {column.key for column in table.columns}
    found = [
        (metric, year)
        for metric, year in unprinted_counts(view.extract)
        if year in (years or view.selection.years) and keys & {metric, f"{metric}_{year}"}
    ]
    if not found:
        return ()
    form = _("Made up: number of {counts} ({years}).")
    counted = dict.fromkeys(metric for metric, _year in found)
    if counted.keys() >= _BOTH_TYPES:  # and so the grants in all
        counted = dict.fromkeys(["grants", *(counted.keys() - _BOTH_TYPES)])
    labels = [lower_first(METRICS[metric].label) for metric in counted]
    said = form.format(counts=word_list(labels), years=year_range(year for _metric, year in found))
    rest = set(years or view.selection.years) & set(frames.years(view.extract)) - set(
        exact_years(view.extract)
    )
    if rest:
        said = f"{said} {_('All numbers of {years} are made up.').format(years=year_range(rest))}"
    return (said,)
