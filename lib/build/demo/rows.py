"""The rows of the demo extract: pseudonyms, dates and amounts put together as the contract says."""

import datetime
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from lib.build.demo.demo_amounts import Amounts
from lib.build.demo.demo_grants import Grant
from lib.build.demo.published import FIRST, Period, Places
from lib.extract.contract import GRANTS, schema

ID_DIGITS = 12


def grants_table(
    grants: Sequence[Grant],
    amounts: Amounts,
    periods: Mapping[int, Period],
    places: Places,
    generator: np.random.Generator,
) -> pa.Table:
    """One row per grant, sorted by year and grant id. The ids do not depend on doctor, place or order."""
    doctors = generator.integers(16**ID_DIGITS, size=1 + max(grant.doctor for grant in grants))
    number = dict.fromkeys(periods, 0)
    rows = []
    for i in generator.permutation(len(grants)):
        grant = grants[i]
        number[grant.year] += 1
        start, end = _dates(grant, periods[grant.year])
        applied = int(amounts.applied[i])
        rows.append(
            {
                "grant_id": f"{grant.year}-{number[grant.year]:06d}",
                "year": grant.year,
                "municipality_code": places.code[grant.place],
                "doctor_id": f"d{int(doctors[grant.doctor]):0{ID_DIGITS}x}",
                "grant_type": grant.grant_type,
                "practice_form": grant.practice_form,
                "position_type": grant.position_type,
                "period_start": start,
                "period_end": end,
                "decision": "granted",
                "applied_nok": applied,
                # For 2022 the report gives what was granted, for 2023 only what was applied for.
                "granted_nok": applied if grant.year == FIRST else None,
                "paid_nok": int(amounts.paid[i]),
                "supplement_nok": int(amounts.supplement[i]),
                "centrality": int(places.centrality[grant.place]),
            }
        )
    rows.sort(key=lambda row: row["grant_id"])  # begins with the year
    return pa.Table.from_pylist(rows, schema=schema(GRANTS))


def _dates(grant: Grant, period: Period) -> tuple[datetime.date, datetime.date]:
    """First and last day of a grant."""
    start = _first_of_month(period.start, grant.first_month)
    after = _first_of_month(period.start, grant.first_month + grant.months)
    return start, after - datetime.timedelta(days=1)


def _first_of_month(start: datetime.date, months_later: int) -> datetime.date:
    months = start.month - 1 + months_later
    return datetime.date(start.year + months // 12, months % 12 + 1, 1)
