"""The extract's own centrality classes against those of the register."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.contract import GRANTS_FILE, register_vintage
from lib.extract.errors import Finding
from lib.extract.found import found
from lib.extract.quality.limits import limits
from lib.extract.reference import Reference
from lib.words import _, count


def centrality(grants: pa.Table, reference: Reference) -> Iterator[Finding]:
    """Years in which many municipalities have another class than the one the register has confirmed."""
    limit = limits("centrality")
    own, codes = grants["centrality"], grants["municipality_code"]
    for year in sorted(pc.unique(grants["year"]).drop_null().to_pylist()):
        confirmed = _confirmed(reference, register_vintage(year))
        place = pc.index_in(codes, value_set=confirmed["code"].combine_chunks())
        differs = pc.not_equal(own, pc.take(confirmed["centrality"], place))
        of_year = pc.equal(grants["year"], year)
        compared = _municipalities(codes, pc.and_(of_year, pc.is_valid(differs)))
        breach = pc.and_(of_year, differs)
        differing = _municipalities(codes, breach)
        if compared < limit["least_municipalities"] or differing <= limit["differing_share"] * compared:
            continue
        text = _(
            "{count} of {checked} municipalities of {year} have another centrality class than the register."
        )
        yield from found(
            GRANTS_FILE,
            "centrality",
            breach,
            kind="centrality-unlikely",
            fault=text.format(count=count(differing), checked=count(compared), year=year),
            next_step=_("Look for classes that have come into other rows, or confirm that they are right."),
            level="warning",
            values=own,
        )


def _confirmed(reference: Reference, vintage: int) -> pa.Table:
    """The municipalities of a register whose class is the published one."""
    register = reference.municipalities
    of_vintage = pc.equal(register["vintage"], vintage)
    return register.filter(pc.and_(of_vintage, pc.equal(register["centrality_status"], "confirmed")))


def _municipalities(codes: pa.ChunkedArray, rows: pa.ChunkedArray) -> int:
    """How many municipalities the rows are of."""
    return len(pc.unique(codes.filter(pc.fill_null(rows, False))))
