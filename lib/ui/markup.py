"""HTML that Streamlit has no element for: real tables, captions, key figures. Every text is escaped here."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from itertools import zip_longest

from lib.figures.figure import Column, Figure, Table
from lib.figures.headline import KeyFigure
from lib.figures.values import written

_TALL = 30  # a table with more rows scrolls within itself


def fault(title: str, message: str) -> str:
    """What is shown instead of numbers when the extract cannot be used: the message, word for word."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in message.split("\n\n"))
    return f"<h1>{escape(title)}</h1><div role=alert class=fault>{paragraphs}</div>"


def notice(message: str) -> str:
    """Something the reader should know, announced by screen readers. Text from a link is only ever text."""
    return f"<p role=status class=notice>{escape(message)}</p>"


def nothing(message: str) -> str:
    """The empty state of a figure."""
    return f"<p class=nothing>{escape(message)}</p>"


def heading(figure: Figure) -> str:
    """A figure's title and subtitle."""
    return f"<h3>{escape(figure.title)}</h3><p class=sub>{escape(figure.subtitle)}</p>"


def text(words: str) -> str:
    """Words that are only ever words."""
    return escape(words)


def panel(title: str) -> str:
    """The title of one of several drawings in a figure."""
    return f"<p class=panel>{escape(title)}</p>"


def footing(figure: Figure) -> str:
    """A figure's notes and its source line."""
    lines = "".join(f"<p>{escape(note)}</p>" for note in figure.notes)
    return f"<div class=foot>{lines}<p>{escape(figure.source)}</p></div>"


@lru_cache(maxsize=256)  # a figure that is shown again has its table already
def table(figure: Figure, links: tuple[str, ...] = ()) -> str:
    """A figure's table, that find, print and screen readers can read; the first column names the rows.

    Numbers are set right, and the whole, where there is one, stands last in bold. ``links`` are the
    addresses that the names of the first rows lead to.
    """
    content, caption = figure.table, f"{figure.title}. {figure.subtitle}"
    head = "".join(f"<th scope=col{_side(column)}>{escape(column.label)}" for column in content.columns)
    body = "".join(_row(content, row, link) for row, link in zip_longest(content.rows, links, fillvalue=""))
    total = " class=whole" if content.has_total else ""
    tall = " tall" if len(content.rows) > _TALL else ""
    return (
        f'<div class="scroll{tall}" tabindex=0 role=region aria-label="{escape(caption)}"><table{total}>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _row(content: Table, row: tuple, link: str) -> str:
    name = escape(str(row[0]))
    cells = [f"<tr><th scope=row>{_anchor(name, link) if link else name}"]
    for column, value in zip(content.columns[1:], row[1:], strict=True):
        cells.append(f"<td{_side(column)}>{escape(written(value, column.kind, unknown=column.unknown))}")
    return "".join(cells)


def _anchor(name: str, link: str) -> str:
    return f'<a href="{escape(link)}" target=_self>{name}</a>'


def _side(column: Column) -> str:
    return " class=t" if column.kind == "text" else ""


def key_figures(figures: Iterable[KeyFigure]) -> str:
    """The row of key figures: value large, unit and base small, the change in words."""
    return f"<dl class=keys>{''.join(_key_figure(figure) for figure in figures)}</dl>"


def _key_figure(figure: KeyFigure) -> str:
    lines = "".join(f"<span>{escape(text)}</span>" for text in (figure.change, figure.basis) if text)
    unit = f" <small>{escape(figure.unit)}</small>" if figure.unit else ""
    judged = f" data-judged={figure.judgement}" if figure.judgement != "none" else ""
    return (
        f"<div id=key-{figure.id}{judged}><dt>{escape(figure.label)}</dt>"
        f"<dd><b>{escape(figure.value)}{unit}</b>{lines}</dd></div>"
    )
