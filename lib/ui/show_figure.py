"""Showing a figure: heading, chart or table by one switch, downloads, notes and source."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import pyarrow as pa
import streamlit as st

from lib.export import file_name, formats, webpage
from lib.export.presentation import Slide
from lib.figures import recipes
from lib.figures.drawing import Chart, Frame, ThemeName
from lib.figures.figure import Figure
from lib.ui import deck_choice, html, link
from lib.ui.controls import AS_TABLE, UNFOLDED, shown
from lib.ui.page_view import current
from lib.words import _, ngettext

_Pick = Callable[[str], None]  # with the key of the chart that is clicked
_Link = Callable[[str], str]  # region code, or the name of a row → address
_CHART, _TABLE = "chart", "table"
_PICKED = "picked"  # session state: a click has changed the selection, and the page is to follow


@dataclass(frozen=True)
class How:
    """How a figure is shown.

    ``table_open`` shows its table below the chart instead of behind the switch. ``on_pick`` is called with
    the chart's key when the reader clicks on a mark; the whole page is run again after it. ``link`` gives the
    address of a row of the table. ``height`` is that of the drawing in pixels, where it is not the figure's
    own. ``picked`` tells what is picked already: with another the drawing is a new one, which a click on the
    same mark changes again.
    """

    table_open: bool = False
    on_pick: _Pick | None = None
    link: _Link | None = None
    height: int | None = None
    picked: str = ""


def show(figure: Figure, *, folded: bool = False, **how: object) -> None:
    """Show a figure; how is told by the fields of ``How``.

    ``folded`` shows its title alone, and the rest when the reader unfolds it: for long lists.
    """
    # In a fragment that is run again there is no view: the slide that is added is told now.
    slide = deck_choice.slide_of(current(), figure.name)
    if folded:
        _show_folded(figure, slide)
    else:
        _show(figure, slide, How(**how))


@st.fragment
def _show_folded(figure: Figure, slide: Slide) -> None:
    label = figure.finding or f"{figure.title} · {figure.subtitle}"
    key = f"fold-{figure.id}"
    is_open = link.is_on(UNFOLDED, figure.id)
    if st.session_state.get(key, is_open) != is_open:
        st.session_state[key] = is_open
    fold = st.expander(
        label, expanded=is_open, key=key, on_change=_turned, args=(UNFOLDED, figure.id, key, True)
    )
    if fold.open:
        with fold:
            _contents(figure, slide, How(table_open=True))


@st.fragment
def _show(figure: Figure, slide: Slide, how: How) -> None:
    """In a fragment: switching to the table redraws this figure alone."""
    if st.session_state.pop(_PICKED, False):
        st.rerun(scope="app")
    _contents(figure, slide, how)


def _contents(figure: Figure, slide: Slide, how: How) -> None:
    with st.container(key=f"figure-{figure.id}", gap="small"):
        if not figure.table.rows:
            nothing = html.nothing(figure.nothing or _("There is nothing to show for this selection."))
            st.html(webpage.heading(figure, html.term) + nothing + webpage.first_note(figure))
            return
        st.html(webpage.heading(figure, html.term))
        form = _CHART if figure.chart is not None else _TABLE
        if figure.chart is not None and not how.table_open:
            form = _switch(figure)
        tools(figure, slide)
        st.html(html.figure_ways(), width="content")
        if form == _CHART:
            draw(figure, how)
        if form == _TABLE or how.table_open:
            st.html(webpage.table(figure, _links(figure, how.link), html.term))
        if notes := webpage.first_note(figure):
            st.html(notes)


def _switch(figure: Figure) -> str:
    labels = {_CHART: f":material/bar_chart: {_('Chart')}", _TABLE: f":material/table_rows: {_('Table')}"}
    key = f"show-{figure.id}"
    chosen = _TABLE if link.is_on(AS_TABLE, figure.id) else _CHART
    st.segmented_control(
        _("Show {figure} as").format(figure=figure.title),
        list(labels),
        required=True,
        format_func=labels.get,
        key=key,
        label_visibility="collapsed",
        on_change=_turned,
        args=(AS_TABLE, figure.id, key, _TABLE),
        **shown(key, chosen),
    )
    return chosen


def _turned(parameter: str, id: str, key: str, on: object) -> None:
    link.turn(parameter, id, on=st.session_state[key] == on)


def tools(figure: Figure, slide: Slide) -> None:
    """The way into the presentation, and the menu of files: one is made when it is asked for.

    The style sheet sets them beside the figure's title, and hides their names until they are pointed at.
    """
    if figure.name in recipes.names():
        there = deck_choice.is_in(slide, deck_choice.chosen())
        st.button(
            _("In the presentation") if there else _("Add to the presentation"),
            icon=":material/check:" if there else ":material/add_to_queue:",
            key=f"pick-{figure.id}",
            on_click=_add,
            args=(slide,),
            disabled=there,
            type="tertiary",
        )
    menu = st.popover(
        _("Download"),
        icon=":material/download:",
        type="tertiary",
        key=f"files-{figure.id}",
        on_change="rerun",
    )
    if not menu.open:
        return
    for file in formats(figure):
        menu.download_button(
            f"{file.label} – {file.use}",
            data=partial(file.make, figure),
            file_name=file_name(figure, file.extension, file.suffix),
            mime=file.mime,
            key=f"{file.id}-{figure.id}",
            on_click="ignore",
            type="tertiary",
        )


def _add(slide: Slide) -> None:
    deck_choice.add(slide)
    slides = len(deck_choice.chosen())
    form = ngettext(
        "Added. The presentation has {n} slide.", "Added. The presentation has {n} slides.", slides
    )
    st.toast(form.format(n=slides), icon=":material/check:")


def _links(figure: Figure, link: _Link | None) -> tuple[str, ...]:
    """The address of each row: by its code, or by its name where the rows have none."""
    keys = figure.table.codes or tuple(str(next(iter(row.values()))) for row in figure.table.body)
    return tuple(map(link, keys)) if link else ()


def draw(figure: Figure, how: How) -> None:
    """The chart alone: a cached spec with the selection's numbers swapped in. Panels stand side by side."""
    key, panels = f"{chart_key(figure.id)}-{how.picked}".rstrip("-"), figure.chart.panels
    if not panels:
        _draw(figure.chart, key, figure.alt, how)
        return
    for column, (title, chart) in zip(st.columns(len(panels)), panels, strict=True):
        with column:
            st.html(html.panel(title))
            _draw(chart, f"{key}-{title}", f"{title}. {figure.alt}", how)


