"""Parquet with the contract's names or the owner's headings, and any plausible types."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lib.ingest.cells import Cells, LeftOut, Sheet, day_text, number_text
from lib.ingest.headings import find_headings, no_headings
from lib.ingest.mapping import TableMapping
from lib.ingest.report import Report, failure
from lib.words import _

BATCH_ROWS = 65_536
UNREADABLE = (pa.ArrowException, OSError, ValueError, KeyError, TypeError)

Progress = Callable[[int, int], object]


def open_parquet(file: BinaryIO, mapping: TableMapping, report: Report, progress: Progress | None) -> Sheet:
    """The table in a Parquet file; rows are counted from 1."""
    source = parquet_file(file, report.file)
    headings = tuple(source.schema_arrow.names)
    if not find_headings([headings], mapping):
        raise no_headings(report.file, mapping)
    return Sheet(
        headings, batches(source, report.file, progress), lambda count: np.arange(1, count + 1), LeftOut()
    )


def parquet_file(file: BinaryIO, name: str) -> pq.ParquetFile:
    """A Parquet file whose columns and number of rows can be read; any other is an ``ExtractError``."""
    try:
        source = pq.ParquetFile(file, page_checksum_verification=True)
        _known = source.schema_arrow.names, source.metadata.num_rows
    except UNREADABLE as error:
        raise _unreadable(name) from error
    return source


def _unreadable(name: str) -> Exception:
    step = _("Export the file again; it may have been cut off or changed on its way.")
    return failure(name, "parquet-broken", _("The file is not readable Parquet."), step)


def batches(
    source: pq.ParquetFile, name: str, progress: Progress | None = None
) -> Iterator[tuple[Cells, ...]]:
    """All rows of a file, some at a time; what cannot be read, or is missing, is an ``ExtractError``."""
    done, rows = 0, source.metadata.num_rows
    try:
        with source:
            for batch in source.iter_batches(BATCH_ROWS):
                batch.validate(full=True)  # text that is not UTF-8 would only fail where it is used
                done += batch.num_rows
                if progress:
                    progress(done, rows)
                yield tuple(_cells(column) for column in batch.columns)
    except UNREADABLE as error:
        raise _unreadable(name) from error
    if done != rows:
        raise _unreadable(name)


def _cells(column: pa.Array) -> Cells:
    """A column as cells; a type that no column of the contract comes as is text that says so."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        if pa.types.is_timestamp(kind) and kind.tz:
            column = pc.local_timestamp(column)
        day = column.cast(pa.date32(), safe=False)
        return Cells(day_text(day), day=day)
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return Cells(pc.if_else(column.is_valid(), pa.scalar(str(kind)), pa.scalar("")))
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, kind), column)  # pandas' empty number
        number = column.cast(pa.float64())
        return Cells(number_text(number), number=number)
    text = pc.fill_null(column.cast(pa.string()), "")
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return Cells(text, number=column.cast(pa.float64(), safe=False))
    return Cells(text)
