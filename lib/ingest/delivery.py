"""A delivery of the owner's: its files read, checked together, and published.

Nothing is written before everything is checked; a failed run leaves the extract in use as it was.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyarrow as pa

from lib.extract import reference as reference_tables
from lib.extract.contract import BUDGET_FILE, CONTRACT, GRANTS_FILE
from lib.extract.extract_history import in_use
from lib.extract.files import FileEntry
from lib.extract.findings import ExtractError, Finding, Report, file_error, worst_first
from lib.extract.model import Extract, Manifest
from lib.extract.publish import publish
from lib.extract.read import read, require_place
from lib.extract.reference import Reference
from lib.extract.store import CURRENT, REFERENCE, Store
from lib.ingest import Ingested, read_budget, read_grants, read_mapping
from lib.ingest.open_file import shown_name
from lib.metrics.extract_report import check_extract
from lib.words import _

Progress = Callable[[str, int, int], object]  # file, done, whole

# Key columns of each file. If a value of them could not be read, duplicates are not reported.
KEYS = {GRANTS_FILE: {"grant_id"}, BUDGET_FILE: {"year", "scheme"}}
DOCTOR = "doctor_id"  # where ids are refused, no check of how the doctors are spread is reported


@dataclass(frozen=True)
class Delivery:
    """A delivery: the owner's files, and the source, date and notes that are shown beside their numbers.

    Without a ``budget`` the one in use is kept. With a ``pseudonym_key`` the doctors' ids are replaced by
    keyed hashes before anything is kept. ``mapping`` is the owner's own file of headings and labels.
    """

    grants: Path
    budget: Path | None
    produced_at: datetime.date
    source: str
    synthetic: bool = False
    notes: tuple[str, ...] = ()
    mapping: Path | None = None
    sheet: str | None = None
    budget_sheet: str | None = None
    pseudonym_key: bytes | None = None


@dataclass(frozen=True)
class CheckedDelivery:
    """A delivery read and checked, not yet published: the extract it makes, the one in use, and the report.

    ``expected_current`` is the id that was in use when it was checked, None before the first publication.
    """

    extract: Extract
    before: Extract | None
    report: Report
    expected_current: str | None = None


def check_delivery(store: Store, delivery: Delivery, *, progress: Progress | None = None) -> CheckedDelivery:
    """Read a delivery and check it.

    Raises an ``ExtractError`` with every fault of both files if one cannot be read.
    """
    require_place(store)
    expected_current = in_use(store)
    before, unreadable = _in_use(store, expected_current)
    reference = reference_tables.load(store.at(REFERENCE))
    mapping = read_mapping(delivery.mapping)

    def options(path: Path, sheet: str | None) -> dict[str, object]:
        of_file = progress and partial(progress, shown_name(path))
        return {"sheet": sheet, "progress": of_file, "keep_going": True}

    def grants() -> Ingested:
        more = options(delivery.grants, delivery.sheet)
        key = delivery.pseudonym_key
        return read_grants(delivery.grants, mapping, reference, pseudonym_key=key, **more)

    def budget() -> Ingested:
        if delivery.budget is not None:
            more = options(delivery.budget, delivery.budget_sheet)
            return read_budget(delivery.budget, mapping, **more)
        if before is None:
            raise _no_budget(unreadable)
        return Ingested(BUDGET_FILE, before.budget, pa.array(range(2, before.budget.num_rows + 2)), ())

    files = dict(zip((GRANTS_FILE, BUDGET_FILE), _read_all(grants, budget), strict=True))
    extract = _in_memory(delivery, files, reference)
    findings = [*unreadable, *(found for ingested in files.values() for found in ingested.findings)]
    for found in check_extract(extract, before).findings:
        if found.file not in files:
            findings.append(found)
        elif not _follows_from_unread(found, files[found.file]):
            findings.append(_as_delivered(found, files[found.file]))
    return CheckedDelivery(extract, before, Report(tuple(findings)), expected_current)


def publish_delivery(
    store: Store, delivery: Delivery, checked: CheckedDelivery, *, published_at: datetime.datetime
) -> str:
    """Publish a checked delivery, with what was mended among its notes. Gives its id; raises ExtractError."""
    # Only notes about rows: those about headings quote the owner's file, and what it holds may be private.
    mended = (each for each in checked.report.notes if each.count is not None)
    notes = (*delivery.notes, *(replace(each, rows=(), example=None).summary for each in mended))
    return publish(
        store,
        grants=checked.extract.grants,
        budget=checked.extract.budget,
        produced_at=delivery.produced_at,
        source=delivery.source,
        synthetic=delivery.synthetic,
        notes=notes,
        published_at=published_at,
        expected_current=checked.expected_current,
    )


def _in_use(store: Store, used: str | None) -> tuple[Extract | None, tuple[Finding, ...]]:
    """The extract in use; none before the first publication, and a warning where it cannot be read."""
    if used is None:
        return None, ()
    try:
        return read(store, used), ()
    except ExtractError:
        fault = _("The extract in use cannot be read, so nothing is compared with it.")
        step = _("See python -m lib check for what is wrong with it, or publish this one in its place.")
        return None, (Finding(CURRENT, fault, step, level="warning", kind="before-unreadable"),)


def _no_budget(unreadable: tuple[Finding, ...]) -> ExtractError:
    fault = _("No budget is delivered, and there is none in use.")
    if unreadable:
        fault = _("No budget is delivered, and the one in use cannot be read.")
    return file_error(BUDGET_FILE, fault, _("Name the budget's file with --budget."), kind="budget-missing")


def _read_all(*readers: Callable[[], Ingested]) -> list[Ingested]:
    """What every file gives; where any cannot be read, the faults of all of them in one error."""
    files, findings = [], []
    for reader in readers:
        try:
            files.append(reader())
        except ExtractError as error:
            findings += error.findings
    if findings:
        raise ExtractError(worst_first(findings))
    return files


def _in_memory(delivery: Delivery, files: dict[str, Ingested], reference: Reference) -> Extract:
    manifest = Manifest(
        id=_("the new one"),
        contract=CONTRACT,
        produced_at=delivery.produced_at,
        source=delivery.source,
        synthetic=delivery.synthetic,
        # Not written yet, so there are no bytes to speak of.
        files={name: FileEntry("–", ingested.table.num_rows, 0) for name, ingested in files.items()},
        notes=delivery.notes,
    )
    return Extract(manifest, files[GRANTS_FILE].table, files[BUDGET_FILE].table, reference)


def _follows_from_unread(found: Finding, ingested: Ingested) -> bool:
    """Whether it is about cells that are empty because they could not be read, which is reported already."""
    columns = {found.column} if found.kind == "value-missing" or found.column == DOCTOR else set()
    if found.kind == "key-repeated":
        columns = KEYS[found.file]
    return not columns.isdisjoint(ingested.unread)


def _as_delivered(found: Finding, ingested: Ingested) -> Finding:
    """The finding with the owner's own file name, row numbers and heading."""
    column = found.column
    heading = ingested.headings.get(column or "", column)
    column = column if heading == column else f"{heading} ({column})"
    return replace(found.with_row_numbers(ingested.row_numbers), file=ingested.file, column=column)
