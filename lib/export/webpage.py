"""A figure as HTML: its heading, its table and its source line; and figures as a page by itself.

Every text is escaped here.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from itertools import zip_longest
from pathlib import Path

from lib.figures.figure import CellValue, Column, Figure, Table
from lib.figures.values import format_full
from lib.metrics.value import number
from lib.words import _, language

_STYLE = Path(__file__).with_name("webpage.css").read_text(encoding="utf-8")
Term = Callable[[str], str]  # id of a metric, or key of a column → the mark of its definition, as HTML
_TALL = 30  # a table with more rows scrolls within itself


def _no_mark(_id: str) -> str:
    return ""


def heading(figure: Figure, term: Term = _no_mark) -> str:
    """What a figure shows, over what it is: its finding, label and subtitle; the label where it has none.

    The mark of the metric that it is about stands at the label.
    """
    label, subtitle = escape(figure.title) + term(figure.topic.metric), escape(figure.subtitle)
    if not figure.finding:
        return f"<h2>{label}</h2><p class=sub>{subtitle}</p>"
    return f"<h2>{escape(figure.finding)}</h2><p class=sub>{label} · {subtitle}</p>"


def footing(figure: Figure) -> str:
    """A figure's notes and its source line."""
    lines = "".join(f"<p>{escape(note)}</p>" for note in figure.notes)
    return f"<div class=foot>{lines}<p>{escape(figure.source)}</p></div>"


def first_note(figure: Figure) -> str:
    """A figure's first note, and the others where they are unfolded; empty where it has none."""
    if not figure.notes:
        return ""
    first, *rest = (f"<p>{escape(note)}</p>" for note in figure.notes)
    about = f"<details><summary>{_('About the figure')}</summary>{''.join(rest)}</details>" if rest else ""
    return f"<div class=foot>{first}{about}</div>"


@lru_cache(maxsize=256)  # a figure that is shown again has its table already
def table(figure: Figure, links: tuple[str, ...] = (), term: Term = _no_mark) -> str:
    """A figure's table, that find, print and screen readers can read; the first column names the rows.

    Numbers are set right, and the whole, where there is one, stands last in bold. ``links`` are the
    addresses that the names of the first rows lead to, and ``term`` gives the mark of a column.
    """
    content, caption = figure.table, f"{figure.title}. {figure.subtitle}"
    head, body = (_turned if content.is_turned else _upright)(content, links, term)
    total = " class=whole" if content.has_total else ""
    total = " class=turned" if content.is_turned else total
    tall = " tall" if len(content.rows) > _TALL else ""
    return (
        f'<div class="scroll{tall}" tabindex=0 role=region aria-label="{escape(caption)}"><table{total}>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _upright(content: Table, links: tuple[str, ...], term: Term) -> tuple[str, str]:
    """The head and the body of a table with a row for each of its rows."""
    head = "".join(
        f"<th scope=col{_side(column)}>{escape(column.label)}{term(column.key)}" for column in content.columns
    )
    return head, "".join(
        _row(content, row, link, bar)
        for row, link, bar in zip_longest(content.rows, links, _bars(content), fillvalue="")
    )


def _turned(content: Table, _links: tuple[str, ...], term: Term) -> tuple[str, str]:
    """The head and the body of a table with a row for each of its columns."""
    name, *columns = content.columns
    titles = (name.label, *(str(row[0]) for row in content.rows))
    head = "".join(f"<th scope=col>{escape(title)}" for title in titles)
    body = ""
    for at, column in enumerate(columns, 1):
        cells = (
            _cell(row[at], column, strong=(place, at) in content.strong)
            for place, row in enumerate(content.rows)
        )
        body += f"<tr><th scope=row>{escape(column.label)}{term(column.key)}{''.join(cells)}"
    return head, body


def _row(content: Table, row: tuple, link: str, bars: tuple[str, ...] | str) -> str:
    name = escape(str(row[0]))
    cells = [f"<tr><th scope=row>{_anchor(name, link) if link else name}"]
    for column, value, bar in zip_longest(content.columns[1:], row[1:], bars, fillvalue=""):
        cells.append(_cell(value, column, bar=bar))
    return "".join(cells)


def _cell(value: CellValue, column: Column, *, bar: str = "", strong: bool = False) -> str:
    text = escape(format_full(value, column.kind, unknown=column.unknown))
    return f"<td{_side(column)}{bar}>{f'<b>{text}</b>' if strong else text}"


def _bars(content: Table) -> list[tuple[str, ...]]:
    """For each row but the whole, the length of the small bar of each cell, as an attribute."""
    if not content.has_bars:
        return []
    numbers = [[number(value) for value in list(row.values())[1:]] for row in content.body]
    highest = [
        max((value for value in column if value is not None), default=0)
        for column in zip(*numbers, strict=True)
    ]
    return [
        tuple(
            f' style="--bar:{100 * float(value) / float(most):.0f}%"' if value and most else ""
            for value, most in zip(row, highest, strict=True)
        )
        for row in numbers
    ]


def _anchor(name: str, link: str) -> str:
    return f'<a href="{escape(link)}" target=_self>{name}</a>'


def _side(column: Column) -> str:
    return " class=t" if column.kind == "text" else ""


def to_page(title: str, lead: str, figures: Iterable[Figure]) -> bytes:
    """A page by itself with the tables of figures below each other, to be read and printed anywhere."""
    parts = "".join(heading(figure) + table(figure) + footing(figure) for figure in figures)
    return (
        f"<!doctype html><html lang={language()}><meta charset=utf-8>"
        f"<meta name=viewport content='width=device-width'><title>{escape(title)}</title>"
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p class=lead>{escape(lead)}</p>{parts}"
    ).encode()
