"""How a figure leaves: table files and pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.export.csv import to_csv
from lib.export.errors import ExportError
from lib.export.names import file_name
from lib.export.picture import to_png, to_svg
from lib.figures.figure import Figure
from lib.words import N_, _

__all__ = ["CSV", "PNG", "SVG", "ExportError", "Format", "file_name", "formats"]


@dataclass(frozen=True)
class Format:
    """One kind of file. ``make`` gives its bytes, or raises ExportError with a message for the reader."""

    id: str
    name: str  # message id
    extension: str
    mime: str
    make: Callable[[Figure], bytes]

    @property
    def label(self) -> str:
        """The format's name in the reader's language."""
        return _(self.name)


CSV = Format("csv", N_("CSV for Excel"), "csv", "text/csv", to_csv)
PNG = Format("png", N_("PNG image"), "png", "image/png", to_png)
SVG = Format("svg", N_("SVG image"), "svg", "image/svg+xml", to_svg)


def formats(figure: Figure) -> tuple[Format, ...]:
    """The formats this figure can leave in: a figure without a chart has no picture."""
    return (CSV, PNG, SVG) if figure.chart else (CSV,)
