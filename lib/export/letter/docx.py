"""A letter as a Word document of one page: a native table, headings, and pictures that say what they show."""

from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from lib.export.letter.fit import (
    ABOVE_PT,
    PICTURE_AFTER_PT,
    SECTION_END_PT,
    SIDE_PT,
    TABLE_ABOVE_PT,
    TABLE_BELOW_PT,
    column_mm,
    fits,
    lines_below,
)
from lib.export.letter.paper import (
    BOTTOM_MM,
    GUTTER_MM,
    LEFT_MM,
    PAGE_MM,
    RIGHT_MM,
    SIDE_MM,
    TOP_MM,
    LetterError,
    Picture,
    layouts,
)
from lib.export.letter.word_styles import set_styles
from lib.export.output import printable
from lib.export.page import ROLE
from lib.figures.letter import Letter
from lib.words import language_tag
from lib.words.scheme import scheme
from lib.worker.pictures import convert

_PROPERTY = 255  # letters a property of the file may have
_SCALE = 3  # 300 dots an inch
_TWIPS, _TWIPS_PER_MM = 20, 1440 / 25.4  # in a point, and in a millimetre


def make_docx(letter: Letter) -> bytes:
    """The letter's bytes. Raises DrawingError and LetterError."""
    pictures = next((each for each in layouts(letter) if fits(letter, each)), None)
    if pictures is None:
        raise LetterError(f"{letter.file_stem} has no room on one page")
    word = Document()
    set_styles(word)
    _describe(word, letter)
    _head(word, letter)
    _table(word, letter)
    below = _add(word, "", "Caption").paragraph_format  # LibreOffice leaves out the end of a section here
    below.space_after, below.line_spacing = Pt(0), Pt(TABLE_BELOW_PT)
    _begin_section(word)
    for number, picture in enumerate(pictures):
        _picture(word, picture, number)
    _set_columns(word, LEFT_MM, RIGHT_MM)
    _begin_section(word)
    _set_columns(word)
    for line in lines_below(letter):
        _add(word, line, "Caption")
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _add(word: Word, text: str, style: str) -> Paragraph:
    return word.add_paragraph(printable(text), style=style)


def _describe(word: Word, letter: Letter) -> None:
    """Set the properties of the file, and its paper."""
    about = word.core_properties
    about.title, about.author = printable(letter.title)[:_PROPERTY], printable(scheme().site)[:_PROPERTY]
    about.subject, about.comments = printable(letter.finding)[:_PROPERTY], ""
    about.language = language_tag()
    page = word.sections[0]
    page.page_width, page.page_height = map(Mm, PAGE_MM)
    page.left_margin = page.right_margin = Mm(SIDE_MM)
    page.top_margin, page.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    page.header_distance = page.footer_distance = Mm(5)


def _head(word: Word, letter: Letter) -> None:
    if letter.made_up:
        mark = _add(word, "", "Normal")
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = mark.add_run(f"\N{NO-BREAK SPACE}{printable(letter.made_up)}\N{NO-BREAK SPACE}")
        run.bold = True
        run._r.get_or_add_rPr().append(_element("w:bdr", val="single", sz="8", space="0", color="auto"))
    _add(word, letter.title, "Heading 1")
    _add(word, letter.finding, "Subtitle")
    for sentence in letter.sentences:
        _add(word, sentence, "List Bullet")
    word.paragraphs[-1].paragraph_format.space_after = Pt(TABLE_ABOVE_PT)


def _table(word: Word, letter: Letter) -> None:
    """The table: its first row is a header to screen readers too, its second the place itself."""
    table = word.add_table(len(letter.rows), len(letter.rows[0]))
    table.autofit = False
    for number, (row, texts) in enumerate(zip(table.rows, letter.rows, strict=True)):
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Mm(column_mm(place, len(texts)))
            paragraph = cell.paragraphs[0]
            paragraph.style = word.styles["Caption" if number == 0 else "No Spacing"]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if place else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.add_run(printable(text)).bold = number == 1
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    line = {"val": "single", "sz": "4", "space": "0", "color": ROLE["axis"].lstrip("#")}
    borders = _element("w:tblBorders", *(_element(f"w:{side}", **line) for side in ("bottom", "insideH")))
    sides = {"top": ABOVE_PT, "left": SIDE_PT, "bottom": ABOVE_PT, "right": SIDE_PT}
    margins = (_element(f"w:{side}", w=f"{pt * _TWIPS:.0f}", type="dxa") for side, pt in sides.items())
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    look.addprevious(_element("w:tblCellMar", *margins))
    for name, said in (("w:tblDescription", letter.numbers.alt), ("w:tblCaption", letter.numbers.title)):
        look.addnext(_element(name, val=printable(said)))


def _begin_section(word: Word) -> None:
    """End the section. The paragraph that ends it has no text, and is as low as it can be."""
    word.add_section(WD_SECTION.CONTINUOUS)
    end = word.paragraphs[-1].paragraph_format
    end.space_after, end.line_spacing = Pt(0), Pt(SECTION_END_PT)


def _set_columns(word: Word, *widths_mm: float) -> None:
    """Set the last section in columns of these widths, or in one."""
    section = word.sections[-1]._sectPr
    for old in section.findall(qn("w:cols")):
        section.remove(old)
    gap = f"{GUTTER_MM * _TWIPS_PER_MM:.0f}"
    columns = [_element("w:col", w=f"{width * _TWIPS_PER_MM:.0f}", space=gap) for width in widths_mm]
    wanted = {"num": str(len(columns)), "equalWidth": "0"} if columns else {"num": "1"}
    section.append(_element("w:cols", *columns, space=gap, **wanted))


def _picture(word: Word, picture: Picture, number: int) -> None:
    """A picture under its heading. The second begins the column beside the map."""
    heading = _add(word, "", "Heading 2")
    heading.paragraph_format.keep_with_next = True
    if number == 1:
        heading.add_run().add_break(WD_BREAK.COLUMN)  # LibreOffice breaks before the paragraph that has it
    heading.add_run(picture.title)
    _add(word, picture.subtitle, "Caption").paragraph_format.keep_with_next = True
    last = _add(word, "" if picture.svg else picture.nothing, "Normal")
    last.paragraph_format.space_after = Pt(PICTURE_AFTER_PT)
    if picture.svg:
        content = BytesIO(convert("svg_to_png", svg=picture.svg, scale=_SCALE))
        drawn = last.add_run().add_picture(content, Mm(picture.width_mm), Mm(picture.height_mm))
        for side in ("distT", "distB", "distL", "distR"):
            drawn._inline.set(side, "0")  # LibreOffice has a margin where none is given
        about = drawn._inline.docPr
        about.set("id", str(number + 1))
        about.set("name", picture.title)
        about.set("descr", picture.alt)


def _element(name: str, *children, **attributes: str):
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element
