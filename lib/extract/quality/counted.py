"""Which rows are counted: those that are neither rejected nor dismissed."""

import pyarrow as pa
import pyarrow.compute as pc

TURNED_DOWN = ("rejected", "dismissed")


def is_counted(grants: pa.Table) -> pa.ChunkedArray:
    """A mask over the grants; true for a row that the figures count."""
    return pc.invert(pc.is_in(grants["decision"], value_set=pa.array(TURNED_DOWN)))
