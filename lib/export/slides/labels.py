"""The texts at a chart's marks, as PowerPoint's own data labels: one per point, written as on screen."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from lib.export.output import plain
from lib.export.slide_chart import Label
from lib.words import language_tag

_SHOWN = "".join(
    f'<c:show{what} val="{{}}"/>'
    for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
_VALUE = _SHOWN.format(0, 1, 0, 0, 0, 0)
_NONE = _SHOWN.format(0, 0, 0, 0, 0, 0)
# Labels stand in front of these; the schema has them in this order.
_BEFORE = tuple(
    qn(f"c:{name}")
    for name in ("trendline", "errBars", "cat", "val", "xVal", "yVal", "smooth", "shape", "extLst")
)


def set_labels(series, marks: Sequence[Label | None], *, size: float) -> None:
    """Put the marks' texts at a series' points; a point without one has no label."""
    element = series._element
    for old in element.findall(qn("c:dLbls")):
        element.remove(old)
    written = "".join(_label(i, mark, size) for i, mark in enumerate(marks) if mark is not None)
    labels = parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{written}{_NONE}</c:dLbls>")
    following = next((child for child in element if child.tag in _BEFORE), None)
    if following is None:
        element.append(labels)
    else:
        following.addprevious(labels)


def _label(index: int, mark: Label, size: float) -> str:
    look = (
        f'sz="{round(size * 100)}" b="{int(mark.bold)}"><a:solidFill><a:srgbClr val="{mark.colour[1:]}"/>'
        "</a:solidFill>"
    )
    aligned = ' algn="l"' if mark.place == "outEnd" else ""  # several lines begin at the bar
    paragraphs = "".join(
        f"<a:p><a:pPr{aligned}><a:defRPr {look}</a:defRPr></a:pPr>"
        f'<a:r><a:rPr lang="{language_tag()}" {look}</a:rPr><a:t>{escape(plain(line))}</a:t></a:r></a:p>'
        for line in mark.text.split("\n")
    )
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:layout/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        f'{paragraphs}</c:rich></c:tx><c:dLblPos val="{mark.place}"/>{_VALUE}</c:dLbl>'
    )
