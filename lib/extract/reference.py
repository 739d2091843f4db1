"""What does not change with an extract: municipality registers, counties, periods and published figures.

The committed sources are CSV; ``build`` makes typed Parquet of them, and ``load`` gives it back verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from lib.extract.files import (
    entry_of,
    fault,
    file_entries,
    json_bytes,
    parquet_bytes,
    read_json,
    read_parquet,
)
from lib.extract.folder import Folder, read_bytes
from lib.extract.place import open_store
from lib.extract.store import MANIFEST, Store
from lib.words import _
from lib.words.scheme import scheme

COMMITTED = Path(__file__).parents[2] / "data" / "reference" / "sources"
POPULATION_YEARS = range(2020, 2027)


@dataclass(frozen=True, eq=False)
class Reference:
    """The reference tables, as described by ``SCHEMAS``. Compared by identity, so that it can key a cache."""

    municipalities: pa.Table  # one row per vintage × municipality
    published: pa.Table  # one row per published number
    municipality_changes: pa.Table  # one row per 2020 code × 2024 code
    grant_periods: pa.Table  # one row per year
    counties: pa.Table  # one row per vintage × county


SCHEMAS = {
    "municipalities": pa.schema(
        [
            ("vintage", pa.int16()),
            ("code", pa.string()),
            ("name", pa.string()),
            ("short_name", pa.string()),
            ("county_code", pa.string()),
            ("county_name", pa.string()),
            ("centrality", pa.int8()),
            ("centrality_status", pa.string()),
            *((f"population_{year}", pa.int64()) for year in POPULATION_YEARS),
        ]
    ),
    "published": pa.schema(
        [
            ("table", pa.string()),
            ("year", pa.string()),  # "2022", or "2022-2023" for both together
            ("dimension", pa.string()),
            ("category", pa.string()),
            ("measure", pa.string()),
            ("value", pa.float64()),
            ("unit", pa.string()),
            ("basis", pa.string()),
            ("kind", pa.string()),
            ("source", pa.string()),
            ("note", pa.string()),
        ]
    ),
    "municipality_changes": pa.schema(
        [
            ("code_2020", pa.string()),
            ("code_2024", pa.string()),
            ("change", pa.string()),
            ("population_share_2024", pa.float64()),
        ]
    ),
    "grant_periods": pa.schema(
        [
            ("year", pa.int16()),
            ("period_start", pa.date32()),
            ("period_end", pa.date32()),
            ("months", pa.int8()),
        ]
    ),
    "counties": pa.schema(
        [
            ("vintage", pa.int16()),
            ("code", pa.string()),
            ("name", pa.string()),
            ("area_km2", pa.float64()),
        ]
    ),
}
FILES = tuple(f"{name}.parquet" for name in SCHEMAS)


@dataclass(frozen=True)
class Source:
    """A committed CSV file, and what holds for all of its rows."""

    file: str
    constants: Mapping[str, int | str] = field(default_factory=dict)


SOURCES = {
    "municipalities": (
        Source("municipalities_2020.csv", {"vintage": 2020}),
        # The classes of 2024 are the published ones; only those of 2020 have stand-ins among them.
        Source("municipalities_2024.csv", {"vintage": 2024, "centrality_status": "confirmed"}),
    ),
    "published": (Source("published_figures.csv"),),
    "municipality_changes": (Source("municipality_changes_2024.csv"),),
    "grant_periods": (Source("grant_periods.csv"),),
    "counties": (
        Source("counties_2020.csv", {"vintage": 2020}),
        Source("counties_2024.csv", {"vintage": 2024}),
    ),
}


def build(sources: Path, place: Store | str | Path) -> None:
    """Make the reference files of a place from the CSV sources and the scheme's own.

    Equal sources give equal bytes.
    """
    tables = {f"{name}.parquet": _from_sources(sources, name) for name in SCHEMAS}
    contents = {file: parquet_bytes(table) for file, table in tables.items()}
    entries = {file: entry_of(content, tables[file].num_rows) for file, content in contents.items()}
    store = open_store(place)
    for file, content in contents.items():
        store.swap(file, content)
    store.swap(MANIFEST, json_bytes({"files": entries}))


def sources_of(store: Store) -> Path:
    """The CSV sources of a reference: those in its own folder, or the committed ones."""
    own = store.root / "sources" if isinstance(store, Folder) else None
    return own if own is not None and own.is_dir() else COMMITTED


def load(place: Store | str | Path) -> Reference:
    """The reference of a place, every file verified; any fault is an ``ExtractError``."""
    store = open_store(place)
    shown = store.name
    restore = _("Build the reference again: python -m lib reference.")
    document = read_json(store, MANIFEST, f"{shown}/{MANIFEST}", restore)
    entries = file_entries(document.get("files"), FILES)
    if entries is None:
        raise fault(f"{shown}/{MANIFEST}", _("The manifest does not describe the reference files."), restore)
    tables = {}
    for name, schema in SCHEMAS.items():
        file = f"{name}.parquet"
        table = read_parquet(store, file, f"{shown}/{file}", entries[file], restore)
        if not table.schema.equals(schema):
            text = _("The file has other columns than the dashboard expects.")
            raise fault(f"{shown}/{file}", text, restore)
        tables[name] = table
    return Reference(**tables)


def _from_sources(sources: Path, name: str) -> pa.Table:
    """The table of a name: its source files below each other, in the table's own columns and types."""
    schema = SCHEMAS[name]
    parts = []
    for source in SOURCES[name]:
        part = _read_csv(scheme().source_of(name) or sources / source.file, schema)
        for column, value in source.constants.items():
            part = part.append_column(
                column, pa.repeat(pa.scalar(value, schema.field(column).type), len(part))
            )
        parts.append(part.select([column for column in schema.names if column in part.column_names]))
    # A column that a source lacks (a population of another vintage) is null, never zero.
    whole = pa.concat_tables([schema.empty_table(), *parts], promote_options="default")
    return whole.select(schema.names)


def _read_csv(path: Path, schema: pa.Schema) -> pa.Table:
    """A source with the schema's types for the columns it shares; codes stay text, empty means null."""
    types = {column.name: column.type for column in schema}
    options = csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    step = _("Fetch the file again from the repository.")
    content = read_bytes(path, path.name, step)
    try:
        return csv.read_csv(pa.BufferReader(content), convert_options=options)
    except pa.ArrowInvalid as error:
        raise fault(path.name, _("The file does not have the expected rows and columns."), step) from error
