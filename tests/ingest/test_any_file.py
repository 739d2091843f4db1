"""Whatever the cells and bytes: a table of the contract or a list of findings, never anything else."""

import csv
import io
import random
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.extract.contract import BUDGET, GRANTS
from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.ingest import Ingested, read_budget, read_grants, read_mapping
from tests.ingest.norwegian import BUDGET_HEADINGS, GRANT_HEADINGS, LABELS, Office
from tests.ingest.test_broken import parquet
from tests.ingest.workbooks import with_part, workbook

MAPPING = read_mapping()
KNOWN = [*GRANT_HEADINGS.values(), *GRANT_HEADINGS, *BUDGET_HEADINGS.values()]
TRICKY = ["", "-", "Totalsum", "0301", "301 Oslo", "31.02.2023", "2023", "1.234", "1,234"]
STARTS = [b"", Office().bytes(), b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"]
HEADINGS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=8))
CELLS = st.one_of(
    st.sampled_from(
        [*LABELS.values(), "", "-", "Totalsum", "0301", "301 Oslo", "31.02.2023", "2023", "1.234", "1,234"]
    ),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.text(max_size=12),
    st.from_regex(r"[-−]?[0-9]{1,3}([ .,][0-9]{3}){0,3}([.,][0-9]{0,4})?( kr|,-)?", fullmatch=True),
    st.from_regex(r"[0-9]{6} ?[0-9]{5}", fullmatch=True),
)
TABLES = st.lists(st.lists(CELLS, max_size=17), max_size=8)
SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_anyhow(content: bytes, demo: Extract, *, name: str = "fil.csv", key: bytes | None = None) -> None:
    """Read bytes as both files; anything but a table or findings fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        readers = (
            (GRANTS, lambda: read_grants(path, MAPPING, demo.reference, pseudonym_key=key)),
            (BUDGET, lambda: read_budget(path, MAPPING)),
        )
        for columns, reader in readers:
            try:
                ingested = reader()
            except ExtractError as error:
                assert error.findings and str(error)
                assert all(found.kind and found.next_step for found in error.findings)
                continue
            assert isinstance(ingested, Ingested)
            assert [(f.name, f.type) for f in ingested.table.schema] == [(c.name, c.type) for c in columns]
            assert len(ingested.row_numbers) == ingested.table.num_rows
            ingested.table.validate(full=True)
            assert all(found.level != "error" for found in ingested.findings)


def as_csv(rows: list[list[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@SETTINGS
@given(
    st.lists(HEADINGS, min_size=1, max_size=17),
    TABLES,
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le"]),
    st.sampled_from([None, b"0123456789abcdef"]),
)
def test_any_table_in_any_encoding(
    demo: Extract,
    headings: list[str],
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
    key: bytes | None,
):
    read_anyhow(as_csv([headings, *rows], delimiter).encode(encoding, "replace"), demo, key=key)


@SETTINGS
@given(st.data())
def test_any_cells_under_the_right_headings(demo: Extract, data: st.DataObject):
    headings = list(data.draw(st.sampled_from([GRANT_HEADINGS, BUDGET_HEADINGS])).values())
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=6))
    read_anyhow(as_csv([headings, *rows], ";").encode("utf-8", "replace"), demo)


@SETTINGS
@given(
    st.binary(max_size=400),
    st.sampled_from(STARTS),
)
def test_any_bytes(demo: Extract, content: bytes, before: bytes):
    read_anyhow(before + content, demo)


PARTS = (
    *("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"),
    *("xl/_rels/workbook.xml.rels", "[Content_Types].xml"),
)


@SETTINGS
@given(st.sampled_from(PARTS), st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_letters_in_the_parts_of_a_workbook(demo: Extract, part: str, chance: random.Random, times: int):
    def spoilt(content: bytes) -> bytes:
        letters = bytearray(content)
        for _time in range(times):
            letters[chance.randrange(len(letters))] = chance.randrange(32, 127)
        return bytes(letters)

    read_anyhow(with_part(workbook(Office()), part, spoilt), demo, name="fil.xlsx")


@pytest.mark.parametrize("kind", ["workbook", "parquet"])
def test_cut_off_anywhere_and_any_byte_changed(kind: str, demo: Extract):
    content = workbook(Office()) if kind == "workbook" else parquet()
    chance = random.Random(5)
    for _time in range(150):
        read_anyhow(content[: chance.randrange(len(content))], demo)
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        read_anyhow(bytes(changed), demo)


@SETTINGS
@given(st.data())
def test_any_plausible_types_of_parquet(demo: Extract, data: st.DataObject):
    columns = {}
    for heading in GRANT_HEADINGS.values():
        values = data.draw(
            st.one_of(
                st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=3, max_size=3),
                st.lists(st.none() | st.floats(), min_size=3, max_size=3),
                st.lists(st.none() | st.dates(), min_size=3, max_size=3),
                st.lists(st.none() | st.datetimes(), min_size=3, max_size=3),
                st.lists(st.none() | st.booleans(), min_size=3, max_size=3),
                st.lists(st.none() | st.decimals(-(10**9), 10**9, places=2), min_size=3, max_size=3),
                st.lists(st.none() | st.binary(max_size=5), min_size=3, max_size=3),
                st.lists(st.none() | st.times(), min_size=3, max_size=3),
            )
        )
        columns[heading] = pa.array(values)
    read_anyhow(parquet(**columns), demo, name="fil.parquet")
