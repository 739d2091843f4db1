"""Why the numbers can be trusted: definitions, the extract, and published beside computed."""

from lib.extract.model import Extract
from lib.figures.build import assemble, remembered
from lib.figures.figure import Column, Figure, Table
from lib.metrics import frames
from lib.metrics.metric import Metric
from lib.metrics.printed import cell_name, cell_number, table_title
from lib.metrics.reconcile import Reconciled, reconcile
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import N_, _, count, date
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


@remembered
def reconciliation(extract: Extract, *, table: str) -> Figure:
    """Every published number of a table beside the one computed from the extract."""
    found = [line for line in reconcile(extract) if line.cell.table == table]
    columns = (
        Column("what", _("What")),
        Column("published", _("Published")),
        Column("computed", _("Computed")),
        Column("verdict", _("Verdict")),
    )
    rows = tuple(
        (
            cell_name(extract, line.cell),
            cell_number(line.cell, line.cell.value),
            cell_number(line.cell, line.computed),
            _(VERDICTS[line.verdict]),
        )
        for line in found
    )
    years = tuple(sorted({year for line in found for year in line.cell.years}))
    return assemble(
        extract,
        Selection(years=years),
        id=f"reconciliation-{table.replace('.', '-').replace(':', '-')}",
        title=table_title(table),
        unit=_("as printed"),
        table=Table(columns, rows),
        notes=(_("Published in: {source}.").format(source=found[0].cell.source), *_explanations(found)),
        years=years,
    )


def agreement(extract: Extract) -> str:
    """One sentence: how many published numbers agree, differ, or cannot be computed."""
    verdicts = [line.verdict for line in reconcile(extract)]
    checked = [verdict for verdict in verdicts if verdict != "not_in_extract"]
    sentence = _("{agree} of {checked} published numbers agree with the extract.").format(
        agree=count(checked.count("agrees")), checked=count(len(checked))
    )
    explained = checked.count("explained")
    differs = checked.count("differs")
    if explained:
        sentence += " " + _("{n} differs because the report contradicts itself.").format(n=count(explained))
    if differs:
        sentence += " " + _("{n} differ without an explanation.").format(n=count(differs))
    missing = len(verdicts) - len(checked)
    if missing:
        sentence += " " + _("{n} are of earlier schemes and not in the extract.").format(n=count(missing))
    return sentence


def _explanations(found: list[Reconciled]) -> tuple[str, ...]:
    """What the scheme's own file says of the measures of a table."""
    measures = {line.cell.measure for line in found}
    return tuple(text for measure, text in scheme().explanations.items() if measure in measures)


@remembered
def definitions(extract: Extract) -> Figure:
    """Every metric's definition, unit and source, from the registry that computes them."""
    columns = (
        Column("metric", _("Metric")),
        Column("definition", _("Definition")),
        Column("unit", _("Unit")),
        Column("source", _("Source")),
    )
    rows = tuple(
        (metric.label, _definition(metric), metric.unit, _source(metric)) for metric in METRICS.values()
    )
    return assemble(
        extract,
        Selection(years=frames.years(extract)),
        id="definitions",
        title=_("What each number means"),
        unit=_("definitions"),
        table=Table(columns, rows),
    )


def _definition(metric: Metric) -> str:
    return (
        metric.definition
        if metric.additive or metric.is_ratio
        else metric.definition + " " + _("Not additive.")
    )


def _source(metric: Metric) -> str:
    """The metric's source, or those of the two a ratio is made of."""
    parts = [METRICS[id] for id in (metric.numerator, metric.denominator) if id] or [metric]
    return "; ".join(dict.fromkeys(part.source for part in parts))


@remembered
def extract_facts(extract: Extract) -> Figure:
    """Which extract is in use: id, date, source, contract, and each file's rows and checksum."""
    manifest = extract.manifest
    rows = [
        (_("Extract"), manifest.id),
        (_("Date"), date(manifest.produced_at)),
        (_("Source"), manifest.source),
        (_("Synthetic"), _("yes, below the published totals") if manifest.synthetic else _("no")),
        (_("Contract"), str(manifest.contract)),
    ]
    for name, file in manifest.files.items():
        rows.append(
            (name, _("{rows} rows, sha256 {sha256}").format(rows=count(file.rows), sha256=file.sha256))
        )
    return assemble(
        extract,
        Selection(years=frames.years(extract)),
        id="extract",
        title=_("The extract in use"),
        unit=_("facts"),
        table=Table((Column("what", _("What")), Column("value", _("Value"))), tuple(rows)),
        notes=tuple(manifest.notes),
    )
