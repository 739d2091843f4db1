"""Every place of the register is found by its name, in both borders, and leads to itself."""

import csv

import pytest
from streamlit.proto.SelectWidgetFilterMode_pb2 import SelectWidgetFilterMode

from lib.metrics.frames import county_of
from tests.figures.catalogue import EXTRACT
from tests.pages.app import REPOSITORY, sentence, visit

# Not municipalities yet in the years of the demo extract: the whole that they are parts of is shown.
NOT_YET = {"1508": "1507", "1580": "1507"}
CONTAINS = SelectWidgetFilterMode.FILTER_MODE_CONTAINS
SOURCES = REPOSITORY / "data" / "reference" / "sources"


def register(borders: int) -> dict[str, str]:
    """Municipality code → name, from the committed register."""
    with (SOURCES / f"municipalities_{borders}.csv").open(encoding="utf-8") as source:
        return {row["code"]: row["name"] for row in csv.DictReader(source)}


def options(borders: int) -> list[str]:
    """What the box of places offers, in its order."""
    return visit("kommune.py", grense=str(borders)).selectbox(key="place").options


@pytest.mark.parametrize("borders", [2020, 2024])
def test_every_municipality_is_reached_by_its_code_and_named_as_the_register_does(borders: int):
    app = visit("kommune.py", grense=str(borders))
    names = register(borders)
    for code, name in names.items():
        app.selectbox(key="place").select(code).run()
        shown = NOT_YET.get(code, code)
        assert app.query_params["kommune"] == shown
        assert app.query_params["fylke"] == county_of(EXTRACT, borders)[code]
        assert not app.exception
        written = name.replace(" - ", " – ")
        assert sentence(app).startswith(written if shown == code else "Ålesund med Haram"), code
    assert len(names) == {2020: 356, 2024: 357}[borders]


@pytest.mark.parametrize("borders", [2020, 2024])
def test_no_two_places_in_the_search_look_alike(borders: int):
    offered = options(borders)
    assert len(set(offered)) == len(offered)
    assert "Oslo" not in offered
    assert offered.index("Oslo (fylke)") < offered.index("Oslo (kommune)")
    assert [name for name in offered if name.endswith(("(fylke)", "(kommune)"))] == [
        "Oslo (fylke)",
        "Oslo (kommune)",
    ]


@pytest.mark.parametrize("borders", [2020, 2024])
def test_every_part_of_a_name_is_in_the_search_and_the_norwegian_part_is_first(borders: int):
    offered = options(borders)
    for name in register(borders).values():
        parts = set(name.split(" - "))
        assert any(parts <= set(option.removesuffix(" (kommune)").split(" – ")) for option in offered), name
    # Counted in the register by hand: where the Norwegian name is not the first of the official ones.
    turned = ("Hattfjelldal – Aarborte", "Kautokeino – Guovdageaidnu", "Kåfjord – Gáivuotna – Kaivuono")
    assert [name in offered for name in (*turned, "Trondheim – Tråante")] == [True] * 4
    assert offered.index("Hasvik") < offered.index("Hattfjelldal – Aarborte") < offered.index("Haugesund")
    assert offered.index("Røst") < offered.index("Røyrvik – Raarvihke") < offered.index("Råde")
    assert not any(" - " in option for option in offered)


def test_only_places_with_what_is_typed_in_their_name_are_offered():
    """Streamlit's own way takes letters in order, however far apart: Viken gave Kautokeino."""
    box = visit("kommune.py").selectbox(key="place")
    assert box.proto.filter_mode == CONTAINS
