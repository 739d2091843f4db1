"""Our own template, made in code: a master and five layouts, 16:9, in the colours of the figures.

Nothing binary is committed, and a colour that changes in the theme changes here. It starts from the file that
python-pptx brings, of which only the bare skeleton is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from lib.export.slides import look
from lib.export.slides.look import ROLE, Box, inches
from lib.words import N_, _, language_tag, spoken
from lib.words.scheme import scheme

# Places in our layouts; every layout with one figure uses the first three.
HEADING, CONTENT, FOOTER = 11, 12, 13
SECOND = 10  # added to a place, it is that of the second figure
TITLE_LAYOUT, CHART_LAYOUT, TABLE_LAYOUT = N_("Title slide"), N_("Chart"), N_("Table")
TWO_UP_LAYOUT, KEY_LAYOUT = N_("Two figures"), N_("Key figures")


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout. ``size`` in points; colours are names of the theme."""

    type: str
    idx: int
    box: Box
    size: float
    prompt: str
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"


def slide_number() -> str:
    """The field that PowerPoint writes the slide's number in."""
    return (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="{language_tag()}"/><a:t>‹#›</a:t></a:fld>'
    )


def _title() -> Place:
    box = inches(0.6, 0.3, 12.13, 0.75)
    return Place("title", 0, box, look.TITLE_SIZE, _("Title"), bold=True, anchor="b")


def _number() -> Place:
    return Place("sldNum", 30, inches(11.93, 6.95, 0.8, 0.25), 11, "", colour="tx2", anchor="b", align="r")


def _figure(content: str, left: float, width: float, top: float, offset: int = 0) -> tuple[Place, ...]:
    """The places of one figure: heading, the drawing itself, notes and source."""
    half = width < 12
    heading = inches(left, 1.2, width, 0.62) if half else inches(left, 1.12, width, 0.4)
    size = 12 if half else look.SUBTITLE_SIZE
    bottom, small = (6.05, look.SMALLEST) if half else (6.3, look.SMALL_SIZE)
    footer_width = width if half and not offset else width - 0.9  # the number of the slide stands there
    return (
        Place("body", HEADING + offset, heading, size, _("Year, selection and unit"), colour="tx2"),
        Place(content, CONTENT + offset, inches(left, top, width, bottom - top), 16, _("Figure")),
        Place(
            "body",
            FOOTER + offset,
            inches(left, bottom + 0.1, footer_width, 7.2 - bottom - 0.1),
            small,
            _("Notes and source"),
            colour="tx2",
            anchor="b",
        ),
    )


def _layouts() -> tuple[tuple[str, str, tuple[Place, ...]], ...]:
    """Name, type and places of each layout."""
    middle = inches(1.2, 2.2, 11.0, 1.6)
    return (
        (
            _(TITLE_LAYOUT),
            "title",
            (
                Place("ctrTitle", 0, middle, 40, _("Title"), bold=True, anchor="b"),
                Place("subTitle", 1, inches(1.2, 4.0, 11.0, 1.4), 20, _("Author and date"), colour="tx2"),
            ),
        ),
        (_(CHART_LAYOUT), "obj", (_title(), *_figure("obj", 0.6, 12.13, 1.65), _number())),
        (_(TABLE_LAYOUT), "tbl", (_title(), *_figure("tbl", 0.6, 12.13, 1.65), _number())),
        (
            _(TWO_UP_LAYOUT),
            "twoObj",
            (
                _title(),
                *_figure("obj", 0.6, 5.82, 1.95),
                *_figure("obj", 6.91, 5.82, 1.95, SECOND),
                _number(),
            ),
        ),
        (_(KEY_LAYOUT), "cust", (_title(), *_figure("obj", 0.6, 12.13, 1.65), _number())),
    )


@spoken(1)
def own_template() -> bytes:
    """The template as a file without slides."""
    made = Presentation()
    made.slide_width, made.slide_height = look.WIDTH, look.HEIGHT
    made.part._element.find(qn("p:sldSz")).attrib.pop("type", None)  # it said 4:3
    _drop(made.part, RT.PRINTER_SETTINGS)
    _drop(made.part.package, RT.THUMBNAIL)
    master = made.slide_master
    _theme(master.part.part_related_by(RT.THEME))
    layouts = _layouts()
    for spare in list(made.slide_layouts)[len(layouts) :]:
        made.slide_layouts.remove(spare)
    _fill_master(master._element)
    for layout, (name, kind, places) in zip(made.slide_layouts, layouts, strict=True):
        element = layout._element
        element.set("type", kind)
        element.set("preserve", "1")
        element.replace(element.cSld, _slide_data(places, name=name, band=kind == "title"))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _drop(part, kind: str) -> None:
    for id in [id for id, rel in part._rels.items() if rel.reltype == kind]:
        part._rels.pop(id)


