"""The checks of the rows: for values that the contract allows but that are probably wrong.

Each check is a small function from tables to findings. All are vectorised, and none says a doctor's id.
"""

import datetime

import pyarrow as pa

from lib.extract.checks import keeps_schema
from lib.extract.contract import BUDGET, GRANTS
from lib.extract.findings import Finding, worst_first
from lib.extract.reference import Reference
from lib.extract.row_checks.amounts import amounts
from lib.extract.row_checks.budget_totals import budget_totals
from lib.extract.row_checks.coverage import coverage
from lib.extract.row_checks.doctors import doctors
from lib.extract.row_checks.municipality_codes import municipality_codes
from lib.extract.row_checks.periods import periods


def check_rows(
    grants: pa.Table, budget: pa.Table, reference: Reference, *, produced_at: datetime.date
) -> tuple[Finding, ...]:
    """Every finding about the rows, worst first.

    Nothing where a column of the contract is missing or mistyped: ``lib.extract.checks.check`` tells of that,
    and the rest is judged when it has been mended.
    """
    whole = keeps_schema(grants, GRANTS) and keeps_schema(budget, BUDGET)
    if not (whole and grants.num_rows):
        return ()
    return worst_first(
        [
            *amounts(grants),
            *periods(grants, reference),
            *doctors(grants, reference),
            *budget_totals(grants, budget),
            *coverage(grants, produced_at),
            *municipality_codes(grants, reference),
        ]
    )
