"""The tag at the end of an object's name, which says that the object is ours and what it shows.

A name survives moving, resizing, copying and rewording in PowerPoint, and a round trip through LibreOffice;
custom XML and extension lists do not. ``Unike leger etter fylke [alis:title:county-map?aar=2023:1f2e3d]`` is
the title of the figure ``county-map?aar=2023``. The digits are hashes of the lines that we wrote: a line with
another hash was reworded by its owner. After a ``~`` follow the hashes of the texts around a drawing.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

from lib.export.output import plain
from lib.export.shown import (
    context_line,
    footer_lines,
    message_of,
    note_lines,
    selection_line,
    source_text,
)
from lib.figures.figure import Figure

HASH_DIGITS = 6
_TAG = re.compile(
    r"\[alis:(?P<part>[a-z]+)(?P<panel>\d*):(?P<tag>[^\]:]*)"
    r":(?P<marks>[0-9a-f.]*)~?(?P<words>[0-9a-f.]*)\]\s*$"
)
_SAFE = "?=&,.-_"


@dataclass(frozen=True)
class Tag:
    """Which part of which figure an object is. ``figure`` is the caller's own name for figure and choices."""

    part: str  # "title", "subtitle", "chart", "map", "legend", "table", "footer", "notes", …
    figure: str
    panel: int = 0  # which of several drawings side by side
    marks: tuple[str, ...] = ()  # hashes of the lines of a text
    words: tuple[str, ...] = ()  # hashes of the texts around a drawing

    def name(self, label: str) -> str:
        """The object's name: what a person reads in the selection pane, then the tag."""
        part = f"{self.part}{self.panel or ''}"
        words = f"~{'.'.join(self.words)}" if self.words else ""
        return f"{label} [alis:{part}:{quote(self.figure, safe=_SAFE)}:{'.'.join(self.marks)}{words}]"


def read_tag(name: str) -> Tag | None:
    """The tag in an object's name, or None for an object that is not ours."""
    found = _TAG.search(name)
    if found is None:
        return None
    return Tag(
        part=found["part"],
        figure=unquote(found["tag"]),
        panel=int(found["panel"] or 0),
        marks=tuple(filter(None, found["marks"].split("."))),
        words=tuple(filter(None, found["words"].split("."))),
    )


def label_of(name: str) -> str:
    """The name without its tag."""
    return _TAG.sub("", name).rstrip()


def line_hash(line: str) -> str:
    """The hash of a line. Runs of spaces count as one space: office programs change them."""
    return sha256(" ".join(line.split()).encode()).hexdigest()[:HASH_DIGITS]


def text_hashes(figure: Figure) -> tuple[str, ...]:
    """The hashes of all texts around a figure: title, subtitle, notes and source, facts, message, line.

    A drawing carries them, because LibreOffice renames the places of the template: by the hashes the texts
    that belong to the drawing are found again. The last three are those of a slide's title, of the line
    under it and of its source.
    """
    message = message_of(figure)
    lines = [figure.title, selection_line(figure), *footer_lines(figure), *note_lines([figure])]
    lines += [message, context_line(figure, message), source_text(figure)]
    return tuple(line_hash(plain(line)) for line in lines)
