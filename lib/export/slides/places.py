"""The template: the presentation that a deck starts from, its layouts, and the places of a new slide.

Our own is ``template.pptx``, 16:9 and without slides. Its layouts are found by their names and the numbers of
their placeholders; a designer may move these, and change all else, in PowerPoint.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from lib.export.cover import COVER_TITLE
from lib.export.output import export_error
from lib.export.page import SLIDE, WIDTH, WIDTHS, Box, Room
from lib.export.shown import Size
from lib.export.slides.text import box_of
from lib.figures.figure import Figure
from lib.words import N_, _, language_tag

OWN = Path(__file__).with_name("template.pptx")
TITLE_LAYOUT, CHART_LAYOUT, TABLE_LAYOUT = N_("Title slide"), N_("Chart"), N_("Table")
TWO_UP_LAYOUT, KEY_LAYOUT = N_("Two figures"), N_("Key figures")
# Numbers of placeholders in our layouts; every layout with one figure has the first three.
HEADING, CONTENT, FOOTER = 11, 12, 13
SECOND = 10  # added to a number, it is that of the second figure
# What stands in the template in English; the rest of its texts are said elsewhere too.
_PROMPTS = (N_("Title"), N_("Author and date"), N_("Figure"), N_("Text"))
_TEMPLATE_TYPE = b"presentationml.template.main+xml"  # a .potx; the library opens presentations only
_PRESENTATION_TYPE = b"presentationml.presentation.main+xml"
_TYPES = "[Content_Types].xml"
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_CONTENTS = (KIND.OBJECT, KIND.BODY, KIND.CHART, KIND.TABLE, KIND.PICTURE)
# What PowerPoint calls the layouts that ours stand for, in English and Norwegian.
_ALIASES = {
    TITLE_LAYOUT: ("Title Slide", "Tittellysbilde"),
    CHART_LAYOUT: ("Title and Content", "Tittel og innhold"),
    TABLE_LAYOUT: ("Title and Content", "Tittel og innhold"),
    TWO_UP_LAYOUT: ("Two Content", "To innholdsdeler"),
    KEY_LAYOUT: ("Title Only", "Bare tittel", "Title and Content", "Tittel og innhold"),
}


def open_template(template: Path | None, size: Size = "16:9"):
    """Open our template, or the one given, as a presentation without slides. Raises ExportError.

    Ours is made in the ``size`` asked for; another has its own.
    """
    if template is None:
        return _translated(_narrowed(Presentation(OWN), WIDTHS[size]))
    try:
        made = Presentation(BytesIO(_as_presentation(Path(template).read_bytes())))
        for slide in list(made.slides._sldIdLst):
            made.part.drop_rel(slide.rId)
            made.slides._sldIdLst.remove(slide)
        if not any(_title_of(layout) for layout in made.slide_layouts):
            raise ValueError("no layout has a title")
    except Exception as error:
        name, what = Path(template).name, N_("The template {name} could not be used.")
        raise export_error("the template", error, what, _ADVICE, CODE, name=name) from error
    return made


def _narrowed(ours, width: float):
    """Our template with slides of this width in points, and all places on them in proportion."""
    share = width / WIDTH
    if share == 1:
        return ours
    ours.slide_width = Pt(width)
    for part in (ours.slide_master, *ours.slide_layouts):
        for place in part.shapes:
            place.left, place.width = round(place.left * share), round(place.width * share)
    return ours


def _translated(ours):
    """Our template in the language in use: the names of its layouts and places, and the texts in them."""
    for part in (ours.slide_master, *ours.slide_layouts):
        for element in part._element.iter(qn("p:cSld"), qn("p:cNvPr")):
            if name := element.get("name"):
                element.set("name", _(name))
        for text in part._element.iter(qn("a:t")):
            text.text = _(text.text)
        for look in part._element.iter(qn("a:rPr")):
            look.set("lang", language_tag())
    return ours


CODE = N_("Error code: {code}.")
_ADVICE = N_("It must be a PowerPoint file with a layout that has a title. Leave it out to use our own.")


def _as_presentation(content: bytes) -> bytes:
    """A .potx as a .pptx: they differ by one word."""
    if b"ppt/presentation.xml" not in content:
        return content
    with zipfile.ZipFile(BytesIO(content)) as source:
        types = source.read(_TYPES)
        if _TEMPLATE_TYPE not in types:
            return content
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                body = types if name == _TYPES else source.read(name)
                target.writestr(name, body.replace(_TEMPLATE_TYPE, _PRESENTATION_TYPE))
        return stream.getvalue()


def layout_for(presentation, wanted: str):
    """The layout for a kind of slide: by our name, by PowerPoint's, or by the number of its places."""
    layouts = list(presentation.slide_layouts)
    for name in (_(wanted), *_ALIASES[wanted]):
        for layout in layouts:
            if layout.name.strip().lower() == name.lower() and _title_of(layout):
                return layout
    with_title = [layout for layout in layouts if _title_of(layout)]
    places = {TITLE_LAYOUT: 0, TWO_UP_LAYOUT: 2}.get(wanted, 1)
    return min(with_title, key=lambda layout: abs(len(_contents(layout)) - places))


def _title_of(layout):
    return next((it for it in layout.placeholders if it.placeholder_format.type in _TITLES), None)


def _contents(layout) -> list:
    found = [it for it in layout.placeholders if it.placeholder_format.type in _CONTENTS]
    return sorted((it for it in found if it.width and it.height), key=lambda it: (it.left, it.top))


