"""A presentation of named figures for a selection: made, made again, and renewed with other numbers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pptx.exc import PythonPptxError
from pypdf.errors import PyPdfError

from lib.export.files import guarded
from lib.export.picture import make_pdf
from lib.export.shown import Deck, Entry, KeyNumber, KeyNumbers, Shown
from lib.export.slides import make_deck, renew
from lib.extract.model import Extract
from lib.figures import named
from lib.figures.answers import answer
from lib.figures.caption import facts, subtitle
from lib.figures.figure import Table
from lib.figures.headline import KeyFigure, key_figures
from lib.figures.named import FigureError, read_tag, tag_of
from lib.figures.overview import overview
from lib.metrics.selection import Selection
from lib.metrics.view import View, cached
from lib.words import N_, _, speaking
from lib.words.catalogue import LANGUAGE, LOCALES
from lib.worker.drawing import DrawingError

KEYS = "key-figures"
# "Nøkkeltall til ledermøtet": what leadership asks, in the order it asks.
READY = (
    KEYS,
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
Progress = Callable[[int, int], None]
_IN = "&language="  # in a tag
_HARD_SPACE = "\N{NO-BREAK SPACE}"
_FAILED = N_(
    "The presentation could not be made. The figures can still be downloaded one by one. Error code: {code}."
)


def ready_title() -> str:
    """What the ready choice is called."""
    return _("Key figures for the leadership meeting")


def titles() -> dict[str, str]:
    """Every name that a presentation may hold → its title, no two alike, with spaces that can be typed."""
    found = {name: named.title_of(name) for name in named.offered()}
    return {KEYS: _("Key figures")} | {name: title.replace(_HARD_SPACE, " ") for name, title in found.items()}


@cached(64)
def key_numbers(view: View) -> KeyNumbers:
    """The slide of the key figures, with the sentence that says what happened."""
    figure = overview(view)
    return KeyNumbers(
        title=figure.title,
        subtitle=subtitle(view, _("each with its unit")),
        sentence=answer(figure),
        numbers=tuple(
            KeyNumber(key.label, key.text, _below(key, view.selection)) for key in key_figures(figure)
        ),
        source=figure.source,
        notes=figure.notes,
        facts=facts(view, _("each with its unit"), Table((), ())),
        tag=_tagged(KEYS, view),
    )


def _below(key: KeyFigure, selection: Selection) -> str:
    """What stands under a key figure: its change, and what it is a part of or stands for.

    Of several years, the page asks its reader to choose one; a slide cannot be asked.
    """
    change = key.change if len(selection.years) == 1 else ""
    return "; ".join(filter(None, (change, key.basis)))


def _tagged(name: str, view: View) -> str:
    """The tag of a figure made now: its name, its selection, and its language where that is not the usual."""
    other = "" if view.language == LANGUAGE else f"{_IN}{view.language}"
    return tag_of(name, view.selection) + other


def language_of(tag: str) -> str:
    """The language that a slide was made in, by its tag."""
    spoken = tag.rpartition(_IN)[2] if _IN in tag else LANGUAGE
    return spoken if spoken in LOCALES else LANGUAGE


def deck_of(view: View, names: tuple[str, ...], *, title: str, author: str = "") -> Deck:
    """The named figures as a deck, one slide each. Raises FigureError."""
    entries = []
    for name in names:
        if name == KEYS:
            entries.append(Entry(keys=key_numbers(view)))
        else:
            figure = named.make(view, name)
            entries.append(Entry(figures=(Shown(figure, _tagged(name, view)),)))
    return Deck(title, author, tuple(entries))


def to_deck(deck: Deck, *, template: Path | None = None, progress: Progress | None = None) -> bytes:
    """The presentation's bytes, as slides. Raises ExportError."""
    return guarded(
        "the presentation",
        lambda: make_deck(deck, template=template, progress=progress),
        failures=(PythonPptxError,),
        message=_FAILED,
    )


def to_pages(deck: Deck, *, progress: Progress | None = None) -> bytes:
    """The presentation's bytes, as PDF. Raises ExportError."""
    return guarded(
        "the presentation as PDF",
        lambda: make_pdf(deck, progress=progress),
        failures=(DrawingError, PyPdfError),
        message=_FAILED,
    )


def renewed(old: bytes, extract: Extract, *, years: tuple[int, ...]) -> bytes:
    """An old presentation with the numbers of ``years``; what is not ours stays as its owner left it.

    Every slide stays in the language it was made in; one whose figure is no longer made is left alone. Raises
    ExportError.
    """

    def again(tag: str):
        try:
            name, selection = read_tag(tag.partition(_IN)[0])
            selection = replace(selection, years=years)
            if name == KEYS:
                return key_numbers(View(extract, selection))
            return named.make(View(extract, selection), name)
        except FigureError:
            return None

    return renew(old, again, speaking_as=lambda tag: speaking(language_of(tag)))
