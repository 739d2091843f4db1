"""Names and texts of published numbers, and the titles of their tables."""

from decimal import Decimal

from lib.extract.model import Extract
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.reconciliation import PublishedCell
from lib.metrics.value import Missing, Number
from lib.words import N_, _, decimal

_MEASURES = {
    "budget": N_("Budget"),
    "amount": N_("Amount"),
    "amount_centrality6_supplement": N_("Supplements, centrality 6"),
    "amount_guidance_only": N_("Amount, guidance only"),
    "grants_alis": N_("ALIS agreements"),
    "grants_guidance": N_("Guidance only"),
    "municipalities": N_("Municipalities"),
    "municipalities_change": N_("Change in municipalities"),
    "municipalities_either_year": N_("Municipalities in either year"),
    "municipalities_both_years": N_("Municipalities in both years"),
    "municipalities_only_2023": N_("Municipalities in 2023 only"),
    "municipalities_only_2022": N_("Municipalities in 2022 only"),
    "doctors_alis": N_("Doctors with an ALIS agreement"),
    "doctors_alis_change": N_("Change in doctors with an ALIS agreement"),
    "doctors_guidance_only": N_("Doctors with guidance only"),
    "doctors_guidance_only_change": N_("Change in doctors with guidance only"),
    "doctors_unique": N_("Unique doctors"),
    "doctors_unique_change": N_("Change in unique doctors"),
    "doctors_either_year": N_("Unique doctors in either year"),
    "doctors_both_years": N_("Doctors in both years"),
    "doctors_first_time_2023": N_("First-time doctors in 2023"),
    "doctors_left_after_2022": N_("Doctors who left after 2022"),
    "doctors_alis_and_guidance": N_("Doctors with both types"),
    "budget_change": N_("Growth of the budget"),
    "grants_self_employed": N_("Grants, self-employed"),
    "grants_salaried": N_("Grants, salaried"),
    "grants_locums": N_("Grants, locums"),
    "amount_self_employed": N_("Amount, self-employed"),
    "amount_salaried": N_("Amount, salaried"),
}
_BASES = {"applied": N_("applied"), "granted": N_("granted"), "paid": N_("paid"), "": ""}
_UNITS = {"MNOK": N_("million NOK"), "NOK": N_("NOK")}


def table_title(table: str) -> str:
    """The name of a published table, or of the numbers that stand outside tables."""
    names = {"text": _("Numbers in the text of the report"), "derived": _("Arithmetic on printed numbers")}
    return names.get(table) or _("Table {number}").format(number=table)


def cell_name(extract: Extract, cell: PublishedCell) -> str:
    """The cell in words: measure, basis, category and year."""
    measure = _(_MEASURES.get(cell.measure, cell.measure))
    basis = f" ({_(_BASES[cell.basis])})" if cell.basis else ""
    unit = f", {_(_UNITS[cell.unit])}" if cell.unit in _UNITS else ""
    parts = [_category(extract, cell), cell.year.replace("-", "–")]
    return f"{measure}{basis}{unit} · " + " · ".join(filter(None, parts))


def _category(extract: Extract, cell: PublishedCell) -> str:
    if cell.dimension == "country":
        return ""
    column = {"county_2020": "county"}.get(cell.dimension, cell.dimension)
    code = int(cell.category) if column == "centrality" else cell.category
    label = DIMENSIONS[column].members(extract, 2020)[code]
    return _("centrality {level}").format(level=label) if column == "centrality" else label


def cell_number(cell: PublishedCell, value: Number | Decimal | Missing) -> str:
    """The number in the unit it is printed in."""
    if isinstance(value, Missing):
        return "–"
    return decimal(value, 1 if cell.unit == "MNOK" else 0)
