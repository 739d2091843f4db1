"""One municipality: its figures over the years, its share, and its place among those like it."""

from dataclasses import replace

from lib.figures.captions import filter_words
from lib.figures.figure import CellValue, Column, Counted, Table, Topic
from lib.figures.growth_answers import grants_or_applications
from lib.figures.key_figures import key_figures
from lib.figures.municipality import Municipality, municipality_of, sheet_view
from lib.figures.recipe import Content, recipe
from lib.figures.table_parts import column_of
from lib.figures.values import format_full, format_short
from lib.metrics import frames
from lib.metrics.compute import compute, total
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.registry import METRICS
from lib.metrics.selection import Selection
from lib.metrics.value import is_missing, ratio
from lib.metrics.view import View
from lib.words import N_, _, count, lower_first, ngettext, word_list, year_range

IGNORED = ("centrality", "size_class")  # the columns whose filters a sheet does not obey
_YEARLY = ("grants_alis", "grants_guidance", "doctors", "applied_nok", "granted_nok", "paid_nok")
_SHARED = ("population", "grants", "doctors", "applied_nok")
_OF_WHOLE: dict[Counted, str] = {
    "grants": N_("the grants"),
    "applications": N_("the applications"),
    "both": N_("the grants and applications"),
}
_NONE: dict[Counted, str] = {
    "grants": N_("It has no grants{of_type} in {years}."),
    "applications": N_("For {years} it has no applications{of_type} so far."),
    "both": N_("For {years} it has no grants or applications{of_type} so far."),
}


def ignored_filters(selection: Selection) -> tuple[str, ...]:
    """The filters that a sheet does not obey, by name."""
    columns = [column for column in IGNORED if column in selection.filters]
    return tuple(lower_first(DIMENSIONS[column].label) for column in columns)


def about(view: View) -> str:
    """The municipality in two or three sentences."""
    return " ".join(sentences_about(view))


def sentences_about(view: View) -> list[str]:
    """The municipality, its grants, its part of all grants, and which filters are set aside."""
    aside, view = ignored_filters(view.selection), sheet_view(view)
    here, figure = municipality_of(view), shares(view)
    there = _("{place} has {people} inhabitants and is in centrality {level} ({status}).")
    if is_missing(here.population):
        there = _("{place} is in centrality {level} ({status}). The inhabitants of {year} are not known.")
    in_county = here.name if here.is_county else _("{name} in {county}")
    where = there.format(
        place=in_county.format(name=here.name, county=here.county),
        people=format_full(here.population, "count"),
        year=view.selection.year,
        level=here.centrality or _("unknown"),
        status=here.centrality_status,
    )
    kinds = filter_words(view)
    of_type = f" ({kinds})" if kinds else ""
    rows = dict(zip(_SHARED, figure.table.body, strict=True))
    said = [where, _grants_of(rows, figure.topic, of_type)]
    if rows["grants"]["own"]:
        _county, country = _wholes(view.selection, here)
        said.append(
            _part_of(rows["grants"], key_figures(view.with_selection(country)).topic.counts(), here, of_type)
        )
    if aside:
        form = _("The filter on {filters} is set aside on this page.")
        said.append(form.format(filters=word_list(aside)))
    return said


def _grants_of(rows: dict[str, dict[str, CellValue]], topic: Topic, of_type: str) -> str:
    """A sentence about the municipality's grants in the years and of the types chosen."""
    grants, doctors, years = rows["grants"]["own"], rows["doctors"]["own"], year_range(topic.years)
    if is_missing(grants):
        return _("In {years}: {reason}.").format(reason=grants.text, years=years)
    if not grants:
        return _(_NONE[topic.counts()]).format(of_type=of_type, years=years)
    form = _("In {years} it had {grants}{of_type} for {doctors}, with {amount} applied for.")
    if topic.counts() == "applications":
        form = _("For {years} it has {grants}{of_type} for {doctors} so far, with {amount} applied for.")
    return form.format(
        years=years,
        of_type=of_type,
        grants=grants_or_applications(topic, grants),
        doctors=ngettext("{n} unique doctor", "{n} unique doctors", doctors).format(n=count(doctors)),
        amount=format_short(rows["applied_nok"]["own"], "nok"),
    )


def _part_of(grants: dict[str, CellValue], counted: Counted, here: Municipality, of_type: str) -> str:
    """The municipality's part of the grants, or the applications, of its county and of the country.

    ``counted`` is what the country has.
    """
    form = _("That is {of_county} of {what}{of_type} in {county} and {of_country} of those in the country.")
    if here.is_county:
        form = _("That is {of_country} of {what}{of_type} in the country.")
    of_county, of_country = (
        format_short(grants[whole], "percent") if whole in grants else ""
        for whole in ("county_pct", "country_pct")
    )
    return form.format(
        of_county=of_county,
        of_country=of_country,
        what=_(_OF_WHOLE[counted]),
        of_type=of_type,
        county=here.county,
    )


def _wholes(selection: Selection, here: Municipality) -> tuple[Selection, Selection]:
    """The municipality's county, and the country."""
    country = replace(selection, municipalities=())
    return replace(country, counties=(here.county_code,)), country


@recipe(N_("Year by year"), of_one_place=True)
def by_year(view: View) -> Content:
    """The figures of a municipality or a county, one row per year of the extract."""
    view, years = sheet_view(view), frames.years(view.extract)
    metrics = (*_YEARLY, "population", "doctors_per_100k")
    found = compute(view.in_years(*years), metrics, ("year",))
    columns = (Column("year", _("Year")), *(column_of(METRICS[id]) for id in metrics))
    return Content(
        view,
        unit=_("number, and NOK"),
        table=Table(columns, tuple((str(row["year"]), *(row[id] for id in metrics)) for row in found)),
        years=years,
    )


@recipe(N_("Share of the county and the country"), of_one_municipality=True)
def shares(view: View) -> Content:
    """The municipality's share of its county and of the country, one row per metric that can be shared."""
    view = sheet_view(view)
    here = municipality_of(view)
    county, whole_country = _wholes(view.selection, here)
    country = lower_first(_("The whole country"))
    wholes = {"county": (here.county, county), "country": (country, whole_country)}
    if here.is_county:
        del wholes["county"]  # it would be compared with itself
    mine = total(view, *_SHARED)
    theirs = {id: total(view.with_selection(whole), *_SHARED) for id, (_name, whole) in wholes.items()}
    rows = [
        (
            column_of(METRICS[id]).label,
            mine[id],
            *(cell for whole in theirs.values() for cell in (whole[id], ratio(mine[id], whole[id], 100))),
        )
        for id in _SHARED
    ]
    columns = [
        Column("metric", _("Metric")),
        Column("own", _("In {place}").format(place=here.name), "count"),
    ]
    for id, (name, _whole) in wholes.items():
        share = _("Share of {place}").format(place=name)
        columns += [
            Column(id, _("In {place}").format(place=name), "count"),
            Column(f"{id}_pct", share, "percent"),
        ]
    return Content(
        view,
        unit=_("number, and per cent"),
        table=Table(tuple(columns), tuple(rows)),
    )
