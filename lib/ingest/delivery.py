"""How a new extract comes in: the owner's files read, judged, and published.

Nothing is written before everything is judged; a failed run leaves what is in use as it was.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from lib.extract import reference as reference_tables
from lib.extract.contract import BUDGET_FILE, CONTRACT, GRANTS_FILE
from lib.extract.files import FileEntry
from lib.extract.findings import ExtractError, Finding, Report
from lib.extract.history import in_use
from lib.extract.model import Extract, Manifest
from lib.extract.publish import publish
from lib.extract.read import read, require_place
from lib.extract.store import CURRENT, REFERENCE, Store
from lib.ingest import Ingested, read_budget, read_grants, read_mapping
from lib.ingest.open_file import shown_name
from lib.metrics.quality import judge
from lib.words import _

Progress = Callable[[str, int, int], object]  # file, done, whole


# What tells the rows apart; where some of it could not be read, equal rows may be unequal.
KEYS = {GRANTS_FILE: {"grant_id"}, BUDGET_FILE: {"year", "scheme"}}

DOCTOR = "doctor_id"  # where ids are refused, nothing is said of how the doctors are spread


@dataclass(frozen=True)
class Delivery:
    """What the owner hands over: files, and what is to stand beside every number made of them.

    Without a ``budget`` the one in use goes on. With a ``pseudonym_key`` the doctors' ids are replaced by
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
    """A delivery read and judged, not yet published: the extract it makes, the one in use, and the report.

    ``instead_of`` is the id that was in use when it was judged, None before the first publication.
    """

    extract: Extract
    before: Extract | None
    report: Report
    instead_of: str | None = None


def check_delivery(store: Store, delivery: Delivery, *, progress: Progress | None = None) -> CheckedDelivery:
    """Read a delivery and judge it.

    Raises an ``ExtractError`` with every fault of both files where they cannot be read.
    """
    require_place(store)
    instead_of = in_use(store)
    before, unread = _in_use(store, instead_of)
    reference = reference_tables.load(store.at(REFERENCE))
    mapping = read_mapping(delivery.mapping)

    def telling(path: Path) -> Callable[[int, int], object] | None:
        return progress and (lambda done, whole: progress(shown_name(path), done, whole))

    def grants() -> Ingested:
        key, told = delivery.pseudonym_key, telling(delivery.grants)
        return read_grants(
            delivery.grants,
            mapping,
            reference,
            sheet=delivery.sheet,
            pseudonym_key=key,
            progress=told,
            keep_going=True,
        )

    def budget() -> Ingested:
        if delivery.budget is not None:
            sheet, told = delivery.budget_sheet, telling(delivery.budget)
            return read_budget(delivery.budget, mapping, sheet=sheet, progress=told, keep_going=True)
        if before is None:
            raise ExtractError([_no_budget(unread)])
        return Ingested(before.budget, pa.array(range(2, before.budget.num_rows + 2)), ())

    files = {
        GRANTS_FILE: shown_name(delivery.grants),
        BUDGET_FILE: shown_name(delivery.budget or Path(BUDGET_FILE)),
    }
    read_in = dict(zip(files, _all_or_every_fault(grants, budget), strict=True))
    extract = _in_memory(delivery, read_in, reference)
    breaches = judge(extract, before).findings
    found = [_as_delivered(each, read_in, files) for each in breaches if not _told(each, read_in)]
    mended = [each for ingested in read_in.values() for each in ingested.findings]
    return CheckedDelivery(extract, before, Report((*unread, *mended, *found)), instead_of)


def publish_delivery(
    store: Store, delivery: Delivery, judgement: CheckedDelivery, *, published_at: datetime.datetime
) -> str:
    """Publish what was judged, with what was mended among its notes, and give its id. Raises ExtractError."""
    # What was done to rows. The name of a heading that was left out may be anything: it stays with its owner.
    mended = (each for each in judgement.report.notes if each.count is not None)
    notes = (*delivery.notes, *(replace(each, rows=(), example=None).told for each in mended))
    return publish(
        store,
        grants=judgement.extract.grants,
        budget=judgement.extract.budget,
        produced_at=delivery.produced_at,
        source=delivery.source,
        synthetic=delivery.synthetic,
        notes=notes,
        published_at=published_at,
        instead_of=judgement.instead_of,
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


def _no_budget(unread: tuple[Finding, ...]) -> Finding:
    fault = _("No budget is delivered, and there is none in use.")
    if unread:
        fault = _("No budget is delivered, and the one in use cannot be read.")
    return Finding(BUDGET_FILE, fault, _("Name the budget's file with --budget."), kind="budget-missing")


def _all_or_every_fault(*readers: Callable[[], Ingested]) -> list[Ingested]:
    """What every file gives; where any cannot be read, the faults of all of them in one error."""
    read_in, findings = [], []
    for reader in readers:
        try:
            read_in.append(reader())
        except ExtractError as error:
            findings += error.findings
    if findings:
        raise ExtractError(Report(tuple(findings)).findings)
    return read_in


def _in_memory(delivery: Delivery, read_in: dict[str, Ingested], reference: object) -> Extract:
    manifest = Manifest(
        id=_("the new one"),
        contract=CONTRACT,
        produced_at=delivery.produced_at,
        source=delivery.source,
        synthetic=delivery.synthetic,
        # Not written yet, so there are no bytes to speak of.
        files={name: FileEntry("–", ingested.table.num_rows, 0) for name, ingested in read_in.items()},
        notes=delivery.notes,
    )
    return Extract(manifest, read_in[GRANTS_FILE].table, read_in[BUDGET_FILE].table, reference)


def _told(found: Finding, read_in: dict[str, Ingested]) -> bool:
    """Whether it is of cells that are empty only because they could not be read, which is told already."""
    if found.file not in read_in:
        return False
    if found.kind == "value-missing" or found.column == DOCTOR:
        columns = {found.column}
    elif found.kind == "key-repeated":
        columns = KEYS[found.file]
    else:
        return False
    return not columns.isdisjoint(read_in[found.file].unread)


def _as_delivered(found: Finding, read_in: dict[str, Ingested], files: dict[str, str]) -> Finding:
    """The finding with the owner's own file name, row numbers and heading."""
    if found.file not in files:
        return found
    ingested = read_in[found.file]
    heading, column = ingested.headings.get(found.column or ""), found.column
    if heading and heading != column:
        column = f"{heading} ({column})"
    return replace(found.numbered(ingested.row_numbers), file=files[found.file], column=column)
