"""What the search finds, and what choosing it sets: places, figures, definitions, pages and years."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.figures import recipes
from lib.metrics import frames
from lib.metrics.compared import MOST as MOST_COMPARED
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import BY_COLUMN
from lib.metrics.glossary import glossary
from lib.metrics.place_names import Place, places
from lib.ui import address, controls
from lib.ui.figure_pages import where_shown
from lib.ui.sitemap import ABOUT, COMPARED, SET_ASIDE, SITE
from lib.words import N_, _, upper_first, word_list
from lib.words.matching import Entry, find, nearest

# In the order in which groups that fit equally well are shown.
GROUPS = {
    "years": N_("Years"),
    "places": N_("Places"),
    "compared": N_("Compare"),
    "figures": N_("Figures"),
    "terms": N_("Definitions"),
    "pages": N_("Pages"),
}
MOST = 6  # results of a group that are shown
# Key of a recipe, or id of a term → what readers call it beside its name.
_ALSO = {
    "never-applied": N_("never missing reach"),
    "without-grants": N_("never missing reach share"),
    "came-and-left": N_("new dropped out"),
    "gross-and-net": N_("new quit left came"),
    "first_time": N_("new"),
    "left": N_("quit"),
    "applied_per_100k_nok": N_("kroner per head"),
}
_SHEET, _BUDGET = "kommune", "budsjett"
_PARAMETERS = {
    "year": address.YEARS,
    COMPARED: address.AGAINST,
    **{column: each.link for column, each in BY_COLUMN.items()},
}
_COUNTY, _MUNICIPALITY = BY_COLUMN["county"].link, BY_COLUMN["municipality"].link


@dataclass(frozen=True)
class Result:
    """Something that is found, and the view that it leads to.

    ``path`` is that of its page; None stays on the page at hand. ``sets`` are the URL parameters that it
    changes, those without values lifted; all others are kept. ``figure`` is the recipe of a figure to scroll
    to, and ``term`` the id of a definition, which is at ``anchor`` of its page.
    """

    group: str
    label: str
    note: str
    path: str | None
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figure: str = ""
    term: str = ""
    anchor: str = ""


def search(extract: Extract, query: str, borders: int) -> dict[str, list[Result]]:
    """The results for a query by group, the group with the best fit first; empty where nothing fits."""
    found = find(query, _entries(extract, borders))
    groups: dict[str, list[Result]] = {}
    # Found things come best first, so the order of groups that fit equally well is the only one to keep.
    best = {result.group: fit for fit, result in reversed(found)}
    for name in sorted(best, key=lambda name: (best[name], list(GROUPS).index(name))):
        groups[name] = [result for _fit, result in found if result.group == name][:MOST]
    return groups


def to_compare(places: Iterable[Result], chosen: Mapping[str, tuple]) -> list[Result]:
    """The places found, each to be compared with those chosen; empty without a choice, or room for more."""
    here = chosen[_MUNICIPALITY] or chosen[_COUNTY]
    against = chosen[address.AGAINST]
    if not here or len(against) + 1 >= MOST_COMPARED:
        return []
    there = {*(here if len(here) == 1 else ()), *against}
    found = {each.sets[_MUNICIPALITY] or each.sets[_COUNTY]: each for each in places}
    form = _("compare with {place}")
    return [
        Result(
            "compared",
            upper_first(form.format(place=each.label)),
            each.note,
            None,
            {address.AGAINST: (*against, *codes)},
        )
        for codes, each in found.items()
        if len(codes) == 1 and codes[0] not in there
    ][:MOST]


def did_you_mean(extract: Extract, query: str, borders: int) -> Result | None:
    """What is most like a query that finds nothing; None where nothing is like it."""
    return nearest(query, _entries(extract, borders))


def path_of(result: Result, here: str) -> str:
    """The path of the page that a result is shown on, from the page ``here``."""
    if result.path is not None:
        return result.path
    # A filter is no use on a page that ignores it.
    ignored = {_PARAMETERS[column] for column in SET_ASIDE.get(here, ())}
    return "" if ignored & result.sets.keys() else here


@cached_by_extract(4)
def _entries(extract: Extract, borders: int) -> tuple[Entry[Result], ...]:
    counties = DIMENSIONS["county"].members(extract, borders)
    return (
        *(_place(place, counties) for place in places(extract, borders)),
        *_figures(),
        *_terms(),
        *(Entry((_(title),), Result("pages", _(title), "", path)) for _file, title, path in SITE),
        *_years(extract),
    )


def _place(place: Place, counties: Mapping[str, str]) -> Entry[Result]:
    """A county stays on the page at hand; a municipality has a sheet of its own."""
    is_county = place.level == "county"
    chosen = {_COUNTY: place.counties, _MUNICIPALITY: () if is_county else place.codes}
    path = None if is_county else _SHEET
    county = word_list(counties[code] for code in place.counties)
    return Entry(place.names, Result("places", place.name, _place_note(place, county), path, chosen))


def _place_note(place: Place, county: str) -> str:
    """What a place is, and where: a place of other borders says what it is in these."""
    is_county, now = place.level == "county", word_list(place.now)
    if now and place.is_later:
        form = (
            _("county of later borders, here {now}")
            if is_county
            else _("municipality of later borders, here {now}")
        )
    elif now:
        form = _("former county, now {now}") if is_county else _("former municipality, now {now}")
    else:
        form = _("county") if is_county else _("municipality in {county}")
    return form.format(now=now, county=county)


def _figures() -> Iterator[Entry[Result]]:
    pages = {path: _(title) for _file, title, path in SITE}
    lifted = dict.fromkeys(controls.PARAMETERS, ())
    for name in recipes.offered():
        if (shown := where_shown(name)) is None:
            continue
        path, switches = shown
        title = recipes.title_of(name)
        sets = lifted | {parameter: (value,) for parameter, value in switches.items()}
        key = recipes.names()[name][0].key
        words = f"{pages[path]} {_also(key)}"
        yield Entry((title,), Result("figures", title, pages[path], path, sets, figure=key), words)


def _terms() -> Iterator[Entry[Result]]:
    for term in glossary().values():
        result = Result("terms", term.label, "", ABOUT, term=term.id, anchor=term.anchor)
        yield Entry((term.label,), result, _also(term.id))


def _also(key: str) -> str:
    return _(_ALSO[key]) if key in _ALSO else ""


def _years(extract: Extract) -> Iterator[Entry[Result]]:
    """The years with rows, and those that only the budget is known of."""
    known = frames.years(extract)
    for year in known:
        sets = {address.YEARS: (str(year),)}
        yield Entry((str(year),), Result("years", str(year), _("choose the year"), None, sets))
    budgeted = {*frames.budget(extract)["year"].to_list()} - {*known}
    for year in sorted(budgeted):
        yield Entry((str(year),), Result("years", str(year), _("the budget alone"), _BUDGET))
