"""Named figures, the ready choice, a deck made again, and the same from the command line."""

from collections import Counter
from dataclasses import replace

import pytest
from click.testing import CliRunner
from pptx import Presentation

from lib.__main__ import main
from lib.export.deck_files import deck_to_pptx
from lib.export.presentation import (
    READY,
    READY_SETS,
    Slide,
    deck_of,
    read_slide,
    ready_title,
    renew_deck,
    titles,
)
from lib.export.slides import tags_of
from lib.figures import recipes
from lib.figures.recipes import FigureError, read_tag, tag_of
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import use_language
from tests.figures.catalogue import EXTRACT, MAKERS, NARROW, SELECTIONS

HARD_SPACE = "\xa0"
NOW = Selection(years=(2023,))


def words(content: bytes, folder) -> list[str]:
    """The texts of each slide."""
    path = folder / "read.pptx"
    path.write_bytes(content)
    return [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(path).slides
    ]


def test_a_figure_is_made_again_by_its_own_name():
    voss = Selection(years=(2023,), counties=("46",), municipalities=("4621",), against=("18",))
    for name in recipes.names():
        assert recipes.make(View(EXTRACT, voss), name).name == name
    # Every figure of the pages has such a name, but for those about the extract itself.
    about = {
        "reconciliation",
        "definitions",
        "extract-facts",
        "quality-report",
        "differences",
        "extract-list",
    }
    unnamed = {
        figure.name for make in MAKERS.values() if (figure := make(NARROW[0])).name not in recipes.names()
    }
    assert unnamed == about


@pytest.mark.parametrize("chosen", SELECTIONS[:20], ids=str)
def test_a_tag_holds_the_whole_selection(chosen: Selection):
    assert read_tag(tag_of("region-map:metric=grants", chosen)) == ("region-map:metric=grants", chosen)


@pytest.mark.parametrize("tag", ["", "tull", "region-map?years=i+fjor", "region-map?years=2023&ukjent=1"])
def test_a_tag_that_is_not_ours_is_refused(tag: str):
    with pytest.raises(FigureError):
        read_tag(tag)


@pytest.mark.parametrize("title", ["", "Vi brukte pengene & mer = alt?", "100 % – «sant»&title=nei"])
@pytest.mark.parametrize("chosen", [None, *SELECTIONS[:6]], ids=str)
def test_a_slide_in_a_link_holds_its_view_and_its_title(chosen: Selection | None, title: str):
    slide = Slide("region-map:level=municipality:metric=grants", chosen, title)
    assert read_slide(slide.token) == slide


def test_a_slide_keeps_the_view_it_was_added_from():
    """117 grants of Nordland in 2023 are printed in the report; the page is on Vestland in 2022."""
    nordland = Slide("region-map:metric=grants", replace(NOW, counties=("18",)), "Nordland")
    page = View(EXTRACT, Selection(years=(2022,), counties=("46",)))
    kept, followed = (
        entry.figures[0].figure for entry in deck_of(page, [nordland, "key-figures"], title="x").entries
    )
    assert "2023 · Nordland" in kept.subtitle and kept.table.rows[0][1] == 117
    assert "Vestland" in followed.subtitle


@pytest.mark.parametrize("chosen", [{"years": (1999,)}, {"counties": ("99",)}, {"borders": 1850}], ids=str)
def test_a_slide_of_a_view_that_is_not_there_is_refused(chosen: dict):
    with pytest.raises(FigureError):
        deck_of(View(EXTRACT, NOW), [Slide("budget-steps", replace(NOW, **chosen))], title="x")


@pytest.mark.parametrize("ready", READY_SETS, ids=lambda each: each.name)
def test_a_ready_set_can_be_made_for_its_place_and_has_as_many_slides_as_it_says(ready):
    chosen = {"counties": {"counties": ("46",)}, "municipalities": {"municipalities": ("4601",)}}
    view = View(EXTRACT, replace(NOW, **chosen.get(ready.needs, {})))
    assert ready.is_for(view.selection) and ready.is_for(NOW) == (not ready.needs)
    assert f": {len(ready.figures)} " in ready.label and set(ready.figures) <= titles().keys()
    assert len(deck_of(view, ready.figures, title="x").entries) == len(ready.figures)


def test_an_unknown_figure_and_a_sheet_without_its_municipality_say_so():
    with pytest.raises(FigureError, match="ingen figur som heter tull"):
        recipes.make(View(EXTRACT, NOW), "tull")
    with pytest.raises(FigureError, match="én kommune"):
        recipes.make(View(EXTRACT, NOW), "by-year")


def test_a_ready_set_follows_the_place_that_is_chosen():
    meeting = READY_SETS[0]
    assert meeting.figures_for(NOW) == meeting.figures
    county = meeting.figures_for(replace(NOW, counties=("46",)))
    alone = meeting.figures_for(replace(NOW, municipalities=("4601",)))
    assert "change-map:level=municipality:metric=grants:of=percent" in {*county} & {*alone}
    assert "class-chart:by=centrality:measure=shares" in county
    assert "among:by=centrality" in alone and not any(name.startswith("class-") for name in alone)
    assert {*county, *alone} <= titles().keys() and len(county) == len(alone) == len(meeting.figures)


