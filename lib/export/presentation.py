"""Make a presentation of named figures for a selection, and renew an old one with other numbers."""

from dataclasses import replace

from lib.export.slides import Deck, DeckFigure, Entry, renew
from lib.extract.model import Extract
from lib.figures import recipes
from lib.figures.recipes import FigureError, read_tag, tag_of
from lib.metrics.view import View
from lib.words import _, use_language
from lib.words.catalogue import LANGUAGE, LOCALES

# "Nøkkeltall til ledermøtet": what leadership asks, in the order it asks.
READY = (
    "key-figures",
    "count-history",
    "gross-and-net",
    "region-map:metric=grants",
    "region-map:metric=doctors_per_100k",
    "change-map:metric=grants",
    "without-grants:by=county",
    "class-chart:by=centrality:measure=grants",
    "budget-steps",
    "per-month",
)
_IN = "&language="  # in a tag
_HARD_SPACE = "\N{NO-BREAK SPACE}"


def ready_title() -> str:
    """The name of the ready choice."""
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


def deck_of(view: View, names: tuple[str, ...], *, title: str, author: str = "") -> Deck:
    """The named figures as a deck, one slide each. Raises FigureError before any is made."""
    recipes.require(view, *names)
    entries = []
    for name in names:
        figure = recipes.make(view, name)
        entries.append(Entry((DeckFigure(figure, _tagged(name, view)),)))
    return Deck(title, author, tuple(entries))


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
