"""Every place of the register is found by its name, in both borders, and leads to itself."""

import csv

import pytest

from lib.metrics.frames import county_of
from tests.figures.catalogue import EXTRACT
from tests.pages.app import REPOSITORY, sentence, visit

# Not municipalities yet in the years of the demo extract: the whole that they are parts of is shown.
NOT_YET = {"1508": "1507", "1580": "1507"}
SOURCES = REPOSITORY / "data" / "reference" / "sources"


def register(borders: int) -> dict[str, str]:
    """Municipality code → name, from the committed register."""
    with (SOURCES / f"municipalities_{borders}.csv").open(encoding="utf-8") as source:
        return {row["code"]: row["name"] for row in csv.DictReader(source)}


@pytest.mark.parametrize("borders", [2020, 2024])
def test_every_municipality_is_reached_by_its_name(borders: int):
    app = visit("kommune.py", grense=str(borders))
    names = register(borders)
    options = app.selectbox(key="place").options
    places = [name for name in options if name != "Oslo"]  # both a county and a municipality
    assert len(set(places)) == len(places), "two places of one name"
    for code, name in names.items():
        assert name in options
        app.selectbox(key="place").select(code).run()
        shown = NOT_YET.get(code, code)
        assert app.query_params["kommune"] == shown
        assert app.query_params["fylke"] == county_of(EXTRACT, borders)[code]
        assert not app.exception
        assert sentence(app).startswith(name if shown == code else "Ålesund med Haram"), code
    assert len(names) == {2020: 356, 2024: 357}[borders]