def test_the_ready_choice_is_a_meeting_long_and_begins_with_the_key_figures(tmp_path):
    assert READY[0] == "key-figures"
    assert len(READY) == 5  # as its name says
    assert set(READY) <= titles().keys()
    slides = words(deck_to_pptx(deck_of(View(EXTRACT, NOW), READY, title=ready_title())), tmp_path)
    assert len(slides) == 1 + 1 + len(READY) + 1  # the first, the contents, and the last about the numbers
    # Printed in the status report of autumn 2023: 1 871 unique doctors, of whom 513 new net.
    for said in ("1 871", "513", "458,4 mill. kr"):
        assert said in slides[2].replace("\u00a0", " ")
    of_numbers = [text for number, text in enumerate(slides) if number != 1]
    assert all("Kilde: " in text for text in of_numbers)
    assert all("yntetiske" in text for text in of_numbers)


def test_a_deck_of_last_year_is_renewed_with_its_own_filters(tmp_path):
    county = replace(NOW, counties=("46",))
    names = ("key-figures", "region-ranking:metric=grants", "class-chart:by=centrality:measure=grants")
    old = deck_to_pptx(deck_of(View(EXTRACT, replace(county, years=(2022,))), names, title="Vestland"))
    new = renew_deck(old, EXTRACT, years=(2023,))
    fresh = deck_to_pptx(deck_of(View(EXTRACT, county), names, title="Vestland"))
    assert words(new, tmp_path) == words(fresh, tmp_path) != words(old, tmp_path)
    assert {read_tag(tag)[1].counties for tag in tags_of(new)} == {("46",)}


@pytest.mark.parametrize("spoken", ["nb", "en"])
def test_no_two_figures_in_the_search_look_alike_and_none_is_left_out(spoken: str):
    with use_language(spoken):
        offered = titles()
    alike = {text: count for text, count in Counter(offered.values()).items() if count > 1}
    assert alike == {}
    # The shares of a class chart are the same figure as the chart of shares: it is offered once.
    assert recipes.names().keys() - offered.keys() == {
        "class-shares:by=centrality",
        "class-shares:by=size_class",
    }


def test_a_figure_has_its_title_from_the_search_on_its_slide_whoever_is_chosen():
    voss = Selection(years=(2023,), counties=("46",), municipalities=("4621",), against=("18",))
    offered = titles()
    among = {name for name in offered if name.startswith("among:")}
    made = {name: recipes.make(View(EXTRACT, voss), name).title.replace(HARD_SPACE, " ") for name in offered}
    # The budget is for the whole country, so that under a filter its title leaves it out.
    assert made.pop("money-history") == "Utbetalt per år"
    assert offered.pop("money-history") == "Utbetalt og samlet budsjett"
    # What was granted in 2022 and applied for in 2023 are not compared: nothing is the largest, and first.
    empty = {name for name in offered if name.startswith("change-ranking:") and "metric=applied" in name}
    assert {made[name] for name in empty} == {offered[name].removesuffix(", størst først") for name in empty}
    assert {name: title for name, title in made.items() if name not in among | empty} == {
        name: title for name, title in offered.items() if name not in among | empty
    }
    assert {offered[name] for name in among} == {
        "Blant kommuner i samme sentralitetsklasse",
        "Blant kommuner i samme størrelse",
    }


def test_titles_say_what_tells_figures_of_one_kind_apart():
    offered = titles()
    place = "change-map:level=municipality:metric=doctors_per_100k"
    assert offered[place] == "Endring i leger per 100 000 innbyggere etter kommune, kart"
    assert offered[f"{place}:of=percent"] == (
        "Prosentvis endring i leger per 100 000 innbyggere etter kommune, kart"
    )
    assert offered[f"{place}:of=percent:scale=ramp"] == (
        "Prosentvis endring i leger per 100 000 innbyggere etter kommune, kart med trinnløs skala"
    )
    assert offered["change-ranking:metric=grants:of=percent"] == (
        "Prosentvis endring i tilskudd etter fylke, størst først"
    )
    assert offered["year-maps:metric=grants:scale=ramp"] == (
        "Tilskudd etter fylke, år for år med trinnløs skala"
    )


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_line_makes_lists_and_renews(tmp_path):
    deck, again, picture = tmp_path / "a.pptx", tmp_path / "b.pptx", tmp_path / "c.svg"
    assert run("deck", "--year", "2022", "--county", "46", "--out", str(deck))[0] == 0
    assert run("deck", "--update", str(deck), "--year", "2023", "--out", str(again))[0] == 0
    assert "2023 · Vestland" in words(again.read_bytes(), tmp_path)[2]
    assert run("figure", "region-map:metric=doctors", "--format", "svg", "--out", str(picture))[0] == 0
    assert b"Unike leger etter fylke" in picture.read_bytes()
    code, listed = run("deck", "--list")
    assert code == 0
    assert {line.split("\t")[0] for line in listed.splitlines()} == titles().keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("deck", "--county", "99"), "Det finnes ikke noe fylke 99"),
        (("deck", "--year", "1999"), "1999 er ikke i uttrekket"),
        (("figure", "tull"), "ingen figur som heter tull"),
        (("figure", "never-applied", "--format", "svg"), "er en tabell"),
    ],
    ids=str,
)
def test_the_command_line_says_what_is_wrong(arguments: tuple, said: str, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, output = run(*arguments)
    assert code == 1
    assert said in output
    assert list(tmp_path.iterdir()) == []
