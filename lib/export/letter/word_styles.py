"""The letters of a Word letter, by the names of Word's own styles, and how high a text is in them."""

from dataclasses import dataclass

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from lib.export.measure import height_of
from lib.export.page import ROLE
from lib.words import language_tag

FONT = "Arial"  # on every reader's machine; measured by Liberation Sans, whose letters are as wide


@dataclass(frozen=True)
class WordStyle:
    """The letters of a style and the room under a paragraph, in points."""

    size: float
    after: float
    bold: bool = False
    role: str = "text"

    def height(self, text: str, width: float) -> float:
        """The height of a paragraph in so wide a column, with the room under it."""
        return height_of(text, width, self.size, face="slide", bold=self.bold) + self.after


STYLES = {
    "Normal": WordStyle(10.5, 3),
    "Heading 1": WordStyle(12, 6, bold=True, role="main"),
    "Subtitle": WordStyle(16, 6, bold=True),
    "List Bullet": WordStyle(10.5, 3),
    "No Spacing": WordStyle(9.5, 0),  # in the table
    "Heading 2": WordStyle(10.5, 1, bold=True),
    "Caption": WordStyle(8, 3, role="muted"),
}


def set_styles(word: Word) -> None:
    """Set the styles of a document, and the language of its texts."""
    for name, wanted in STYLES.items():
        style = word.styles[name]
        font, paragraph = style.font, style.paragraph_format
        font.name, font.size, font.bold, font.italic = FONT, Pt(wanted.size), wanted.bold, False
        font.color.rgb = RGBColor.from_string(ROLE[wanted.role].lstrip("#"))
        _only_font(style.element.get_or_add_rPr())
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(wanted.after)
        paragraph.line_spacing = 1.0
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), language_tag())


def _only_font(letters) -> None:
    """Take away the theme's fonts, which come before a font by name, and the spacing of a title."""
    fonts = letters.rFonts
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    for alphabet in ("w:eastAsia", "w:cs"):
        fonts.set(qn(alphabet), FONT)
    for tag in ("w:spacing", "w:kern"):
        for element in letters.findall(qn(tag)):
            letters.remove(element)
