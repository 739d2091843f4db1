"""One municipality: its figures over the years, its share, and its place among those like it."""

from dataclasses import dataclass, replace

from lib.extract.model import Extract
from lib.figures import charts
from lib.figures.build import assemble, column_of, frame, remembered
from lib.figures.figure import Column, Figure, Table
from lib.figures.values import short, written
from lib.metrics import frames
from lib.metrics.compute import compute, total
from lib.metrics.dimensions import DIMENSIONS, members
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.words import N_, _, count, ngettext, year_range

_YEARLY = ("grants_alis", "grants_guidance", "doctors", "applied_nok", "granted_nok", "paid_nok")
_SHARED = ("population", "grants", "applied_nok")
_ALIKE = {"centrality": N_("centrality {name}"), "size_class": N_("{name} inhabitants")}
_STATUS = {"confirmed": N_("confirmed"), "stand_in": N_("stand-in: the class of 2024")}


@dataclass(frozen=True)
class Place:
    """What the register says of a municipality in the latest year chosen."""

    code: str
    name: str
    county: str
    centrality: int
    centrality_status: str  # in the reader's words
    size_class: str
    population: int | None


def place(extract: Extract, selection: Selection) -> Place:
    """The selection's one municipality, as the register has it."""
    code = selection.municipalities[0]
    register = frames.register(extract, selection.borders)
    row = register.filter(selection.in_years(selection.year).condition(columns=frozenset({"municipality"})))
    found = row.rows(named=True)[0]
    status = next(
        r["centrality_status"]
        for r in extract.reference.municipalities.to_pylist()
        if r["code"] == found["municipality_code"]
    )
    known = status if status in _STATUS else "stand_in"
    return Place(
        code=code,
        name=DIMENSIONS["municipality"].members(extract, selection.borders)[code],
        county=DIMENSIONS["county"].members(extract, selection.borders)[found["county"]],
        centrality=found["centrality"],
        centrality_status=_(_STATUS[known]),
        size_class=found["size_class"],
        population=found["population"],
    )


def about(extract: Extract, selection: Selection) -> str:
    """The municipality in one or two sentences."""
    here = place(extract, selection)
    now = total(extract, selection, "grants", "doctors", "applied_nok")
    where = _("{name} in {county} has {people} inhabitants and is in centrality {level} ({status}).").format(
        name=here.name,
        county=here.county,
        people=written(here.population, "count"),
        level=here.centrality,
        status=here.centrality_status,
    )
    if not now["grants"]:
        return where + " " + _("It has no grants in {years}.").format(years=year_range(selection.years))
    what = _("In {years} it had {grants} for {doctors}, with {amount} applied for.").format(
        years=year_range(selection.years),
        grants=ngettext("{n} grant", "{n} grants", now["grants"]).format(n=count(now["grants"])),
        doctors=ngettext("{n} unique doctor", "{n} unique doctors", now["doctors"]).format(
            n=count(now["doctors"])
        ),
        amount=short(now["applied_nok"], "nok"),
    )
    return f"{where} {what}"


@remembered
def by_year(extract: Extract, selection: Selection) -> Figure:
    """The municipality's figures, one row per year of the extract."""
    years = frames.years(extract)
    metrics = (*_YEARLY, "population", "doctors_per_100k")
    found = compute(extract, selection.in_years(*years), metrics, ("year",))
    columns = (Column("year", _("Year")), *(column_of(METRICS[id]) for id in metrics))
    return assemble(
        extract,
        selection,
        id="sheet-years",
        title=_("Year by year"),
        unit=_("number, and NOK"),
        table=Table(columns, tuple((str(row["year"]), *(row[id] for id in metrics)) for row in found)),
        years=years,
    )


@remembered
def shares(extract: Extract, selection: Selection) -> Figure:
    """The municipality's share of its county and of the country."""
    here = place(extract, selection)
    county = replace(selection, municipalities=())
    wholes = {here.county: county, _("The whole country"): county.without("county")}
    mine = total(extract, selection, *_SHARED)
    rows = []
    for name, whole in wholes.items():
        theirs = total(extract, whole, *_SHARED)
        rows.append((name, *(_per_cent(mine[id], theirs[id]) for id in _SHARED)))
    columns = (
        Column("of", _("Share of")),
        *(Column(id, METRICS[id].label, "percent", "–") for id in _SHARED),
    )
    return assemble(
        extract,
        selection,
        id="sheet-shares",
        title=_("Share of the county and the country"),
        unit=_("per cent"),
        table=Table(columns, tuple(rows)),
    )


def _per_cent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole * 100


@remembered
def among(extract: Extract, selection: Selection, *, by: str, metric: str = "doctors_per_100k") -> Figure:
    """The municipality's place among all of its centrality class or size class, drawn as a strip."""
    here, measure = place(extract, selection), METRICS[metric]
    alike = replace(
        selection,
        counties=(),
        municipalities=(),
        centralities=(here.centrality,) if by == "centrality" else (),
        sizes=(here.size_class,) if by == "size_class" else (),
    )
    names = members(extract, alike, "municipality")
    found = compute(extract, alike, (metric, "grants"), ("municipality",))
    rows = sorted(
        ((names[row["municipality"]], row[metric], row["municipality"] == here.code) for row in found),
        key=lambda row: (-(row[1] or 0), row[0]),
    )
    known = [row for row in rows if row[1] is not None]
    group = _(_ALIKE[by]).format(name=DIMENSIONS[by].members(extract, selection.borders)[getattr(here, by)])
    values = frame(
        known,
        value=lambda row: row[1],
        own=lambda row: row[2],
        own_text=lambda row: f"{row[0]} {short(row[1], measure.kind)}" if row[2] else "",
        said=lambda row: f"{row[0]}: {written(row[1], measure.kind)}",
    )
    rank = next((place for place, row in enumerate(known, 1) if row[2]), None)
    notes = (
        _("Number {rank} of {all} municipalities in {group}.").format(
            rank=count(rank), all=count(len(known)), group=group
        ),
    )
    columns = (Column("municipality", DIMENSIONS["municipality"].label), column_of(measure))
    return assemble(
        extract,
        alike,
        id=f"sheet-among-{by.replace('_', '-')}",
        title=_("Among municipalities in {group}").format(group=group),
        unit=measure.unit,
        table=Table(columns, tuple((name, value) for name, value, _own in rows)),
        chart=charts.strip(values) if rank else None,
        notes=notes if rank else (),
    )