def _theme(part) -> None:
    """Our colours and font in the theme, so that what the owner adds looks like the rest."""
    root = etree.fromstring(part.blob)
    root.set("name", scheme().site)
    colours = {
        "dk1": ROLE["text"],
        "lt1": "#FFFFFF",
        "dk2": ROLE["muted"],
        "lt2": "#EEF2F4",
        "accent1": ROLE["main"],
        "accent2": ROLE["guidance"],
        "accent3": ROLE["first_time"],
        "accent4": ROLE["left"],
        "accent5": ROLE["applied"],
        "accent6": ROLE["budget"],
        "hlink": ROLE["supplement"],
        "folHlink": ROLE["left"],
    }
    for name, colour in colours.items():
        element = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        element[:] = [etree.Element(qn("a:srgbClr"), val=colour[1:])]
    for latin in root.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", look.FONT)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fill_master(element) -> None:
    body = Place("body", 1, inches(0.6, 1.65, 12.13, 4.65), 18, _("Text"))
    background = parse_xml(
        f'<p:bg {nsdecls("p", "a")}><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    )
    data = _slide_data((_title(), body, _number()))
    data.insert(0, background)
    element.replace(element.cSld, data)
    styles = element.find(qn("p:txStyles"))
    styles.getparent().replace(styles, parse_xml(_STYLES))


def _level(level: int, size: int, extra: str = "") -> str:
    indent = 228_600 * level
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if level else "<a:buNone/>"
    return (
        f'<a:lvl{level + 1}pPr marL="{indent}" indent="{-228_600 if level else 0}" algn="l" rtl="0">'
        f'<a:spcBef><a:spcPts val="{300 if level else 0}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{size}" kern="1200"{extra}><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level + 1}pPr>"
    )


_STYLES = (
    f"<p:txStyles {nsdecls('p', 'a')}>"
    f"<p:titleStyle>{_level(0, 2600, extra=' b=' + quoteattr('1'))}</p:titleStyle>"
    f"<p:bodyStyle>{''.join(_level(level, 1800 if level < 2 else 1600) for level in range(5))}</p:bodyStyle>"
    f"<p:otherStyle>{_level(0, 1800)}</p:otherStyle></p:txStyles>"
)


def _slide_data(places: Iterable[Place], *, name: str = "", band: bool = False):
    shapes = "".join(_placeholder(number, place) for number, place in enumerate(places, 3))
    named = f" name={quoteattr(name)}" if name else ""
    return parse_xml(
        f"<p:cSld {nsdecls('p', 'a', 'r')}{named}><p:spTree><p:nvGrpSpPr>"
        "<p:cNvPr id='1' name=''/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
        "<a:xfrm><a:off x='0' y='0'/><a:ext cx='0' cy='0'/>"
        "<a:chOff x='0' y='0'/><a:chExt cx='0' cy='0'/></a:xfrm></p:grpSpPr>"
        f"{_BAND if band else ''}{shapes}</p:spTree></p:cSld>"
    )


# The title slide's one piece of colour. It says nothing, so it is marked as decoration by an empty text.
_BAND = (
    "<p:sp><p:nvSpPr><p:cNvPr id='2' name='Band' descr=''/><p:cNvSpPr/><p:nvPr userDrawn='1'/></p:nvSpPr>"
    f"<p:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='{look.EMU_PER_INCH // 3}' cy='{look.HEIGHT}'/></a:xfrm>"
    "<a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val='accent1'/></a:solidFill>"
    "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)


def _placeholder(number: int, place: Place) -> str:
    left, top, width, height = place.box
    text = (
        slide_number()
        if place.type == "sldNum"
        else f'<a:r><a:rPr lang="{language_tag()}"/><a:t>{escape(place.prompt)}</a:t></a:r>'
    )
    bold = "1" if place.bold else "0"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(place.prompt or place.type)}/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.type}" idx="{place.idx}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}">'
        "<a:normAutofit/></a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{place.align}"><a:buNone/>'
        f'<a:defRPr sz="{round(place.size * 100)}" b="{bold}"><a:solidFill>'
        f'<a:schemeClr val="{place.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )
