"""The comparison tells what a version does otherwise, and nothing else."""

import re
import shutil
from pathlib import Path

import pytest

from tests.frozen import differences as module
from tests.frozen.compare import HERE, Comparison, compare, main
from tests.frozen.differences import Difference, Known, differences, read, unknown
from tests.frozen.plan import plan

TITLE, NEW_TITLE = "{metric} etter fylke, kart", "{metric} etter fylke, på kart"
# In a copy of the house: file → what stands there, and what is planted in its place.
PLANTED = {
    "lib/words/nb/figures.po": (f'msgstr "{TITLE}"', f'msgstr "{NEW_TITLE}"'),
    "lib/metrics/ratios.py": ("scale=100_000", "scale=10_000"),  # of doctors by inhabitants
    "lib/figures/chart_specs.py": ("mark_tick(thickness=3, size=28", "mark_rule(thickness=3, size=28"),
}
TITLED = "region-map:metric=grants?years=2023"
COUNTED = "region-ranking:metric=doctors_per_100k?years=2023"
MARKED = "earlier-schemes?years=2023"
SAME = "class-chart:by=centrality:measure=doctors?years=2023"


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Path:
    """A copy of this checkout with another title, another number and another mark."""
    copy = tmp_path_factory.mktemp("before") / "checkout"
    for part in ("lib", "pages", "tests", "data", "geo"):
        shutil.copytree(HERE / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (there, instead) in PLANTED.items():
        text = (copy / name).read_text(encoding="utf-8")
        assert text.count(there) >= 1, f"{name} has changed: plant something else"
        (copy / name).write_text(text.replace(there, instead, 1), encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def found(planted: Path) -> dict[str, set[str]]:
    """What is told → of which parts, with every number in their paths as 0."""
    tags = (TITLED, COUNTED, MARKED, SAME)
    page = {"extract": "D", "page": "kart.py", "params": {"aar": ["2023"]}, "address": "D /kart"}
    asked = {"figures": [{"tag": tag, "drawn": True} for tag in tags], "states": [page]}
    told: dict[str, set[str]] = {}
    for each in compare(planted, asked).found:
        told.setdefault(each.where.removeprefix("figure "), set()).add(re.sub(r"\d+", "0", each.what))
    return told


def test_another_title_is_told_wherever_it_stands(found) -> None:
    assert {
        "title",
        "file",
        "alternative text",
        f"slide.0.line of {TITLED.replace('2023', '0')}.0",
    } <= found[TITLED]
    assert any(what.startswith("workbook.sheets.Tabell.0.0") for what in found[TITLED])
    assert not any(what.startswith(("table", "drawn", "spec")) for what in found[TITLED])


def test_another_title_is_told_of_the_page_that_shows_it(found) -> None:
    assert found["state D /kart"] == {"texts.0"}


def test_another_number_is_told_in_table_drawing_slide_and_workbook(found) -> None:
    parts = (
        "table.rows.",
        "drawn.rows.data.",
        "spec.",
        "slide.0.chart",
        "workbook.sheets.Tabell",
        "alternative",
    )
    assert [part for part in parts if not any(what.startswith(part) for what in found[COUNTED])] == []
    assert "title" not in found[COUNTED]


def test_another_mark_is_told_and_nothing_else_of_that_figure(found) -> None:
    assert found[MARKED] == {"spec.0.mark.type"}


def test_a_figure_that_is_the_same_is_not_told(found) -> None:
    assert SAME not in found


def test_the_plan_holds_every_figure_over_the_selections() -> None:
    asked = plan(None, 100)
    tags = [each["tag"] for each in asked["figures"]]
    assert len(tags) == len(set(tags)) > 213 * 37 and len(asked["states"]) == 100
    few = [each["tag"].partition("?")[0] for each in plan(213, 0)["figures"]]
    assert set(few) == {tag.partition("?")[0] for tag in tags} and len(few) == len(set(few))
    assert sum(each["drawn"] for each in asked["figures"]) > 213 * 2.9
    assert sum("&language=en" in tag for tag in tags) == 213
    assert plan(7, 3) == plan(7, 3) and len(plan(7, 3)["figures"]) == 7


def test_a_checkout_that_cannot_be_probed_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="could not be probed"):
        compare(tmp_path, {"figures": [], "states": []})


def test_the_exit_code_is_that_of_what_is_not_known(monkeypatch, capsys) -> None:
    told = [Difference("figure a?years=2023", "title", "Før", "Nå")]
    made = Comparison(told, {"figure b": "IndexError: 1", "figure c": "IndexError: 1"})
    monkeypatch.setattr("tests.frozen.compare.compare", lambda old, asked: made)
    entries = {"none": "", "of another": "b?*", "of this": "figure a?*"}
    codes = {}
    for name, where in entries.items():
        listed = (Known(where, "title", "Ment slik"),) if where else ()
        monkeypatch.setattr("tests.frozen.compare.known", lambda listed=listed: listed)
        codes[name] = main(["."])
    assert codes == {"none": 1, "of another": 1, "of this": 0}
    said = capsys.readouterr().out
    assert "figure a?years=2023 · title: Før → Nå" in said and "1 known: Ment slik" in said
    assert "2 cannot be made" in said and "2 · IndexError: 1, as figure b" in said


def test_two_versions_that_fail_alike_are_not_taken_for_equal() -> None:
    asked = {"figures": [{"tag": "no-such-figure?years=2023", "drawn": False}], "states": []}
    with pytest.raises(RuntimeError, match="1 of 1 failed alike"):
        compare(HERE, asked)


def test_a_known_difference_needs_a_reason() -> None:
    (entry,) = read('[[difference]]\nwhere = "link *"\nwhat = "title"\nafter = "Nå*"\nreason = "Ment slik"')
    assert Difference("link kart?aar=2023", "title", "Før", "Nå 1") in entry
    assert Difference("link kart?aar=2023", "subtitle", "Før", "Nå 1") not in entry
    assert Difference("link kart?aar=2023", "title", "Før", "Da") not in entry
    with pytest.raises(TypeError):
        read('[[difference]]\nwhere = "link *"\nwhat = "title"')


def test_the_list_of_known_differences_is_in_order(monkeypatch) -> None:
    assert all(len(entry.reason) > 10 for entry in module.known())
    monkeypatch.setattr(module, "known", lambda: ())
    told = [Difference("a", "b", "c", "d")]
    assert unknown(told) == told


def test_a_long_text_is_shown_from_where_it_differs() -> None:
    said = str(Difference("a", "b", "x" * 500 + "1" + "y" * 500, "x" * 500 + "2" + "y" * 500))
    assert "x1y" in said and "x2y" in said and len(said) < 400
    assert str(Difference("a", "b", "Før", "Nå")) == "a · b: Før → Nå"


def test_what_is_put_in_is_told_once() -> None:
    before, after = {"texts": ["a", "b", "c"], "same": 1}, {"texts": ["a", "x", "b", "c"], "same": 1}
    assert list(differences("state /", before, after)) == [Difference("state /", "texts.1", "nothing", "x")]
    assert list(differences("state /", before, before)) == []
    (gone,) = differences("state /", before, {"texts": ["a", "b", "c"]})
    assert (gone.what, gone.before, gone.after) == ("same", "1", "nothing")
