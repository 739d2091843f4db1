"""Every page over years on both sides of the county reform, with hand-made rows of 2022, 2023 and 2024."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.metrics.rows import ACROSS_THE_REFORM, extract_of, grants_of
from tests.pages.app import PAGES, html, key_figures, plain, sentence, visit, with_more
from tests.pages.test_links import notices

WHOLE_SHOWN = (
    "Haram (1580) finnes ikke i inndelingen fra 2020. Området hører til Ålesund (1507), som vises i stedet."
)
SHOWN_WITH_IT = "Haram (1580) er en del av Ålesund (1507) i årene før 2024, og vises sammen med den."
PARTS_SHOWN = (
    "Ålesund (1507) finnes ikke i inndelingen fra 2024. "
    "Området er delt i Haram (1580) og Ålesund (1508), som vises i stedet."
)


@pytest.fixture(scope="module", autouse=True)
def rows_of_the_reform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The site reads the hand-made rows."""
    folder: Path = tmp_path_factory.mktemp("reform")
    extract_of(folder, grants_of(ACROSS_THE_REFORM))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALIS_DATA", str(folder / "data"))
        yield


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("borders", ["2020", "2024", "publisert"])
def test_no_page_fails_in_any_borders(page: str, borders: str):
    for years in (["2023"], ["2024"], ["2022", "2024"]):
        for place in ({}, {"fylke": "15", "kommune": "1580"}, {"fylke": "30"}):
            assert not visit(page, grense=borders, aar=years, **place).exception


@pytest.mark.parametrize(
    ("asked", "borders", "years", "said", "line", "grants", "doctors"),
    [
        ("1507", "2020", ["2023"], [], "Ålesund hadde 1 lege i 2023", 1, 1),
        ("1507", "2020", ["2024"], [], "Ålesund hadde 2 leger i 2024", 2, 2),
        ("1507", "2024", ["2023"], [], "Ålesund med Haram hadde 1 lege i 2023", 1, 1),
        ("1507", "2024", ["2022", "2024"], [], "Ålesund med Haram hadde 2 leger i 2022 og 2024", 3, 2),
        ("1580", "2024", ["2024"], [], "Haram hadde 1 lege i 2024", 1, 1),
        (
            "1580",
            "2024",
            ["2022", "2024"],
            [SHOWN_WITH_IT],
            "Ålesund med Haram hadde 2 leger i 2022 og 2024",
            3,
            2,
        ),
        ("1580", "2024", ["2023"], [SHOWN_WITH_IT], "Ålesund med Haram hadde 1 lege i 2023", 1, 1),
        ("1580", "2020", ["2024"], [WHOLE_SHOWN], "Ålesund hadde 2 leger i 2024", 2, 2),
    ],
)
def test_aalesund_is_whole_or_its_parts_as_the_years_are(
    asked: str, borders: str, years: list, said: list, line: str, grants: int, doctors: int
):
    site = visit("kommune.py", fylke="15", kommune=asked, grense=borders, aar=years)
    assert notices(site) == said
    assert sentence(site).startswith(line)
    each = "unik lege" if doctors == 1 else "unike leger"
    assert f" {grants} tilskudd for {doctors} {each}, " in with_more(site)
    shown = key_figures(site)
    assert (shown["grants"], shown["doctors"]) == (str(grants), str(doctors))


def test_after_the_reform_aalesund_leads_to_both_of_its_parts():
    site = visit("kart.py", fylke="15", kommune="1507", grense="2024", aar="2024")
    assert notices(site) == [PARTS_SHOWN]
    assert site.query_params["kommune"] == ["1580", "1508"]  # by name


def test_the_whole_has_the_inhabitants_of_both_parts():
    # 1 January 2024, data/reference/sources/municipalities_2024.csv: Ålesund 58 509, Haram 9 357.
    site = visit("kommune.py", fylke="15", kommune="1507", aar="2024", grense="2020")
    assert f"{58_509 + 9_357:,} innbyggere".replace(",", " ") in plain(html(site))
