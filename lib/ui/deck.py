"""Putting a presentation together: what it holds, in which order, and the file."""

import streamlit as st

from lib.export import PPTX, ExportError
from lib.export.picture import to_thumbnail
from lib.export.presentation import KEYS, deck_of, ready_title, titles, to_deck
from lib.figures import named
from lib.figures.caption import file_stem
from lib.figures.named import FigureError
from lib.ui import markup, slides
from lib.ui.view import View
from lib.words import _, count, ngettext

_PICK = "deck-pick"


def contents(view: View) -> tuple[str, ...]:
    """The slides, each with a small picture and its place in the order, and how to pick more; their names."""
    slides.follow_link()
    with st.spinner(_("Finding the figures")):
        labels = titles(view.extract, variants=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="deck-add"):
        st.selectbox(
            _("Add a figure"),
            [name for name in labels if name not in slides.chosen()],
            index=None,
            format_func=labels.get,
            placeholder=_("Search for a figure by its title"),
            key=_PICK,
            on_change=_picked,
            width=480,
        )
        st.button(ready_title(), key="deck-ready", on_click=slides.take_ready)
    slides.write_link()
    if not slides.chosen():
        st.html(markup.nothing(_("Nothing is picked yet. Take the ready choice, or add figures one by one.")))
    for position, name in enumerate(slides.chosen()):
        _slide(view, name, labels.get(name) or named.make(view.extract, view.selection, name).title, position)
    return slides.chosen()


def _picked() -> None:
    name, st.session_state[_PICK] = st.session_state[_PICK], None
    if name:
        slides.add(name)


def _slide(view: View, name: str, label: str, position: int) -> None:
    row = st.container(horizontal=True, vertical_alignment="center", key=f"slide-row-{position}")
    with row:
        _thumbnail(view, name)
        with st.container(gap="small"):
            title = markup.text(f"{count(position + 2)}. {label}")  # the first slide is the title
            st.html(f"<p class=slide>{title}</p>")
            with st.container(horizontal=True, gap="small"):
                _order(name, position)


def _order(name: str, position: int) -> None:
    """The place in the order, by keys as well as by mouse."""
    last = len(slides.chosen()) - 1
    ways = (
        (_("Move up"), slides.move, (name, -1), position == 0),
        (_("Move down"), slides.move, (name, 1), position == last),
        (_("Remove"), slides.remove, (name,), False),
    )
    for number, (word, do, args, off) in enumerate(ways):
        key = f"slide-{position}-{number}"
        st.button(word, key=key, on_click=do, args=args, disabled=off, type="tertiary")


def _thumbnail(view: View, name: str) -> None:
    """A small picture of the slide; what has none says what it is."""
    try:
        figure = None if name == KEYS else named.make(view.extract, view.selection, name)
        if figure is not None and figure.chart is not None and figure.table.rows:
            st.image(to_thumbnail(figure), width=192)
            return
        word = _("numbers and text") if figure is None else _("table")
    except (FigureError, ExportError) as error:
        word = str(error)
    st.html(f"<p class=thumbnail>{markup.text(word)}</p>", width=192)


def download(view: View, names: tuple[str, ...]) -> None:
    """Title and author, and the file, made when the reader asks for it."""
    left, right = st.columns(2)
    with left:
        title = slides.text("tittel", _("Title"), ready_title())
    with right:
        author = slides.text("forfatter", _("Author line"), "")
    number = ngettext("{n} slide", "{n} slides", len(names) + 1).format(n=count(len(names) + 1))
    if not st.button(
        _("Make the presentation ({slides})").format(slides=number), key="deck-make", type="primary"
    ):
        return
    bar = st.progress(0.0, _("Making the presentation"))
    try:
        deck = deck_of(view.extract, view.selection, names, title=title, author=author)
        content = to_deck(
            deck, progress=lambda made, whole: bar.progress(made / whole, _("Making the presentation"))
        )
    except (FigureError, ExportError) as error:
        bar.empty()
        st.html(markup.notice(str(error)))
        return
    bar.empty()
    st.download_button(
        _("Download the presentation"),
        content,
        file_name=f"{file_stem(title, view.extract, view.selection)}.pptx",
        mime=PPTX.mime,
        key="deck-file",
        on_click="ignore",
    )
