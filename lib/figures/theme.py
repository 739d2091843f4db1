"""The look of every chart: what each colour means, fonts, Norwegian numbers. On screen and in files alike.

Colours have roles, the same on every page. A test computes their contrast on both backgrounds and keeps the
roles of one chart apart for colour-blind readers.
"""

from functools import cache

from lib.figures.figure import ThemeName

# The browser has Streamlit's own Source Sans; a file is drawn with the one shipped in fonts/.
FONT = "Source Sans, Source Sans Pro, sans-serif"

BACKGROUND: dict[ThemeName, str] = {"light": "#FFFFFF", "dark": "#11181C"}

ROLES: dict[ThemeName, dict[str, str]] = {
    "light": {
        "text": "#1B2429",
        "muted": "#56636B",
        "grid": "#DDE3E6",
        "axis": "#87939A",
        "alis": "#025169",
        "guidance": "#C68803",
        "doctors": "#366558",
        "supplement": "#0069E8",
        "main": "#025169",
        "last_year": "#7FA3B2",
        "budget": "#767676",
        "applied": "#6996CE",
        "granted": "#047FA4",
        "paid": "#025169",
        "first_time": "#38A389",
        "continued": "#767676",
        "arrived": "#6996CE",
        "left": "#7C145C",
        "moved_on": "#BF78DE",
        "no_grants": "#FFFFFF",
        "no_data": "#D3D3D3",
        "region_line": "#FFFFFF",
        "on_mark": "#FFFFFF",
    },
    "dark": {
        "text": "#F1F5F7",
        "muted": "#A9B7BF",
        "grid": "#2C373D",
        "axis": "#6F7D85",
        "alis": "#4FB3D1",
        "guidance": "#D99A1B",
        "doctors": "#7FC0A9",
        "supplement": "#7DB1FF",
        "main": "#4FB3D1",
        "last_year": "#5B8494",
        "budget": "#9AA5AB",
        "applied": "#8DB3E2",
        "granted": "#38A3C7",
        "paid": "#4FB3D1",
        "first_time": "#45B89C",
        "continued": "#9AA5AB",
        "arrived": "#8DB3E2",
        "left": "#D06AAE",
        "moved_on": "#CF97E6",
        "no_grants": "#11181C",
        "no_data": "#4A555B",
        "region_line": "#11181C",
        "on_mark": "#11181C",
    },
}

# From few to many; dark mode runs the other way, so that much always stands out from the background.
SEQUENCE: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#C6DBEF", "#97BCD6", "#659CBA", "#36799A", "#025169"),
    "dark": ("#1F4452", "#2C6478", "#3A86A0", "#66ADC6", "#B4DCEB"),
}


def colour(role: str, theme: ThemeName) -> str:
    """The colour of a role in a theme."""
    return ROLES[theme][role]


@cache
def config(theme: ThemeName) -> dict:
    """The Vega-Lite configuration of a theme."""
    roles = ROLES[theme]
    return {
        "background": None,
        "font": FONT,
        "locale": {"number": _NORWEGIAN_NUMBERS},
        "view": {"stroke": None},
        "axis": {
            "labelColor": roles["text"],
            "titleColor": roles["muted"],
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "gridColor": roles["grid"],
            "domainColor": roles["axis"],
            "tickColor": roles["axis"],
            "labelLimit": 260,
            "tickCount": 5,
        },
        "legend": {
            "labelColor": roles["text"],
            "titleColor": roles["muted"],
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "labelLimit": 320,
            "orient": "top",
            "symbolType": "square",
        },
        "text": {"color": roles["text"], "fontSize": 13},
        "title": {"color": roles["text"], "subtitleColor": roles["muted"], "anchor": "start"},
    }


_NORWEGIAN_NUMBERS = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "percent": "\u00a0%",
    "minus": "\u2212",
}
