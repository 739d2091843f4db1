"""HTML that Streamlit has no element for: messages, captions, key figures. Every text is escaped here."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

from lib.figures.figure import KeyFigure
from lib.metrics.glossary import Term, glossary
from lib.metrics.value import Number
from lib.words import _, cached_by_language


def fault(title: str, message: str) -> str:
    """The message shown instead of numbers if the extract cannot be used."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in message.split("\n\n"))
    return f"<h1>{escape(title)}</h1><div role=alert class=fault>{paragraphs}</div>"


def notice(message: str) -> str:
    """Something the reader should know, announced by screen readers. Text from a link is only ever text."""
    return f"<p role=status class=notice>{escape(message)}</p>"


def nothing(message: str) -> str:
    """The empty state of a figure."""
    return f"<p class=nothing>{escape(message)}</p>"


def page_links(pages: Iterable[tuple[str, str]], here: str) -> str:
    """A bar of links to the pages (path, name) for a phone; page.js keeps the choices and loads nothing."""
    links = "".join(
        f"<a href='/{path}' target=_self{' aria-current=page' if path == here else ''}>{escape(name)}</a>"
        for path, name in pages
    )
    return f"<nav class=pages aria-label={escape(_('Pages'))}>{links}</nav>"


def copy_link() -> str:
    """A button that copies the address of the page as it is shown; page.js does it, and says so."""
    return f"<button type=button class=copy-link>{escape(_('Copy link'))}</button>"


def figure_ways() -> str:
    """The part of a figure's bar that needs no server: copy, share and full screen; figure.js does them."""
    ways = {"copy": _("Copy"), "share": _("Share"), "whole": _("Full screen")}
    return "".join(
        f"<button type=button class=way data-do={do}><span>{escape(name)}</span></button>"
        for do, name in ways.items()
    )


@cached_by_language(1)
def search_field() -> str:
    """The field of the search. search.js fills its list, and reads what it says from the element."""
    said = escape(_("Search for a place, a figure or a word"))
    return (
        f"<div class=search><label for=search-field class=only-read>{said}</label>"
        "<input id=search-field type=text role=combobox aria-expanded=false aria-controls=search-results "
        'aria-autocomplete=list aria-keyshortcuts="/" autocomplete=off spellcheck=false '
        f'placeholder="{said}"><div class=found hidden><p class=said></p>'
        f'<div id=search-results role=listbox aria-label="{escape(_("Matches"))}"></div></div></div>'
    )


def term(id: str) -> str:
    """A quiet mark that opens the definition of a metric or of a part of growth; nothing for another id.

    definitions.js makes it a link with a name, and opens it in place. It is sent with every number, and so
    is short.
    """
    return f"<a data-t={id}></a>" if id in glossary() else ""


def contents(sections: Mapping[str, str]) -> str:
    """The contents of a long page: a link to each of its sections, by anchor → title."""
    links = "".join(
        f"<a href=#{anchor} target=_self>{escape(title)}</a>" for anchor, title in sections.items()
    )
    return f'<nav class=contents aria-label="{escape(_("Contents"))}">{links}</nav>'


def link_out(title: str, address: str) -> str:
    """A link to another site, which it names; opened beside this page."""
    host = urlsplit(address).netloc.removeprefix("www.")
    return f'<a href="{escape(address)}" target=_blank>{escape(title)}</a> ({escape(host)})'


@cached_by_language(1)
def terms() -> str:
    """Every definition, open, each under its own address."""
    return f"<dl class=terms>{''.join(map(_term, glossary().values()))}</dl>"


def _term(each: Term) -> str:
    details = "".join(f"<span>{escape(label)}: {escape(said)}</span> " for label, said in each.details)
    return (
        f"<div id={each.anchor}><dt>{escape(each.label)}</dt>"
        f"<dd>{escape(each.definition)}<small>{details}</small></dd></div>"
    )


def text(words: str) -> str:
    """Plain text, escaped."""
    return escape(words)


def preview(source: str, said: str) -> str:
    """A slide as it will be, which opens in its full size."""
    return (
        f'<a class=preview href="{escape(source)}" target=_blank rel=noopener>'
        f'<img loading=lazy src="{escape(source)}" alt="{escape(said)}"></a>'
    )


def thumbnail_text(words: str) -> str:
    """Why there is no picture of a slide, in its place."""
    return f"<p class=thumbnail>{escape(words)}</p>"


def tile(token: str, label: str, source: str, is_picked: bool) -> str:
    """A small slide to be picked; page.js adds its token to the address."""
    state = f" disabled><i>{escape(_('Added'))} ✓</i" if is_picked else ""
    picture = f'<img loading=lazy src="{escape(source)}" alt="">'
    named = f"{picture}<span>{escape(label)}</span>"
    return f'<button type=button data-add="{escape(token)}"{state}>{named}</button>'


def tiles(tiles: Iterable[str]) -> str:
    """Small slides beside each other."""
    return f"<div class=tiles>{''.join(tiles)}</div>"


def panel(title: str) -> str:
    """The title of one of several drawings in a figure."""
    return f"<p class=panel>{escape(title)}</p>"


def key_figures(figures: Iterable[KeyFigure]) -> str:
    """The row of key figures: value large, unit and base small, the change in words."""
    return f"<dl class=keys>{''.join(_key_figure(figure) for figure in figures)}</dl>"


def notes(texts: Iterable[str]) -> str:
    """Notes below numbers; nothing where there are none."""
    lines = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f"<div class=foot>{lines}</div>" if lines else ""


def _key_figure(figure: KeyFigure) -> str:
    texts = filter(None, (figure.change, figure.warning, figure.basis))
    lines = "".join(f"<span>{escape(text)}</span>" for text in texts)
    unit = f" <small>{escape(figure.unit)}</small>" if figure.unit else ""
    judged = f" data-judged={figure.judgement}" if figure.judgement != "none" else ""
    return (
        f"<div id=key-{figure.id}{judged}><dt>{escape(figure.label)}{term(figure.id)}</dt>"
        f"<dd><b>{escape(figure.value)}{unit}{_bars(figure.trend)}</b>{lines}</dd></div>"
    )


def _bars(values: tuple[Number, ...]) -> str:
    """Small bars of the years beside a number, the last one strong; the change stands in words below it."""
    highest = float(max(values, default=0))
    if highest <= 0:
        return ""
    bars = "".join(
        f"<i style='height:{max(100 * value / highest, 0):.0f}%'></i>" for value in map(float, values)
    )
    return f"<i class=trend aria-hidden=true>{bars}</i>"
