"""Why the numbers can be trusted: definitions, the extract, and published beside computed."""

from collections import Counter
from dataclasses import replace

from lib.extract.model import Extract
from lib.figures.figure import Column, Figure, Table
from lib.figures.provenance import is_exact, source_of, synthetic_words
from lib.figures.recipe import Content, recipe
from lib.metrics import frames
from lib.metrics.exactness import exact_years, unprinted_counts
from lib.metrics.frames import whole_view
from lib.metrics.glossary import Term, glossary
from lib.metrics.published_figures import cell_name, cell_number, table_title
from lib.metrics.reconciliation import Reconciled, from_budget, reconcile
from lib.metrics.registry import METRICS
from lib.metrics.value import Missing, Reason
from lib.metrics.view import View
from lib.words import N_, _, count, date, lower_first, word_list, year_range
from lib.words.scheme import scheme

VERDICTS = {
    "agrees": N_("agrees"),
    "differs": N_("differs"),
    "explained": N_("differs, explained"),
    "not_in_extract": N_("not in the extract"),
}


def published_tables(extract: Extract) -> tuple[str, ...]:
    """The tables that are reconciled, in the order of the source."""
    return tuple(dict.fromkeys(found.cell.table for found in reconcile(extract)))


def _with_tally(figure: Figure) -> Figure:
    """The figure with its finding: how many of its numbers agree."""
    verdicts = Counter(row["verdict"] for row in figure.table.body)
    absent = verdicts.pop(_(VERDICTS["not_in_extract"]), 0)
    said = [_("{title}: {agree} of {checked} agree")] if verdicts else [_("{title}: none can be checked")]
    if absent and verdicts:
        said.append(_("{n} are not in the extract"))
    agree, checked = verdicts[_(VERDICTS["agrees"])], sum(verdicts.values())
    finding = ", ".join(said).format(title=figure.title, agree=agree, checked=checked, n=count(absent))
    return replace(figure, finding=finding)


@recipe(lambda *, table: table_title(table), is_listed=False, finish=_with_tally)
def reconciliation(view: View, *, table: str) -> Content:
    """Every published number of a table beside the one computed from the extract."""
    found = [line for line in reconcile(view.extract) if line.cell.table == table]
    is_printed = all(line.cell.is_printed for line in found)
    columns = (
        Column("what", _("What")),
        Column("published", _("Published") if is_printed else _("From printed numbers")),
        Column("computed", _("Computed")),
        Column("verdict", _("Verdict")),
    )
    rows = tuple(
        (
            cell_name(view.extract, line.cell),
            cell_number(line.cell, line.cell.value),
            line.computed.text
            if isinstance(line.computed, Missing)
            else cell_number(line.cell, line.computed),
            _(VERDICTS[line.verdict]),
        )
        for line in found
    )
    years = tuple(sorted({year for line in found for year in line.cell.years}))
    return Content(
        whole_view(view.extract).in_years(*years),
        unit=_("as printed") if is_printed else _("as they follow from printed numbers"),
        table=Table(columns, rows),
        notes=(
            (
                _("Published in: {source}.") if is_printed else _("Worked out from numbers in: {source}.")
            ).format(source=found[0].cell.source),
            *_explanations(found),
        ),
        years=years,
    )


def agreement(extract: Extract) -> str:
    """How far the numbers can be trusted, in a line: how many published ones agree, what is made up."""
    found = _compared(extract)
    printed = [line.verdict for line in found if line.cell.is_printed]
    form = _("{agree} of {checked} published numbers agree with the extract.")
    if all(from_budget(extract, line.cell) for line in found):
        form = _("{agree} of {checked} published numbers agree, all of them with the budget table.")
    if _is_made_to_agree(extract):
        form = _(
            "Only the printed numbers: {agree} of {checked} published numbers agree, because the rows below "
            "them are made up to agree with them."
        )
    agree = form.format(agree=count(printed.count("agrees")), checked=count(len(printed)))
    agree = agree if printed else _("No published number can be compared with the extract.")
    return " ".join(filter(None, [_not_to_be_trusted(extract), agree, _all_made_up(extract)]))


def behind_the_agreement(extract: Extract) -> str:
    """What stands behind the line: the numbers that are worked out, that differ, and that are not checked."""
    found = _compared(extract)
    derived = [line.verdict for line in found if not line.cell.is_printed]
    said = []
    if derived:
        form = _("So do {agree} of {checked} that are worked out from published ones.")
        said.append(form.format(agree=count(derived.count("agrees")), checked=count(len(derived))))
    explained = [line for line in found if line.verdict == "explained"]
    if explained:
        said.append(_printed_twice(explained))
    if differs := sum(line.verdict == "differs" for line in found):
        said.append(_("{n} differ without an explanation.").format(n=count(differs)))
    return " ".join([*said, *_not_checked(reconcile(extract))])


def _compared(extract: Extract) -> list[Reconciled]:
    return [line for line in reconcile(extract) if line.verdict != "not_in_extract"]


