"""A year without one before it, and one county alone: what is said where there is nothing to draw.

The demo extract has rows of 2022 and 2023, and none of 2021.
"""

from lib.export import PPTX
from lib.export.deck_files import deck_to_pptx
from lib.export.presentation import deck_of
from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import growth_by
from lib.figures.recipes import make
from lib.figures.year_maps import year_maps
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.export.slides.reading import opened, part
from tests.figures.catalogue import EXTRACT
from tests.pages.app import charts, figures, html, notices, sentence, visit, words
from tests.pages.rows import grants

WHY = "2021 er ikke i uttrekket, så det er ingenting å sammenligne med."


def test_gross_and_net_are_those_of_the_year_chosen():
    """It showed 721 who came in 2023 under the heading of 2022."""
    page = visit("vekst.py", aar="2022")
    assert WHY in words(page)
    assert not any("brutto" in alt for alt in charts(page)), "nothing is drawn of another year"
    assert gross_and_net(View(EXTRACT, Selection(years=(2022,)))).table.rows == ()
    both = gross_and_net(View(EXTRACT, Selection(years=(2022, 2023))))
    assert [row[0] for row in both.table.rows] == ["2023"]


def test_a_change_without_a_year_before_says_so_once_and_draws_nothing():
    for shows in ("endring", "endring-prosent"):
        page = visit("kart.py", aar="2022", vis=shows)
        assert sentence(page) == WHY
        assert figures(page) == 0


def test_a_presentation_says_which_slides_have_nothing_to_show():
    names = "change-map:metric=grants,region-map:metric=grants,gross-and-net"
    page = visit("presentasjon.py", aar="2022", bilde=names.split(","))
    said = [notice for notice in notices(page) if WHY in notice]
    assert len(said) == 2, html(page)[:2000]


def test_a_slide_with_nothing_to_show_says_why():
    chosen = Selection(years=(2022,))
    for name in ("change-map:metric=grants", "change-ranking:metric=grants", "gross-and-net", "changed-type",
                 "growth-by:by=county", "came-and-left"):  # fmt: skip
        figure = make(View(EXTRACT, chosen), name)
        assert figure.nothing == WHY, name
        assert "2021 er ikke" in figure.alt
        assert "2021–2022" not in figure.subtitle
        (_title, slide, _about) = opened(
            deck_to_pptx(deck_of(View(EXTRACT, chosen), (name,), title="x"))
        ).slides
        assert part(slide, "empty").text_frame.text == WHY, name


def test_one_county_grows_in_its_municipalities():
    """Doctors of 2022 and 2023 in Bergen and Askøy, counted from the rows: one county was a single dot."""
    rows = grants()
    counted = rows.groupby(["municipality_code", "year"]).doctor_id.nunique()
    page = visit("vekst.py", maal="steder", fylke="46")
    (drawn,) = (found for alt, found in charts(page).items() if "etter kommune" in alt)
    found = {row["name"]: (row["before"], row["now"]) for row in drawn}
    assert len(found) == 15
    for name, code in (("Bergen", "4601"), ("Askøy", "4627")):
        assert found[name] == (counted[code, 2022], counted[code, 2023])
    assert (
        len(growth_by(View(EXTRACT, Selection(years=(2023,))), by="county").chart.datasets["data"]["name"])
        == 11
    )


def test_maps_of_a_choice_without_any_municipality_leave_in_every_form():
    """No municipality of Oslo is in class 6."""
    chosen = Selection(years=(2022, 2023), counties=("03",), centralities=(6,))
    figure = year_maps(View(EXTRACT, chosen), metric="grants", level="municipality")
    assert figure.chart is None
    assert PPTX.make(figure)


def test_a_year_without_one_before_it_leads_to_one_that_has():
    for page, switches in (("kart.py", {"vis": "endring"}), ("vekst.py", {})):
        site = visit(page, aar="2022", **switches)
        site.button(key="change-in-2023").click().run()
        assert site.query_params["aar"] == "2023"
        assert WHY not in words(site)
