"""Presentations of named figures: ready sets, the slides of a link, making a deck and renewing an old one."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from lib.export.shown import Size
from lib.export.slides import Deck, DeckFigure, Entry, renew
from lib.extract.model import Extract
from lib.figures import recipes
from lib.figures.figure import Figure
from lib.figures.recipes import FigureError, read_tag, tag_of
from lib.metrics import frames
from lib.metrics.dimensions import DIMENSIONS
from lib.metrics.filters import FILTERS
from lib.metrics.registry import METRICS
from lib.metrics.selection import BORDERS, Selection
from lib.metrics.view import View
from lib.words import N_, _, date, use_language
from lib.words.catalogue import LANGUAGE, LOCALES

# What leadership asks, in the order it asks.
READY = (
    "key-figures",
    "gross-and-net",
    "change-map:metric=grants:of=percent",
    "class-chart:by=centrality:measure=shares",
    "budget-steps",
)
_IN = "&language="  # in a tag
_TITLE = "&title="  # in a link
_HARD_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class ReadySet:
    """Figures for one occasion. ``needs`` is the filter that must hold one place, if any."""

    name: str  # message id
    figures: tuple[str, ...]
    needs: str = ""  # a field of the selection

    @property
    def label(self) -> str:
        """The set's name in the reader's language."""
        return _(self.name)

    def is_for(self, selection: Selection) -> bool:
        """Whether the selection has the place that the set is about."""
        return not self.needs or len(getattr(selection, self.needs)) == 1

    def figures_for(self, selection: Selection) -> tuple[str, ...]:
        """The figures by name, as a selection needs them: a county's map is of its municipalities.

        One municipality has one class, so it is set among those like it instead.
        """
        if selection.places == "county":
            return self.figures
        found = (name.replace("-map:metric", "-map:level=municipality:metric") for name in self.figures)
        alone = len(selection.municipalities) == 1
        return tuple("among:by=centrality" if alone and name.startswith("class-") else name for name in found)


READY_SETS = (
    ReadySet(N_("Leadership meeting: 5 slides"), READY),
    ReadySet(
        N_("Short meeting: 3 slides"),
        ("key-figures", "region-map:metric=grants", "change-map:metric=grants:of=percent"),
    ),
    ReadySet(
        N_("One county: 4 slides"),
        ("key-figures", "region-map:level=municipality:metric=grants", "gross-and-net", "among-counties"),
        "counties",
    ),
    ReadySet(
        N_("One municipality: 3 slides"),
        ("key-figures", "count-history", "among:by=centrality"),
        "municipalities",
    ),
)


@dataclass(frozen=True)
class Slide:
    """A slide as a link has it: a figure by its name, and what it was added with.

    Without a ``selection`` it is that of the page, as in links of before. Without a ``title`` it is what the
    figure shows.
    """

    name: str
    selection: Selection | None = None
    title: str = ""

    @property
    def token(self) -> str:
        """The slide in a link: a tag, and the title that its owner wrote."""
        tag = tag_of(self.name, self.selection) if self.selection else self.name
        return f"{tag}{_TITLE}{quote(self.title)}" if self.title else tag

    def seen_from(self, view: View) -> View:
        """The view of the slide's figure."""
        return view.with_selection(self.selection) if self.selection else view


def read_slide(token: str) -> Slide:
    """The slide of a link. Raises FigureError for one that is not ours."""
    tag, _mark, title = token.partition(_TITLE)
    if "?" not in tag:
        return Slide(tag, title=unquote(title))
    name, selection = read_tag(tag)
    return Slide(name, selection, unquote(title))


def require(view: View, slide: Slide) -> None:
    """Raise FigureError for a slide that cannot be made: its figure, its years or its places do not exist."""
    recipes.require(slide.seen_from(view), slide.name)
    chosen = slide.selection
    if chosen is None:
        return
    known = (
        chosen.borders in BORDERS and chosen.years and set(chosen.years) <= set(frames.years(view.extract))
    )
    codes = (
        (getattr(chosen, each.field), DIMENSIONS[each.column].members(view.extract, chosen.borders))
        for each in FILTERS
    )
    if not known or any(set(some) - set(members) for some, members in codes):
        raise FigureError(_("There is no figure called {name}.").format(name=slide.token))


def ready_title() -> str:
    """The title of a presentation that has none of its own."""
    return _("Key figures for the leadership meeting")


def titles() -> dict[str, str]:
    """Every name that a presentation may hold → its title, no two alike, with spaces that can be typed."""
    return {name: recipes.title_of(name).replace(_HARD_SPACE, " ") for name in recipes.offered()}


def _tagged(name: str, view: View) -> str:
    """The tag of a figure made now: its name, its selection, and its language where that is not the usual."""
    other = "" if view.language == LANGUAGE else f"{_IN}{view.language}"
    return tag_of(name, view.selection) + other


def language_of(tag: str) -> str:
    """The language that a slide was made in, by its tag."""
    spoken = tag.rpartition(_IN)[2] if _IN in tag else LANGUAGE
    return spoken if spoken in LOCALES else LANGUAGE


def deck_of(
    view: View,
    slides: Sequence[str | Slide],
    *,
    title: str,
    author: str = "",
    size: Size = "16:9",
    link: str = "",
) -> Deck:
    """The figures as a deck, one slide each. Raises FigureError before any is made.

    A slide is one of a link; a name alone is of the view's own selection. ``link`` is the deck's own address.
    """
    asked = [read_slide(each) if isinstance(each, str) else each for each in slides]
    for slide in asked:
        require(view, slide)
    entries, figures = [], []
    for slide in asked:
        seen = slide.seen_from(view)
        figure = recipes.make(seen, slide.name)
        figures.append(figure)
        entries.append(Entry((DeckFigure(figure, _tagged(slide.name, seen)),), slide.title))
    today = date(datetime.datetime.now(datetime.UTC).date())
    return Deck(title, author, tuple(entries), size, tuple(_definitions(figures)), today, link)


def _definitions(figures: Iterable[Figure]) -> Iterable[tuple[str, str]]:
    """The definition of every metric that is drawn, as (name, text), once each."""
    drawn = (
        id
        for figure in figures
        for id in (
            figure.topic.metric,
            *(figure.chart.columns if figure.chart else ()),
            *(card.id for card in figure.cards),
        )
    )
    return ((METRICS[id].label, METRICS[id].definition) for id in dict.fromkeys(drawn) if id in METRICS)


def renew_deck(old: bytes, extract: Extract, *, years: tuple[int, ...]) -> bytes:
    """An old presentation with the numbers of ``years``; objects that are not ours stay as they are.

    Every slide stays in the language it was made in; one whose figure is no longer made is left alone. Raises
    ExportError.
    """

    def again(tag: str):
        try:
            name, selection = read_tag(tag.partition(_IN)[0])
            selection = replace(selection, years=years)
            return recipes.make(View(extract, selection), name)
        except FigureError:
            return None

    return renew(old, again, in_language_of=lambda tag: use_language(language_of(tag)))
