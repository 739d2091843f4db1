"""Compare the doctors' ids of two extracts: a new pseudonym key, or synthetic rows said to be real.

No id is ever told.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import GRANTS_FILE
from lib.extract.findings import Finding
from lib.extract.model import Extract
from lib.metrics.extract_diff import movement_limits
from lib.words import _, percent


def id_findings(before: Extract, after: Extract) -> Iterator[Finding]:
    """Findings about the ids of two extracts; both have the columns of the contract."""
    if not before.manifest.synthetic:
        yield from _new_doctors(before, after)
    elif not after.manifest.synthetic:
        yield from _synthetic(before, after)


def _new_doctors(before: Extract, after: Extract) -> Iterator[Finding]:
    """Hardly any doctor of the extract before is found again in the same year."""
    limit = movement_limits("ids")
    old, new = _doctor_years(before.grants), _doctor_years(after.grants)
    there = old.filter(pc.is_in(old["year"], value_set=pc.unique(new["year"])))
    share = _share(there["key"], new["key"])
    if there.num_rows >= limit["least_doctors"] and share < limit["least_found_again_share"]:
        text = _("Only {share} of the doctors of the extract {id} are found again in the same year.")
        step = _("Find out whether the pseudonyms are made with another key, and deliver them with the same.")
        fault = text.format(share=percent(share * 100), id=before.manifest.id)
        yield Finding(GRANTS_FILE, fault, step, "doctor_id", level="warning", kind="doctor-ids-new")


def _synthetic(before: Extract, after: Extract) -> Iterator[Finding]:
    """The rows are those of a synthetic extract, and yet they are not said to be made up."""
    most = movement_limits("ids")["most_synthetic_share"]
    if all(_share(after.grants[name], before.grants[name]) > most for name in ("grant_id", "doctor_id")):
        text = _("Most ids are those of the synthetic extract {id}, and yet the rows are not said to be so.")
        step = _("Deliver the real rows, or say with --synthetic that the rows are made up.")
        yield Finding(GRANTS_FILE, text.format(id=before.manifest.id), step, kind="synthetic-as-real")


def _doctor_years(grants: pa.Table) -> pa.Table:
    """One row per doctor and year, with both as one text."""
    pairs = grants.select(["year", "doctor_id"]).group_by(["year", "doctor_id"]).aggregate([]).drop_null()
    key = pc.binary_join_element_wise(pairs["year"].cast(pa.string()), pairs["doctor_id"], " ")
    return pairs.append_column("key", key)


def _share(ids: pa.ChunkedArray, others: pa.ChunkedArray) -> float:
    """The share of the ids, each counted once, that are among the others."""
    known = pc.unique(ids).drop_null()
    found = pc.is_in(known, value_set=pc.unique(others))
    return (pc.sum(found).as_py() or 0) / max(len(known), 1)
