"""Every colour can be seen on both backgrounds, and the roles of one chart are told apart by every reader."""

import json
import re
from colorsys import rgb_to_hls
from itertools import combinations

import pytest

from lib.figures.theme import BACKGROUND, ROLES, SEQUENCE
from lib.metrics.selection import Selection
from tests.figures.catalogue import built
from tests.figures.vision import MACHADO, contrast, difference, seen, steps

THEMES = tuple(BACKGROUND)
TEXT = {"text", "muted"}
OUTLINED = {
    "last_year": "main",
    "no_grants": "axis",
    "no_data": "axis",
    "outside": "axis",
}  # the outline carries the shape
QUIET = {"grid", "region_line", "on_mark"}  # help lines, and what lies on a mark (tested on the drawings)
LEAST_APART = 10
MOST_TURNED, GREY = 8, 0.2  # degrees of hue; saturation
MIXED = Selection(years=(2023,), grant_types=("alis",))  # doctors come from and go to the other type
# The roles that stand in one chart.
TOGETHER = (
    ("alis", "guidance"),
    ("alis", "guidance", "supplement"),
    ("alis", "doctors"),
    ("main", "last_year"),
    ("budget", "applied", "granted", "paid"),
    ("place_1", "place_2", "place_3", "place_4", "country"),
    ("first_time", "continued", "left", "arrived", "moved_on"),
)
# Pairs that are not far enough apart yet; a line goes when its colour is mended.
PAIRS = [
    (theme, *pair)
    for theme in THEMES
    for pair in dict.fromkeys(pair for roles in TOGETHER for pair in combinations(roles, 2))
]


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_a_contrast_of_4_5(theme: str):
    found = {role: contrast(ROLES[theme][role], BACKGROUND[theme]) for role in TEXT}
    assert {role: ratio for role, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_have_a_contrast_of_3(theme: str):
    marks = ROLES[theme].keys() - TEXT - QUIET - OUTLINED.keys()
    found = {role: round(contrast(ROLES[theme][role], BACKGROUND[theme]), 2) for role in marks}
    assert {role: ratio for role, ratio in found.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", OUTLINED)
def test_what_is_paler_has_an_outline_with_a_contrast_of_3(theme: str, role: str):
    assert contrast(ROLES[theme][OUTLINED[role]], BACKGROUND[theme]) >= 3


def test_both_themes_have_the_same_roles():
    assert ROLES["light"].keys() == ROLES["dark"].keys()


def test_a_role_has_the_same_hue_in_both_themes():
    """What is petrol by day is petrol by night: two roles that change places would both lie."""
    pairs = {role: [hue(ROLES[theme][role]) for theme in THEMES] for role in ROLES["light"]}
    known = {role: hues for role, hues in pairs.items() if None not in hues}
    assert len(known) >= 15
    apart = {role: abs((one - other + 180) % 360 - 180) for role, (one, other) in known.items()}
    assert {role: degrees for role, degrees in apart.items() if degrees > MOST_TURNED} == {}


def hue(colour: str) -> float | None:
    """The hue in degrees; None for what is nearly grey, which has none to speak of."""
    turn, _lightness, saturation = rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return turn * 360 if saturation >= GREY else None


@pytest.mark.parametrize(("theme", "one", "other"), PAIRS)
def test_roles_of_one_chart_are_told_apart(theme: str, one: str, other: str):
    colours = ROLES[theme][one], ROLES[theme][other]
    apart = {vision: difference(*(seen(colour, vision) for colour in colours)) for vision in MACHADO}
    assert min(apart.values()) >= LEAST_APART, {vision: round(by, 1) for vision, by in apart.items()}


def inks(spec: dict) -> set[str]:
    """The colours a drawing writes in at the middle of its marks."""
    layers = [layer for layer in spec["layer"] if layer["encoding"].get("x", {}).get("field") == "middle"]
    found = {
        ink
        for layer in layers
        for ink in re.findall("#[0-9A-F]{6}", json.dumps([layer["mark"], layer["encoding"].get("color")]))
    }
    assert found, "no text at the middle of a mark"
    return found


def fills(spec: dict) -> set[str]:
    """The colours of its bars."""
    (bar,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "bar"]
    return set(bar["encoding"]["color"]["scale"]["range"])


ON_MARKS = [
    (label, theme)
    for label in (
        "gross_and_net doctor_id",
        "class_chart centrality shares",
        "class_chart size_class shares",
    )
    for theme in THEMES
]


@pytest.mark.parametrize(("label", "theme"), ON_MARKS)
def test_text_on_a_mark_can_be_read(label: str, theme: str):
    """For each fill one of the inks in use must do; which one is chosen is the drawing's affair."""
    spec = built(MIXED)[label].chart.spec(theme)
    best = {fill: round(max(contrast(fill, ink) for ink in inks(spec)), 2) for fill in fills(spec)}
    assert {fill: ratio for fill, ratio in best.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", MACHADO)
def test_the_map_scale_moves_away_from_the_background_step_by_step(theme: str, vision: str):
    scale = SEQUENCE[theme]
    stands_out = [contrast(colour, BACKGROUND[theme]) for colour in scale]
    assert stands_out == sorted(stands_out)
    assert min(steps(scale, vision)) >= 8, "neighbours of the scale are too close"


def test_the_darkest_of_the_map_scale_has_a_contrast_of_3():
    assert all(contrast(SEQUENCE[theme][-1], BACKGROUND[theme]) >= 3 for theme in THEMES)


def test_the_ruler_itself_is_right():
    """Against published numbers: WCAG's grey, and pairs of Sharma, Wu and Dalal (2005)."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.01)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    pairs = {
        2.0425: ((50, 2.6772, -79.7751), (50, 0, -82.7485)),
        2.3669: ((50, 0, 0), (50, -1, 2)),
        1.4441: ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447)),
        0.9082: ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)),
    }
    for expected, pair in pairs.items():
        assert difference(*pair) == pytest.approx(expected, abs=0.0001)
    # Red and green of the same lightness fall together without the cones that part them.
    red, green = (seen(colour, "deutan") for colour in ("#C00000", "#6D6D00"))
    assert difference(red, green) < difference(seen("#C00000", "none"), seen("#6D6D00", "none")) / 2
