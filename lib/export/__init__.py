"""How a figure leaves: slides, workbooks, tables and pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.export.csv import to_csv
from lib.export.output import ExportError, file_name
from lib.export.picture import to_pdf, to_png, to_svg, to_widescreen_png
from lib.export.slides import to_pptx
from lib.export.workbook import to_xlsx
from lib.figures.figure import Figure
from lib.words import N_, _

__all__ = [
    "ALL",
    "CSV",
    "PDF",
    "PNG",
    "PPTX",
    "SVG",
    "WIDE",
    "XLSX",
    "ExportError",
    "Format",
    "file_name",
    "formats",
]


@dataclass(frozen=True)
class Format:
    """One kind of file. ``make`` gives its bytes, or raises ExportError with a message for the reader.

    ``suffix`` parts the names of two files of a figure that have the same extension.
    """

    id: str
    name: str  # message id
    extension: str
    mime: str
    make: Callable[..., bytes]  # of a figure, or of what else leaves
    suffix: str = ""
    used_for: str = ""  # message id

    @property
    def use(self) -> str:
        """What the file is for, in a few words."""
        return _(self.used_for)

    @property
    def label(self) -> str:
        """The format's name in the reader's language."""
        return _(self.name)


_OFFICE = "application/vnd.openxmlformats-officedocument"

CSV = Format("csv", N_("CSV for Excel"), "csv", "text/csv", to_csv, used_for=N_("only the numbers"))
XLSX = Format(
    "xlsx",
    N_("Excel workbook"),
    "xlsx",
    f"{_OFFICE}.spreadsheetml.sheet",
    to_xlsx,
    used_for=N_("table and chart"),
)
WIDE = Format(
    "png-16x9", N_("PNG image, 16:9"), "png", "image/png", to_widescreen_png, "16x9", N_("fits a slide")
)
PNG = Format(
    "png", N_("PNG image, as on screen"), "png", "image/png", to_png, used_for=N_("for e-mail and documents")
)
SVG = Format("svg", N_("SVG image"), "svg", "image/svg+xml", to_svg, used_for=N_("sharp in any size"))
PDF = Format("pdf", N_("PDF"), "pdf", "application/pdf", to_pdf, used_for=N_("to print"))

PPTX = Format(
    "pptx",
    N_("PowerPoint slide"),
    "pptx",
    f"{_OFFICE}.presentationml.presentation",
    to_pptx,
    used_for=N_("can be edited"),
)

_OF_ANY = (PPTX, XLSX, CSV)
_PICTURES = (WIDE, PNG, SVG, PDF)
ALL = (*_OF_ANY, *_PICTURES)


def formats(figure: Figure) -> tuple[Format, ...]:
    """The formats this figure can leave in, in the order of the menu: without a chart there is no picture."""
    return (*_OF_ANY, *(_PICTURES if figure.chart else ()))
