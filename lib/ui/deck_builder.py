"""The deck builder: what goes into a presentation, its files, and its slides in order."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from lib.export import PDF, PPTX, Format
from lib.export.deck_files import deck_to_pdf, deck_to_pptx
from lib.export.output import FILES, run_in_worker
from lib.export.presentation import READY_SETS, ReadySet, Slide, deck_of, ready_title, require
from lib.export.shown import FEWEST_LISTED, Size, message_of, native_subtitle
from lib.figures import recipes
from lib.figures.captions import file_stem
from lib.figures.figure import Figure
from lib.figures.recipes import FigureError
from lib.metrics.view import View
from lib.ui import deck_choice, html, link
from lib.ui.deck_picker import picker
from lib.ui.slide_route import url_of
from lib.words import _, count, use_language


def contents(view: View) -> None:
    """What to pick from, the files, and the slides."""
    deck_choice.show_in_link(view)
    slides = deck_choice.chosen()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="deck-add"):
        for number, ready in enumerate(READY_SETS):
            st.button(
                ready.label if ready.is_for(view.selection) else _lacking(ready),
                key=f"deck-ready-{number}",
                icon=":material/playlist_add:",
                on_click=deck_choice.add_set,
                args=(view, ready),
                disabled=not ready.is_for(view.selection),
            )
        language, size = deck_choice.language_of_numbers(), deck_choice.size_of_slides()
    picker(view)
    if not slides:
        st.html(html.nothing(_("Nothing is picked yet. Take a ready set, or add figures one by one.")))
        return
    FILES.start()  # so that it is ready when the reader is
    _files(view, slides, language, size)
    st.html(html.notes([_("Drag a slide to move it.")]))
    first = 3 if len(slides) >= FEWEST_LISTED else 2  # after the title and the contents
    for position, slide in enumerate(slides):
        _slide(view, slide, position, number=first + position, language=language, size=size)


def _lacking(ready: ReadySet) -> str:
    """The name of a set whose place is not chosen, and what to do."""
    form = (
        _("{set} (choose one county)") if ready.needs == "counties" else _("{set} (choose one municipality)")
    )
    return form.format(set=ready.label)


def _address() -> str:
    """The address of the presentation as it is shown."""
    site = (st.context.url or "").partition("?")[0]
    return f"{site}?{urlencode(link.address(), doseq=True)}" if site else ""


def _files(view: View, slides: tuple[Slide, ...], language: str, size: Size) -> None:
    """Title and author, and the files, each made when it is asked for."""
    with use_language(language):
        default = ready_title()
    left, right = st.columns(2)
    with left:
        title = deck_choice.text(deck_choice.TITLE, _("Title of the presentation"), default)
    with right:
        author = deck_choice.text(deck_choice.AUTHOR, _("Name and department"), "")
    with use_language(language):
        stem = file_stem(title or default, view)
    said = {"title": title or default, "author": author, "size": size, "link": _address()}
    make = partial(_made, view, slides, language, **said)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="deck-ways"):
        _offer(_("Make PowerPoint"), PPTX, stem, partial(make, deck_to_pptx), is_first=True)
        _offer(_("PDF"), PDF, stem, partial(make, deck_to_pdf))


def _offer(label: str, file: Format, stem: str, make: Callable[[], bytes], *, is_first: bool = False) -> None:
    st.download_button(
        label,
        data=make,
        file_name=f"{stem}.{file.extension}",
        mime=file.mime,
        key=f"deck-{file.extension}",
        on_click="ignore",
        type="primary" if is_first else "secondary",
        icon=":material/download:",
    )


def _made(
    view: View, slides: tuple[Slide, ...], language: str, maker: Callable[..., bytes], **said: str
) -> bytes:
    """The bytes of a file. Raises FigureError and ExportError, whose messages the button shows."""
    with use_language(language):
        return run_in_worker(maker, deck_of(view.in_language(language), slides, **said))


def _slide(view: View, slide: Slide, position: int, *, number: int, language: str, size: Size) -> None:
    """A slide as it will be, with its title to be written over and its place in the order."""
    figure, why = _figure(view, slide, language)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key=f"slide-row-{position}"
    ):
        source = url_of(view, slide, spoken=link.read_one("spraak") or "no", size=size, number=number)
        shown = f"{slide.title or message_of(figure)}. {native_subtitle(figure)}" if figure else ""
        st.html(html.preview(source, shown) if figure else html.thumbnail_text(why), width=400)
        with st.container(gap="small"):
            label = f"{figure.title} · {native_subtitle(figure)}" if figure else slide.name
            st.html(f"<p class=slide>{html.text(f'{count(number)}. {label}')}</p>")
            if figure:
                name = _("Title of slide {n}").format(n=count(number))
                deck_choice.title_of(position, slide.title, message_of(figure), name)
            if why and figure:
                st.html(html.notice(_("There is nothing on this slide: {why}").format(why=why)))
            with st.container(horizontal=True, gap="small"):
                _order(slide, position)


def _figure(view: View, slide: Slide, language: str) -> tuple[Figure | None, str]:
    """The figure in its own language, and why there is nothing on its slide, in the reader's."""
    seen = slide.seen_from(view)
    try:
        require(view, slide)
        here = recipes.make(seen, slide.name)
        with use_language(language):
            figure = recipes.make(seen.in_language(language), slide.name)
    except FigureError as error:
        return None, str(error)
    if here.table.rows:
        return figure, ""
    return figure, here.nothing or _("There is nothing to show for this selection.")


def _order(slide: Slide, position: int) -> None:
    """The place in the order, by keys as well as by mouse."""
    last = len(deck_choice.chosen()) - 1
    ways = [
        (_("Move up"), deck_choice.move, (position, -1), position == 0),
        (_("Move down"), deck_choice.move, (position, 1), position == last),
        (_("Remove"), deck_choice.remove, (position,), False),
    ]
    if slide.title:
        ways.append((_("↺ Suggested title"), deck_choice.entitle, (position, ""), False))
    for number, (word, do, args, off) in enumerate(ways):
        key = f"slide-{position}-{number}"
        st.button(word, key=key, on_click=do, args=args, disabled=off, type="tertiary")
