"""What says that an object on a slide is ours: a tag at the end of its name.

A name survives moving, resizing, copying and rewording in PowerPoint, and a round trip through LibreOffice;
custom XML and extension lists do not. ``Unike leger etter fylke [alis:title:county-map?aar=2023:1f2e3d]`` is
the title of the figure ``county-map?aar=2023``; the digits are marks of the lines we wrote, by which a line
that its owner reworded is told from one of ours. After a ``~`` stand the marks of the words around a drawing.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

from lib.export.output import plain
from lib.export.shown import footer_lines, note_lines, selection_line
from lib.figures.figure import Figure

MARK_DIGITS = 6
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
    marks: tuple[str, ...] = ()  # of the lines of a text
    words: tuple[str, ...] = ()  # of the texts that belong to a drawing

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


def mark(line: str) -> str:
    """The mark of a line. Runs of spaces are one space: office programs change them."""
    return sha256(" ".join(line.split()).encode()).hexdigest()[:MARK_DIGITS]


def words_of(figure: Figure) -> tuple[str, ...]:
    """The marks of all that is said around a figure: title, subtitle, notes and source, facts.

    A drawing carries them, because LibreOffice gives the places of the template names of its own: by them the
    texts that belong to the drawing are known again.
    """
    lines = [figure.title, selection_line(figure), *footer_lines(figure), *note_lines([figure])]
    return tuple(mark(plain(line)) for line in lines)