def _printed_twice(explained: list[Reconciled]) -> str:
    """That the report contradicts itself; of one number, with what it prints."""
    if len(explained) > 1:
        return _("{n} numbers are printed in two versions in the report.").format(n=count(len(explained)))
    form = _("One number is printed in two versions in the report ({printed} and {computed}).")
    (line,) = explained
    printed, computed = (cell_number(line.cell, value) for value in (line.cell.value, line.computed))
    if line.cell.unit == "MNOK":
        computed = f"{computed} {_('million NOK')}"
    return form.format(printed=printed, computed=computed)


def _is_made_to_agree(extract: Extract) -> bool:
    return bool(extract.manifest.synthetic and exact_years(extract))


def _not_to_be_trusted(extract: Extract) -> str:
    """The first words about made-up rows that agree with nothing; empty of all others."""
    if not extract.manifest.synthetic or _is_made_to_agree(extract):
        return ""
    return _("No: the rows are made up, and do not reproduce the published tables.")


def _all_made_up(extract: Extract) -> str:
    """The years of made-up rows that no table is printed for; empty where there are none."""
    exact = exact_years(extract)
    rest = [str(year) for year in frames.years(extract) if year not in exact]
    if not _is_made_to_agree(extract) or not rest:
        return ""
    return _("All grants of {years} are made up.").format(years=word_list(rest))


def _not_checked(lines: tuple[Reconciled, ...]) -> list[str]:
    """How many published numbers are not checked, by why."""
    missing = [line.computed for line in lines if isinstance(line.computed, Missing)]
    reasons = Counter(each.reason for each in missing)
    absent = reasons.pop(Reason.YEAR_ABSENT, 0)
    earlier = reasons.pop(Reason.EARLIER_SCHEME, 0)
    said = []
    if earlier:
        said.append(_("{n} are of earlier schemes and not in the extract.").format(n=count(earlier)))
    if absent:
        years = sorted({year for each in missing for year in each.years})
        form = _("{n} are of years that the extract does not have ({years}).")
        said.append(form.format(n=count(absent), years=year_range(years)))
    for reason, n in reasons.items():
        form = _("{n} are not checked: {reason}.")
        said.append(form.format(n=count(n), reason=Missing(reason).text))
    return said


def _explanations(found: list[Reconciled]) -> tuple[str, ...]:
    """Explanations of a table's measures, from the scheme's own file."""
    measures = {line.cell.measure for line in found}
    return tuple(text for measure, text in scheme().explanations.items() if measure in measures)


@recipe(N_("What each number means"), is_listed=False)
def definitions(view: View) -> Content:
    """Every term's definition, unit and source, from the registry that computes them."""
    columns = (
        Column("metric", _("Metric")),
        Column("definition", _("Definition")),
        Column("unit", _("Unit")),
        Column("source", _("Source")),
    )
    rows = tuple(
        (term.label, " ".join(filter(None, (term.definition, _no_sum(term)))), term.unit, term.source)
        for term in glossary().values()
    )
    return Content(
        whole_view(view.extract),
        years=frames.years(view.extract),
        unit=_("definitions"),
        table=Table(columns, rows),
    )


def _no_sum(term: Term) -> str:
    return _("Not additive.") if term.sums else ""


@recipe(N_("The extract in use"), is_listed=False)
def extract_facts(view: View) -> Content:
    """Which extract is in use: id, date, source, contract, rows and checksum of each file, and its notes."""
    extract, manifest = view.extract, view.extract.manifest
    rows = [
        (_("Extract"), manifest.id),
        (_("Date"), date(manifest.produced_at)),
        (_("Source"), source_of(extract)),
        (_("Synthetic"), _synthetic(extract)),
        (_("Contract"), str(manifest.contract)),
    ]
    if unprinted := _unprinted(extract):
        rows.append((_("Not published, made up"), unprinted))
    for name, file in manifest.files.items():
        rows.append(
            (name, _("{rows} rows, sha256 {sha256}").format(rows=count(file.rows), sha256=file.sha256))
        )
    return Content(
        whole_view(view.extract),
        years=frames.years(view.extract),
        unit=_("facts"),
        table=Table((Column("what", _("What")), Column("value", _("Value"))), tuple(rows)),
        notes=tuple(_("Note in the extract: {note}").format(note=note) for note in manifest.notes),
    )


def _synthetic(extract: Extract) -> str:
    words = synthetic_words(extract)
    return (
        _("yes, below the published totals") if words and is_exact(extract) else words.rstrip(".") or _("no")
    )


def _unprinted(extract: Extract) -> str:
    """The counts of the whole country that no table prints: ``2022: tilskudd og ALIS-avtaler``."""
    if not extract.manifest.synthetic:
        return ""
    by_year: dict[int, list[str]] = {}
    for metric, year in unprinted_counts(extract):
        by_year.setdefault(year, []).append(lower_first(METRICS[metric].label))
    return "; ".join(f"{year}: {word_list(labels)}" for year, labels in by_year.items())
