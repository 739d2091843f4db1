"""The look of every chart: what each colour means, fonts, Norwegian numbers. On screen and in files alike.

Colours have roles, the same on every page. A test computes their contrast on both backgrounds and keeps the
roles of one chart apart for colour-blind readers.
"""

from lib.figures.drawing import ThemeName
from lib.words import cached_by_language, language

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
        "doctors": "#457462",
        "supplement": "#0069E8",
        "main": "#025169",
        "last_year": "#7FA3B2",
        "budget": "#767676",
        "applied": "#6996CE",
        "granted": "#0A7C9F",
        "paid": "#025169",
        "place_1": "#025169",
        "place_2": "#C68803",
        "place_3": "#BF78DE",
        "place_4": "#A23E12",
        "country": "#767676",
        "first_time": "#38A389",
        "continued": "#6B6B6B",
        "returned": "#9A7B00",
        "arrived": "#4A74A9",
        "left": "#7C145C",
        "moved_on": "#C172E5",
        "no_grants": "#FFFFFF",
        "no_data": "#D3D3D3",
        "outside": "#EEF1F2",
        "region_line": "#FFFFFF",
    },
    "dark": {
        "text": "#F1F5F7",
        "muted": "#A9B7BF",
        "grid": "#2C373D",
        "axis": "#6F7D85",
        "alis": "#4FB3D1",
        "guidance": "#D99A1B",
        "doctors": "#97C4B0",
        "supplement": "#B1D8FF",
        "main": "#4FB3D1",
        "last_year": "#5B8494",
        "budget": "#9FAAAF",
        "applied": "#71A0E5",
        "granted": "#3F89A2",
        "paid": "#81CEE6",
        "place_1": "#4FB3D1",
        "place_2": "#F4CE7B",
        "place_3": "#C04DEE",
        "place_4": "#E06029",
        "country": "#8B969B",
        "first_time": "#42A485",
        "continued": "#AAB4B9",
        "returned": "#D9C15A",
        "arrived": "#A9CAEA",
        "left": "#BD64A1",
        "moved_on": "#C685E7",
        "no_grants": "#11181C",
        "no_data": "#4A555B",
        "outside": "#1D262B",
        "region_line": "#11181C",
    },
}

# From few to many; dark mode runs the other way, so that much always stands out from the background.
SEQUENCE: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#C6DBEF", "#97BCD6", "#659CBA", "#36799A", "#025169"),
    "dark": ("#1F4452", "#2C6478", "#3A86A0", "#66ADC6", "#B4DCEB"),
}

# From much less to much more, the middle for no change. More is a shade lighter than the map's darkest, which
# colour-blind readers take for much less.
DIVERGING: dict[ThemeName, tuple[str, ...]] = {
    "light": ("#7C145C", "#B4659A", "#DDB8D0", "#E9E5DA", "#B9D3DE", "#66A5BD", "#0F7391"),
    "dark": ("#D97CBB", "#A8528C", "#70355B", "#3B3A33", "#25566A", "#3C8FAE", "#B4E4F5"),
}


def mix(colours: tuple[str, ...], at: float) -> str:
    """The colour at a place along a sequence, 0 its first and 1 its last."""
    place = min(max(at, 0), 1) * (len(colours) - 1)
    low = min(int(place), len(colours) - 2)
    pair = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in colours[low : low + 2]]
    mixed = [round(a + (b - a) * (place - low)) for a, b in zip(*pair, strict=True)]
    return "#" + "".join(f"{part:02X}" for part in mixed)


def sample_colours(colours: tuple[str, ...], number: int) -> list[str]:
    """``number`` steps evenly along a colour sequence."""
    return [mix(colours, position / max(number - 1, 1)) for position in range(number)]


def colour(role: str, theme: ThemeName) -> str:
    """The colour of a role in a theme."""
    return ROLES[theme][role]


def ink(mark: str) -> str:
    """The ink that is read on a mark of this colour: black or white, one of which always has 4.5:1."""
    red, green, blue = (_linear(int(mark[i : i + 2], 16) / 255) for i in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if luminance > _WHITE_OR_BLACK else "#FFFFFF"


_WHITE_OR_BLACK = 0.179  # the luminance at which both have the same contrast, by WCAG's formula


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


@cached_by_language(8)
def config(theme: ThemeName) -> dict:
    """The Vega-Lite configuration of a theme."""
    roles = ROLES[theme]
    return {
        "background": "transparent",
        "font": FONT,
        "locale": {"number": _NUMBERS[language()]},
        "view": {"stroke": None},
        # Guides are described in English by the library; the chart's own text and its table are ours.
        "axis": {
            "aria": False,
            "gridColor": roles["grid"],
            "domainColor": roles["axis"],
            "tickColor": roles["axis"],
            "labelLimit": 260,
            "tickCount": 5,
        },
        "legend": {"aria": False, "labelLimit": 320, "orient": "top", "symbolType": "square"},
        "style": {
            "guide-label": {"fill": roles["text"], "fontSize": 13},
            "guide-title": {"fill": roles["muted"], "fontSize": 13, "fontWeight": "normal"},
        },
        "text": {"color": roles["text"], "fontSize": 13},
    }


# Of each language; the currency is required, not used.
_NUMBERS = {
    "nb": {
        "decimal": ",",
        "thousands": "\u00a0",
        "grouping": [3],
        "currency": ["", ""],
        "minus": "\u2212",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "minus": "\u2212"},
}