def _draw(chart: Chart, key: str, alt: str, how: How) -> None:
    spec = {**chart.spec(theme()), "datasets": _datasets(chart)}
    st.vega_lite_chart(
        spec=spec | {"height": how.height} if how.height else spec,
        theme=None,
        width="stretch",
        key=key,
        alt=alt,
        on_select=partial(_note_pick, how.on_pick, key) if how.on_pick and chart.pick else "ignore",
    )


def chart_key(figure_id: str) -> str:
    """The key of a figure's chart, under which Streamlit keeps clicks."""
    return f"chart-{figure_id}"


def _note_pick(on_pick: _Pick, key: str) -> None:
    on_pick(key)
    st.session_state[_PICKED] = True


def theme() -> ThemeName:
    """The reader's theme; light if the browser does not report one."""
    return "dark" if st.context.theme.type == "dark" else "light"


@lru_cache(maxsize=256)
def _datasets(chart: Chart) -> dict[str, bytes]:
    """The chart's frames as Arrow streams, by name."""
    return {name: _arrow(frame) for name, frame in chart.datasets.items()}


def _arrow(frame: Frame) -> bytes:
    """The frame as an Arrow stream."""
    content = _compact(pa.table(dict(frame)))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, content.schema) as writer:
        writer.write_table(content)
    return sink.getvalue().to_pybytes()


def _compact(content: pa.Table) -> pa.Table:
    """The table in fewer bytes: small whole numbers as such, and texts that come again sent once."""
    for position, column in enumerate(content.columns):
        name, smaller = content.column_names[position], column.combine_chunks()
        if pa.types.is_integer(column.type):
            smaller = _narrow(smaller)
        elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            coded = smaller.cast(pa.string()).dictionary_encode()
            coded = pa.DictionaryArray.from_arrays(_narrow(coded.indices), coded.dictionary)
            smaller = coded if coded.nbytes + _DICTIONARY < column.nbytes else smaller
        content = content.set_column(position, name, smaller)
    return content


_DICTIONARY = 300  # bytes that a dictionary costs in a stream before it holds anything


def _narrow(column: pa.Array) -> pa.Array:
    """Whole numbers in the narrowest type that holds them; the browser's own numbers hold no more anyway."""
    for narrow in (pa.int8(), pa.int16(), pa.int32()):
        try:
            return column.cast(narrow)
        except pa.ArrowInvalid:
            continue
    return column.cast(pa.float64())