@dataclass(frozen=True)
class NewSlide:
    """A new slide and its places. ``holders`` are the template's own places for texts, one set per figure."""

    slide: object
    rooms: tuple[Room, ...]
    holders: tuple[dict, ...]
    title_size: float = SLIDE.title.size  # of the template's letters

    @property
    def title(self):
        """The placeholder of the title."""
        return self.slide.shapes.title

    def complete(self) -> None:
        """Remove unused places, number the slide, and set its language."""
        for holder in list(self.slide.placeholders):
            if not holder.has_text_frame or not holder.text_frame.text:
                holder._element.getparent().remove(holder._element)
        _number(self.slide)
        set_language(self.slide)


def new_slide(presentation, figures: Sequence[Figure]) -> NewSlide:
    """Add a slide for one figure, or for two side by side."""
    wanted = TABLE_LAYOUT if figures[0].chart is None else CHART_LAYOUT
    if len(figures) > 1 or figures[0].cards:
        wanted = TWO_UP_LAYOUT if len(figures) > 1 else KEY_LAYOUT
    return _new(presentation, wanted)


def new_text_slide(presentation) -> NewSlide:
    """Add a slide that has a title and texts, and no figure."""
    return _new(presentation, KEY_LAYOUT)


def _new(presentation, wanted: str) -> NewSlide:
    """Add a slide of a kind, with the places that its layout has."""
    layout = layout_for(presentation, wanted)
    slide = presentation.slides.add_slide(layout)
    by_idx, title = _by_idx(slide), box_of(slide.shapes.title)
    offsets = (0, SECOND) if wanted == TWO_UP_LAYOUT else (0,)
    sets = [
        {"heading": HEADING + offset, "content": CONTENT + offset, "footer": FOOTER + offset}
        for offset in offsets
    ]
    if layout.name == _(wanted) and all(idx in by_idx for places in sets for idx in places.values()):
        holders = tuple({name: by_idx[idx] for name, idx in places.items()} for places in sets)
        rooms = (Room(title, **{name: box_of(holder) for name, holder in one.items()}) for one in holders)
        return NewSlide(slide, tuple(rooms), holders)
    boxes = _foreign_boxes(presentation, layout, len(offsets))
    heading = 32.4 if len(boxes) == 1 else 57.6  # points: with two figures each has its own title
    return NewSlide(slide, tuple(_room(title, box, heading) for box in boxes), tuple({} for _box in boxes))


def new_cover(presentation) -> NewSlide:
    """Add the first slide, with places for title and author line and room for a source line."""
    slide = presentation.slides.add_slide(layout_for(presentation, TITLE_LAYOUT))
    title, author = box_of(slide.shapes.title), _by_idx(slide).get(1)
    height = presentation.slide_height / Pt(1)
    source = Box(title.left, height * 0.86, title.width, height * 0.08)
    below = box_of(author) if author is not None else title.below(title.height)
    holders = {"heading": author} if author is not None else {}
    return NewSlide(slide, (Room(title, below, source, source),), (holders,), COVER_TITLE)


def _by_idx(slide) -> dict:
    return {holder.placeholder_format.idx: holder for holder in slide.placeholders}


def _foreign_boxes(presentation, layout, number: int) -> list[Box]:
    """The boxes for figures in a layout that is not ours; if it has too few, the room below its title."""
    found = [box_of(holder) for holder in _contents(layout)]
    if len(found) >= number:
        # The largest, so that a line of text in the layout is not taken for the picture's place.
        largest = sorted(found, key=lambda box: -box.width * box.height)[:number]
        return sorted(largest, key=lambda box: (box.left, box.top))
    width, height = presentation.slide_width / Pt(1), presentation.slide_height / Pt(1)
    title = box_of(_title_of(layout))
    top = title.bottom if title.top < height / 3 else height / 5
    margin = width / 20
    whole = Box(margin, top, width - 2 * margin, height - top - height / 14)
    return whole.columns(*[(whole.width - margin) / number] * (number - 1), gap=margin)


def _room(title: Box, box: Box, above: float) -> Room:
    """A room with places for heading and sources within one box of a layout that is not ours."""
    under = 43.2
    heading = replace(box, height=above)
    content = replace(box, top=heading.bottom, height=box.height - above - under)
    return Room(title, heading, content, box.below(box.height - under))


def _number(slide) -> None:
    """Number the slide if its layout has a number: the library copies only places for content."""
    for holder in slide.slide_layout.placeholders:
        if holder.placeholder_format.type == KIND.SLIDE_NUMBER:
            number = parse_xml(
                _NUMBER.format(
                    namespaces=nsdecls("p", "a"),
                    id=slide.shapes._next_shape_id,
                    name=_("Slide number"),
                    idx=holder.placeholder_format.idx,
                    language=language_tag(),
                )
            )
            slide.shapes._spTree.insert_element_before(number, "p:extLst")
            return


_NUMBER = (
    "<p:sp {namespaces}><p:nvSpPr><p:cNvPr id='{id}' name='{name}'/><p:cNvSpPr><a:spLocks noGrp='1'/>"
    "</p:cNvSpPr><p:nvPr><p:ph type='sldNum' idx='{idx}'/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>"
    "<a:lstStyle/><a:p><a:fld id='{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}' type='slidenum'>"
    "<a:rPr lang='{language}'/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
)


def set_language(slide) -> None:
    """Set the language of the slide's text, for spell checkers and screen readers."""
    for run in slide._element.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", language_tag())
