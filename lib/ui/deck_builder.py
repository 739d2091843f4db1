"""The deck builder: the slides of a presentation, their order, and the file."""

from collections.abc import Callable

import streamlit as st

from lib.export import PDF, PPTX, ExportError, Format
from lib.export.deck_files import deck_to_pdf, deck_to_pptx
from lib.export.output import FILES, run_in_worker
from lib.export.picture import to_thumbnail
from lib.export.presentation import deck_of, ready_title, titles
from lib.figures import recipes
from lib.figures.captions import file_stem
from lib.figures.recipes import FigureError
from lib.metrics.view import View
from lib.ui import deck_choice, html, link
from lib.words import _, count, ngettext, use_language

_PICK = "deck-pick"


def contents(view: View) -> tuple[tuple[str, ...], str]:
    """The slides, each with a small picture and its place in the order, and how to pick more.

    Gives their names, and the language they are made in.
    """
    deck_choice.show_in_link()
    with st.spinner(_("Finding the figures")):
        labels = titles()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="deck-add"):
        st.selectbox(
            _("Add a figure"),
            [name for name in labels if name not in deck_choice.chosen()],
            index=None,
            format_func=labels.get,
            filter_mode="contains",
            placeholder=_("Search for a figure by its title"),
            key=_PICK,
            on_change=_picked,
            width=480,
        )
        st.button(ready_title(), key="deck-ready", on_click=deck_choice.take_ready)
    if not deck_choice.chosen():
        st.html(html.nothing(_("Nothing is picked yet. Take the ready choice, or add figures one by one.")))
        return (), ""
    FILES.start()  # so that it is ready when the reader is
    language = deck_choice.language_of_numbers()
    for position, name in enumerate(deck_choice.chosen()):
        _slide(view, name, language, position)
    return deck_choice.chosen(), language


def _picked() -> None:
    name, st.session_state[_PICK] = st.session_state[_PICK], None
    if name:
        deck_choice.add(name)


def _slide(view: View, name: str, language: str, position: int) -> None:
    row = st.container(horizontal=True, vertical_alignment="center", key=f"slide-row-{position}")
    with row:
        _thumbnail(view, name, language)
        with st.container(gap="small"):
            label = _title(view, name, language)
            title = html.text(f"{count(position + 2)}. {label}")  # the first slide is the title
            st.html(f"<p class=slide>{title}</p>")
            if why := _nothing_on(view, name):
                st.html(html.notice(_("There is nothing on this slide: {why}").format(why=why)))
            with st.container(horizontal=True, gap="small"):
                _order(name, position)


def _title(view: View, name: str, language: str) -> str:
    """The title of a slide in its own language."""
    with use_language(language):
        try:
            return recipes.make(view.in_language(language), name).title
        except FigureError:  # the reason is shown in place of its picture
            return titles().get(name, name)


def _nothing_on(view: View, name: str) -> str:
    """Why a slide has nothing to show for the selection; empty where it has something."""
    try:
        figure = recipes.make(view, name)
    except FigureError:  # said in place of its picture
        return ""
    if figure.table.rows:
        return ""
    return figure.nothing or _("There is nothing to show for this selection.")


def _order(name: str, position: int) -> None:
    """The place in the order, by keys as well as by mouse."""
    last = len(deck_choice.chosen()) - 1
    ways = (
        (_("Move up"), deck_choice.move, (name, -1), position == 0),
        (_("Move down"), deck_choice.move, (name, 1), position == last),
        (_("Remove"), deck_choice.remove, (name,), False),
    )
    for number, (word, do, args, off) in enumerate(ways):
        key = f"slide-{position}-{number}"
        st.button(word, key=key, on_click=do, args=args, disabled=off, type="tertiary")


def _thumbnail(view: View, name: str, language: str) -> None:
    """A small picture of the slide; one that cannot be made says why."""
    view = view.in_language(language)
    try:
        with use_language(language):
            picture = to_thumbnail(recipes.make(view, name))
        st.image(picture, width=192)
    except (FigureError, ExportError) as error:
        st.html(f"<p class=thumbnail>{html.text(str(error))}</p>", width=192)


@st.fragment
def download(view: View, names: tuple[str, ...], language: str) -> None:
    """Title and author, and the file, made when the reader asks for it.

    In a fragment: asking for it draws none of the slides again, which would keep other readers waiting.
    """
    left, right = st.columns(2)
    with use_language(language):
        default = ready_title()
    with left:
        title = deck_choice.text(deck_choice.TITLE, _("Title"), default)
    with right:
        author = deck_choice.text(deck_choice.AUTHOR, _("Author line"), "")
    number = ngettext("{n} slide", "{n} slides", len(names) + 1).format(n=count(len(names) + 1))
    with st.container(horizontal=True, gap="small", key="deck-ways"):
        make = _("Make the presentation ({slides})").format(slides=number)
        as_slides = st.button(make, key="deck-make", type="primary")
        as_pages = st.button(_("Make it as PDF"), key="deck-make-pdf")
    if as_slides or as_pages:
        file, maker = (PPTX, deck_to_pptx) if as_slides else (PDF, deck_to_pdf)
        with use_language(language):
            stem = file_stem(title, view)
        if content := _made(view, names, language, maker, title, author):
            _offer(content, f"{stem}.{file.extension}", file)
    link.end_run()


def _made(
    view: View, names: tuple[str, ...], language: str, maker: Callable[..., bytes], title: str, author: str
) -> bytes | None:
    """The presentation, with a bar that tells how far it is; None where it failed, and the page says why."""
    making = _("Making the presentation")
    bar = st.progress(0.0, making)
    try:
        with use_language(language):
            deck = deck_of(view.in_language(language), names, title=title, author=author)
            return run_in_worker(maker, deck, progress=lambda made, whole: bar.progress(made / whole, making))
    except (FigureError, ExportError) as error:
        st.html(html.notice(str(error)))
        return None
    finally:
        bar.empty()


def _offer(content: bytes, name: str, file: Format) -> None:
    st.download_button(
        _("Download the presentation"),
        content,
        file_name=name,
        mime=file.mime,
        key="deck-file",
        on_click="ignore",
    )
