"""A small extract counted by hand, and the committed reference, for the tests of every room.

The six grants: 2022 has doctors d1 (ALIS, Oslo) and d2 (guidance, Bergen). 2023 has d1 twice (ALIS, Oslo),
d2 (ALIS, Bergen, now with an agreement) and d3 (ALIS, Træna, centrality 6 with a supplement).
"""

import datetime
from pathlib import Path

import pyarrow as pa

from lib.extract import reference
from lib.extract.contract import BUDGET, GRANTS, schema
from lib.extract.publish import publish

DATA = Path(__file__).parents[1] / "data"
EXTRACT_ID = "handmade-2023"
DATE = datetime.date(2023, 10, 20)


def small_grants() -> pa.Table:
    """Six grants, three doctors, three municipalities, two years."""
    spring = (datetime.date(2022, 1, 1), datetime.date(2022, 10, 1))
    autumn = (datetime.date(2022, 10, 1), datetime.date(2023, 8, 31))
    rows = [
        ("g1", 2022, "0301", "d1", "alis", "self_employed", "gp", *spring, 150_000, 150_000, 150_000, 0, 1),
        ("g2", 2022, "4601", "d2", "guidance", None, "guidance_only", *spring, 30_000, 30_000, 30_000, 0, 2),
        ("g3", 2023, "0301", "d1", "alis", "self_employed", "gp", *autumn, 200_000, None, 190_000, 0, 1),
        ("g4", 2023, "0301", "d1", "alis", "salaried", "introduction", *autumn, 50_000, None, None, 0, 1),
        ("g5", 2023, "4601", "d2", "alis", "salaried", "gp", *autumn, 180_000, None, 180_000, 0, None),
        ("g6", 2023, "1835", "d3", "alis", "salaried", "gp", *autumn, 300_000, None, 280_000, 60_000, 6),
    ]
    return pa.Table.from_pylist([_grant(*row) for row in rows], schema=schema(GRANTS))


def _grant(
    grant_id: str,
    year: int,
    municipality_code: str,
    doctor_id: str,
    grant_type: str,
    practice_form: str | None,
    position_type: str,
    period_start: datetime.date,
    period_end: datetime.date,
    applied_nok: int,
    granted_nok: int | None,
    paid_nok: int | None,
    supplement_nok: int,
    centrality: int | None,
) -> dict:
    return {"decision": "granted", **locals()}


def small_budget() -> pa.Table:
    """Three years: one without grant rows, one with granted amounts, one with applied amounts."""
    rows = [
        {"year": 2021, "scheme": "alis_salaried", "paid_nok": 500_000, "grants": 4, "source": "by hand"},
        {
            "year": 2022,
            "scheme": "national",
            "months": 9,
            "budget_nok": 200_000,
            "applied_nok": 180_000,
            "granted_nok": 180_000,
            "paid_nok": 180_000,
            "source": "by hand",
        },
        {
            "year": 2023,
            "scheme": "national",
            "months": 11,
            "budget_nok": 700_000,
            "applied_nok": 730_000,
            "paid_nok": 650_000,
            "grants": 4,
            "source": "by hand",
        },
    ]
    return pa.Table.from_pylist(rows, schema=schema(BUDGET))


def with_value(table: pa.Table, column: str, row: int, value: object) -> pa.Table:
    """The table with one cell changed."""
    place = table.schema.get_field_index(column)
    values = table[column].to_pylist()
    values[row] = value
    field = table.schema.field(place).with_nullable(True)
    return table.set_column(place, field, pa.array(values, field.type))


def committed_reference() -> reference.Reference:
    """The reference as committed under data/."""
    return reference.load(DATA / "reference")


def make_folder(folder: Path) -> Path:
    """A data folder with the reference and nothing published."""
    reference.build(DATA / "reference" / "sources", _made(folder / "reference"))
    return folder


def publish_small(folder: Path, extract_id: str = EXTRACT_ID, **changes: object) -> str:
    """The small extract published, its id given; ``changes`` replace arguments of ``publish``."""
    arguments = {
        "grants": small_grants(),
        "budget": small_budget(),
        "extract_id": extract_id,
        "produced_at": DATE,
        "source": "Håndlagde rader",
        "synthetic": True,
        "notes": ("Seks tilskudd, tre leger",),
    }
    return publish(folder, **(arguments | changes))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
