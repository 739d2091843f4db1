"""The metrics that divide one metric by another: rates, averages and shares."""

from lib.metrics.metric import Metric
from lib.words import N_


def _ratio(
    id: str,
    label: str,
    unit: str,
    definition: str,
    *,
    of: tuple[str, str],
    kind: str = "nok",
    scale: int = 1,
) -> Metric:
    numerator, denominator = of
    return Metric(
        id, label, unit, definition, kind, numerator=numerator, denominator=denominator, scale=scale
    )


RATIOS = (
    _ratio(
        "applied_per_grant_nok",
        N_("Applied per grant"),
        N_("NOK per grant"),
        N_("Kroner applied for divided by grants."),
        of=("applied_nok", "grants"),
    ),
    _ratio(
        "alis_applied_per_grant_nok",
        N_("Applied per ALIS agreement"),
        N_("NOK per grant"),
        N_("Kroner applied for in ALIS agreements divided by their number, supplements included."),
        of=("alis_applied_nok", "grants_alis"),
    ),
    _ratio(
        "guidance_applied_per_grant_nok",
        N_("Applied per guidance-only grant"),
        N_("NOK per grant"),
        N_("Kroner applied for in guidance-only grants divided by their number."),
        of=("guidance_applied_nok", "grants_guidance"),
    ),
    _ratio(
        "doctors_per_100k",
        N_("Doctors per 100,000 inhabitants"),
        N_("doctors per 100,000 inhabitants"),
        N_("Unique doctors divided by inhabitants on 1 January, times 100,000."),
        of=("doctors", "population"),
        kind="decimal",
        scale=100_000,
    ),
    _ratio(
        "grants_per_100k",
        N_("Grants per 100,000 inhabitants"),
        N_("grants per 100,000 inhabitants"),
        N_("Grants divided by inhabitants on 1 January, times 100,000."),
        of=("grants", "population"),
        kind="decimal",
        scale=100_000,
    ),
    _ratio(
        "applied_per_100k_nok",
        N_("Applied per 100,000 inhabitants"),
        N_("NOK per 100,000 inhabitants"),
        N_("Kroner applied for divided by inhabitants on 1 January, times 100,000."),
        of=("applied_nok", "population"),
        scale=100_000,
    ),
    *(
        _ratio(
            f"{amount}_per_inhabitant_nok",
            label,
            N_("NOK per inhabitant"),
            definition,
            of=(f"{amount}_nok", "population"),
        )
        for amount, label, definition in (
            (
                "applied",
                N_("Applied per inhabitant"),
                N_("Kroner applied for divided by inhabitants on 1 January."),
            ),
            (
                "granted",
                N_("Granted per inhabitant"),
                N_("Kroner granted divided by inhabitants on 1 January."),
            ),
            ("paid", N_("Paid per inhabitant"), N_("Kroner paid divided by inhabitants on 1 January.")),
        )
    ),
    _ratio(
        "applied_per_doctor_nok",
        N_("Applied per doctor"),
        N_("NOK per doctor"),
        N_("Kroner applied for divided by unique doctors."),
        of=("applied_nok", "doctors"),
    ),
    _ratio(
        "applied_utilisation_pct",
        N_("Applied of budget"),
        N_("per cent"),
        N_("Kroner applied for divided by the total budget. May pass 100 per cent."),
        of=("applied_nok", "budget_nok"),
        kind="percent",
        scale=100,
    ),
    _ratio(
        "granted_utilisation_pct",
        N_("Granted of budget"),
        N_("per cent"),
        N_("Kroner granted divided by the total budget. May pass 100 per cent."),
        of=("granted_nok", "budget_nok"),
        kind="percent",
        scale=100,
    ),
    _ratio(
        "paid_utilisation_pct",
        N_("Paid of budget"),
        N_("per cent"),
        N_("Kroner paid divided by the total budget. May pass 100 per cent."),
        of=("paid_nok", "budget_nok"),
        kind="percent",
        scale=100,
    ),
    _ratio(
        "applied_per_month_nok",
        N_("Applied per month of grant period"),
        N_("NOK per month"),
        N_("Kroner applied for divided by the months of the grant period."),
        of=("applied_nok", "grant_months"),
    ),
    _ratio(
        "granted_per_month_nok",
        N_("Granted per month of grant period"),
        N_("NOK per month"),
        N_("Kroner granted divided by the months of the grant period."),
        of=("granted_nok", "grant_months"),
    ),
    _ratio(
        "paid_per_month_nok",
        N_("Paid per month of grant period"),
        N_("NOK per month"),
        N_("Kroner paid divided by the months of the grant period."),
        of=("paid_nok", "grant_months"),
    ),
    _ratio(
        "budget_per_month_nok",
        N_("Budget per month of grant period"),
        N_("NOK per month"),
        N_("Total budget divided by the months of the grant period."),
        of=("budget_nok", "grant_months"),
    ),
)
