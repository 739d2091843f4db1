"""The Oslo area enlarged beside the country, where many people live in little room."""

import altair as alt

from lib.figures.drawing import ThemeName
from lib.figures.theme import colour
from lib.words import _

_OSLO = (225_000, 6_610_000, 75_000)  # the inset's left and lower edge and its side, metres in EPSG:25833
SIDE = alt.param(name="side", expr="min(width * 0.4, 230)")  # of the inset; east of the country is room
_LEFT, _TOP = "width - side", "height - side"  # of the inset, in the picture


def enlarged(shapes: alt.Chart) -> alt.Chart:
    """The Oslo area, where many people live in little room, larger and in the corner of the country's map."""
    left, low, side = _OSLO
    metre = f"side / {side}"
    return shapes.project(
        type="identity",
        reflectY=True,
        scale=alt.ExprRef(metre),
        translate=alt.ExprRef(f"[{_LEFT} - {left} * {metre}, {_TOP} + {low + side} * {metre}]"),
        clipExtent=alt.ExprRef(f"[[{_LEFT}, {_TOP}], [width, height]]"),
    )


def corner(theme: ThemeName) -> alt.LayerChart:
    """The inset's edge and name, beneath the regions so that these can be clicked."""
    place = alt.Chart().encode(x=alt.value(alt.ExprRef(_LEFT)), y=alt.value(alt.ExprRef(_TOP)))
    edge = place.mark_rect(fillOpacity=0, stroke=colour("axis", theme), aria=False).encode(
        x2=alt.value(alt.ExprRef("width")), y2=alt.value(alt.ExprRef("height"))
    )
    name = place.mark_text(align="left", baseline="bottom", dy=-5, color=colour("muted", theme), aria=False)
    return alt.layer(edge, name.encode(text=alt.value(_("The Oslo area"))), data=alt.sequence(1))
