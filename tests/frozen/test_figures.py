"""Every name that a figure was ever made by still makes it, under the same title."""

import pytest

from tests.frozen import adapter, files
from tests.frozen.differences import Difference, unknown
from tests.frozen.make import VOSS, YEAR

NAMES = {name: titles for name, titles in files.read(files.FIGURES).items() if name != "searched"}
SEARCHED = files.read(files.FIGURES)["searched"]


@pytest.fixture(scope="module")
def demo():
    return adapter.open_extract(files.DEMO)


def test_every_name_makes_its_figure(demo) -> None:
    found = []
    for name, titles in NAMES.items():
        tag = f"{name}?years={YEAR}&{VOSS}"
        now = [adapter.title(demo, tag), adapter.told(adapter.make(demo, tag))["title"]]
        parts = ("title in search", "title")
        found += [
            Difference(f"name {name}", part, before, after)
            for part, before, after in zip(parts, titles, now, strict=True)
            if before != after
        ]
    assert list(map(str, unknown(found))) == []


def test_what_could_be_searched_for_still_can(demo) -> None:
    search = adapter.search(demo)
    plain = {name: titles[0].replace("\N{NO-BREAK SPACE}", " ") for name, titles in NAMES.items()}
    found = [
        Difference(f"name {name}", "title in search", plain[name], search.get(name, "nothing"))
        for name in SEARCHED
        if search.get(name) != plain[name]
    ]
    assert list(map(str, unknown(found))) == []


def test_every_kept_selection_is_read_and_comes_back(demo) -> None:
    selections = files.read(files.SELECTIONS)
    assert len(selections) == 40
    for query in selections:
        # A figure of the selection says its years: "years=2022%2C2023" is 2022–2023.
        years = query.partition("&")[0].removeprefix("years=").replace("%2C", "–")
        made = adapter.make(demo, f"region-ranking:metric=grants?{query}")
        assert adapter.told(made)["subtitle"].startswith(years), query


def test_the_frozen_names_are_all_of_that_version() -> None:
    assert len(NAMES) == 213 and len(SEARCHED) == 211
    assert set(SEARCHED) < set(NAMES)
    assert NAMES["region-map:metric=grants"][1] == "Tilskudd etter fylke, kart"
