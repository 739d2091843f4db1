"""Every metric, once. Pages, exports, "Om tallene" and tests iterate this registry."""

import narwhals as nw

from lib.metrics.metric import Metric
from lib.metrics.ratios import RATIOS
from lib.metrics.value import Reason
from lib.words import N_

_APPLIED = nw.col("applied_nok").sum()
_DOCTORS = nw.col("doctor_id").n_unique()

_COUNTS = (
    Metric(
        "grants",
        N_("Grants"),
        N_("grants"),
        N_("Grants that are neither rejected nor dismissed; an application still pending counts."),
        "count",
        additive=True,
        expression=nw.len(),
    ),
    Metric(
        "grants_alis",
        N_("ALIS agreements"),
        N_("grants"),
        N_("Grants of the type ALIS agreement."),
        "count",
        additive=True,
        expression=nw.len(),
        grant_type="alis",
    ),
    Metric(
        "grants_guidance",
        N_("Guidance only"),
        N_("grants"),
        N_("Grants of the type guidance only."),
        "count",
        additive=True,
        expression=nw.len(),
        grant_type="guidance",
    ),
    Metric(
        "doctors",
        N_("Unique doctors"),
        N_("doctors"),
        N_(
            "Doctors with at least one grant, each counted once however many grants, types or municipalities."
        ),
        "count",
        expression=_DOCTORS,
    ),
    Metric(
        "doctors_alis",
        N_("Unique doctors with an ALIS agreement"),
        N_("doctors"),
        N_("Doctors with at least one ALIS agreement, each counted once."),
        "count",
        expression=_DOCTORS,
        grant_type="alis",
    ),
    Metric(
        "doctors_guidance",
        N_("Unique doctors with guidance only"),
        N_("doctors"),
        N_("Doctors with at least one guidance-only grant, each counted once. Some have an agreement too."),
        "count",
        expression=_DOCTORS,
        grant_type="guidance",
    ),
    Metric(
        "municipalities",
        N_("Municipalities"),
        N_("municipalities"),
        N_("Municipalities with at least one grant, each counted once."),
        "count",
        expression=nw.col("municipality").n_unique(),
    ),
)

_AMOUNTS = (
    Metric(
        "applied_nok",
        N_("Applied"),
        N_("NOK"),
        N_("Kroner applied for in the counted grants; what was rejected or dismissed is left out."),
        "nok",
        additive=True,
        expression=_APPLIED,
        amount="applied",
    ),
    Metric(
        "alis_applied_nok",
        N_("Applied, ALIS agreements"),
        N_("NOK"),
        N_("Kroner applied for in ALIS agreements, supplements included."),
        "nok",
        additive=True,
        expression=_APPLIED,
        amount="applied",
        grant_type="alis",
    ),
    Metric(
        "guidance_applied_nok",
        N_("Applied, guidance only"),
        N_("NOK"),
        N_("Kroner applied for in guidance-only grants."),
        "nok",
        additive=True,
        expression=_APPLIED,
        amount="applied",
        grant_type="guidance",
    ),
    Metric(
        "supplement_nok",
        N_("Supplements, centrality 6"),
        N_("NOK"),
        N_("Kroner applied for as additions in centrality 6; a part of the amount applied for."),
        "nok",
        additive=True,
        expression=nw.col("supplement_nok").sum(),
        amount="applied",
    ),
    Metric(
        "granted_nok",
        N_("Granted"),
        N_("NOK"),
        N_("Kroner granted. Unknown, not zero, while no decision is in the extract."),
        "nok",
        additive=True,
        expression=nw.col("granted_nok").sum(),
        amount="granted",
        known=nw.col("granted_nok").count(),
    ),
    Metric(
        "paid_nok",
        N_("Paid"),
        N_("NOK"),
        N_("Kroner paid out. Unknown, not zero, while no payment is in the extract."),
        "nok",
        additive=True,
        expression=nw.col("paid_nok").sum(),
        amount="paid",
        known=nw.col("paid_nok").count(),
        missing=Reason.NOT_PAID,
    ),
)

_TURNED_DOWN = (
    Metric(
        "turned_down",
        N_("Rejected or dismissed"),
        N_("applications"),
        N_("Applications that were rejected or dismissed. They are not counted as grants."),
        "count",
        additive=True,
        frame="turned_down",
        expression=nw.len(),
    ),
    Metric(
        "turned_down_nok",
        N_("Applied, rejected or dismissed"),
        N_("NOK"),
        N_("Kroner applied for in applications that were rejected or dismissed. Not a part of applied."),
        "nok",
        additive=True,
        frame="turned_down",
        expression=_APPLIED,
    ),
)

_SURROUNDINGS = (
    Metric(
        "population",
        N_("Inhabitants"),
        N_("inhabitants"),
        N_(
            "Inhabitants on 1 January; of several years together, those of the latest. Statistics Norway, "
            "table 07459."
        ),
        "count",
        additive=True,
        frame="register",
        expression=nw.col("population").sum(),
        known=nw.col("population").count(),
        missing=Reason.NO_POPULATION,
        needs_all=True,
    ),
    Metric(
        "all_municipalities",
        N_("Municipalities in the register"),
        N_("municipalities"),
        N_("Municipalities that exist, with or without grants. Statistics Norway, Klass 131."),
        "count",
        frame="register",
        expression=nw.col("municipality").n_unique(),
    ),
    Metric(
        "budget_nok",
        N_("Budget"),
        N_("NOK"),
        N_("Total budget of the year, national only. Unknown where a scheme's budget is not published."),
        "nok",
        additive=True,
        frame="budget",
        expression=nw.col("budget_nok").sum(),
        known=nw.col("budget_nok").count(),
        missing=Reason.NO_BUDGET,
        needs_all=True,
    ),
    Metric(
        "grant_months",
        N_("Months of grant period"),
        N_("months"),
        N_("Months that the grants of the year cover. They differ from year to year."),
        "count",
        additive=True,
        frame="periods",
        expression=nw.col("months").sum(),
        known=nw.col("months").count(),
        missing=Reason.NO_MONTHS,
        needs_all=True,
    ),
)

METRICS: dict[str, Metric] = {
    metric.id: metric for metric in (*_COUNTS, *_AMOUNTS, *_TURNED_DOWN, *_SURROUNDINGS, *RATIOS)
}
