"""A presentation in English: no Norwegian left, the same numbers, and none of it in a Norwegian one after."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest
from babel.messages.pofile import read_po

from lib.export import ALL, CSV, SVG, XLSX, formats
from lib.export.deck_files import deck_to_pdf, deck_to_pptx
from lib.export.presentation import READY, deck_of, language_of, ready_title, renew_deck
from lib.export.slide_svg import slide_svg
from lib.export.slides import tags_of
from lib.extract.read import open_extract
from lib.figures import recipes
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import use_language
from lib.words.catalogue import FOLDER
from tests.export.slides.reading import notes, opened, part, shapes, texts
from tests.figures.catalogue import EXTRACT

NOW = Selection(years=(2023,))
# Of every form there is: maps, rankings, shares, flows, dots, bars over a target, tables, panels.
NAMES = (
    *READY,
    "class-table:by=centrality",
    "class-chart:by=size_class:measure=shares",
    "growth-by:by=county",
    "money-history",
    "earlier-schemes",
    "never-applied",
    "changed-type",
    "region-map:metric=applied_per_grant_nok:scale=ramp",
    "region-map:level=municipality:metric=grants",
    "region-ranking:metric=applied_nok",
    "change-ranking:metric=doctors_per_100k:of=percent",
    "year-maps:metric=grants",
)
WORD = re.compile(r"[^\W\d_]{2,}")


def catalogue() -> Iterator[tuple[list[str], list[str]]]:
    """The forms of every message: English, Norwegian."""
    for path in sorted((FOLDER / "nb").glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source, locale="nb"):
                if message.id:
                    ids, said = (
                        list(it) if isinstance(it, tuple | list) else [it]
                        for it in (message.id, message.string)
                    )
                    yield ids, said


def words(said: str) -> set[str]:
    return {word.lower() for word in WORD.findall(re.sub(r"{[^{}]*}", " ", said))}


@cache
def only_norwegian() -> frozenset[str]:
    """Words of the translations that are in no English message and in no name from data."""
    english = set().union(*(words(said) for ids, _forms in catalogue() for said in ids))
    norwegian = set().union(*(words(said) for _ids, forms in catalogue() for said in forms))
    places = EXTRACT.reference.municipalities
    names = set().union(
        *(words(name) for column in ("name", "county_name") for name in places[column].to_pylist() if name)
    )
    return frozenset(norwegian - english - names)


def own(said: str) -> str:
    """The text without what comes from the extract's own manifest, which is in the language of its maker."""
    return said.replace(EXTRACT.manifest.source.rstrip("."), " ").replace(EXTRACT.manifest.id, " ")


def norwegian_in(said: str) -> set[str]:
    return words(own(re.sub(r"\s+", " ", said))) & only_norwegian()


@cache
def deck(language: str, year: int = 2023) -> bytes:
    with use_language(language):
        chosen = NOW.in_years(year)
        return deck_to_pptx(deck_of(View(EXTRACT, chosen), NAMES, title=ready_title(), author="A. B."))


@cache
def pages(language: str) -> bytes:
    with use_language(language):
        return deck_to_pdf(deck_of(View(EXTRACT, NOW), NAMES, title=ready_title(), author="A. B."))


def all_text(content: bytes) -> Iterator[tuple[str, str]]:
    """Every text, name and description of a package, and of the packages in it; tags of ours left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            body = package.read(name)
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{inner}", said) for inner, said in all_text(body))
            elif name.endswith(".xml") and "theme" not in name:
                for element in ET.fromstring(body).iter():
                    said = [element.text, *(element.get(key) for key in ("name", "descr", "formatCode"))]
                    for one in filter(lambda said: said and said != "en-GB", said):
                        yield name, re.sub(r"\[alis:[^\]]*\]", "", one)


def test_the_words_that_are_looked_for_are_those_of_a_norwegian_deck():
    assert {"tilskudd", "fylke", "kilde", "utbetalt", "uttrekk", "prosent"} <= only_norwegian()
    found = set().union(*(norwegian_in(said) for _name, said in all_text(deck("nb"))))
    assert len(found) > 80


def test_no_text_of_an_english_deck_is_norwegian():
    faults = [f"{name}: {said!r}" for name, said in all_text(deck("en")) if norwegian_in(said)]
    assert faults == []


def test_an_english_deck_writes_amounts_and_thousands_in_one_way():
    """It said "458.4 million NOK" beside "+NOK 216.5 million", and "100 000" beside "5,488,984"."""
    said = [own(text) for _name, text in all_text(deck("en"))]
    assert [text for text in said if re.search(r"million NOK|\d NOK\b", text)] == []
    # A year before a number is not a thousand.
    assert [text for text in said if re.search(r"(?<!20)\b\d{1,3}[ \xa0]\d{3}(?!\d)", text)] == []
    keys = texts(opened(deck("en")).slides[1])
    assert "NOK 458.4\xa0million" in keys or "NOK 458.4 million" in keys
    assert any("per 100,000 inhabitants" in text for text in said)


def test_a_slide_does_not_ask_its_reader_to_choose_a_year():
    """Of several years the page does, where a change would stand."""
    for language, asks in (("nb", "velg ett"), ("en", "choose one")):
        with use_language(language):
            deck = deck_of(View(EXTRACT, Selection(years=(2022, 2023))), ("key-figures",), title="x")
            said = [text for _name, text in all_text(deck_to_pptx(deck))]
        assert not [text for text in said if asks in text.lower()]
        # What is applied for in 2022 is not published: the amount granted stands in for it, and says so.
        stands_in = {"nb": "for 2022: innvilget", "en": "for 2022: granted"}[language]
        assert any(stands_in == text for text in said)


def test_an_english_deck_says_in_every_text_and_in_the_file_that_it_is_english():
    made = opened(deck("en"))
    assert made.core_properties.language == "en-GB"
    with zipfile.ZipFile(io.BytesIO(deck("en"))) as package:
        bodies = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    assert sum(body.count(b'lang="en-GB"') for body in bodies) > 300
    assert not [body for body in bodies if b'lang="nb-NO"' in body]


def values(content: bytes) -> Iterator[list]:
    """The numbers in the charts of each slide."""
    for slide in opened(content).slides:
        for shape in shapes(slide):
            if getattr(shape, "has_chart", False) and shape.has_chart:
                yield [value for plot in shape.chart.plots for one in plot.series for value in one.values]


def canonical(said: str) -> list[str]:
    """The numbers of a text whichever language wrote it, without the texts of the catalogue's own numbers."""
    said = re.sub(r"(?<=\d)[ ,\u00a0](?=\d{3}(?!\d))", "", own(said)).replace("\u2212", "-")
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", said)))


def test_the_numbers_of_an_english_deck_are_those_of_the_norwegian():
    assert list(values(deck("en"))) == list(values(deck("nb")))
    both = [list(opened(deck(language)).slides) for language in ("nb", "en")]
    compared, faults = 0, []
    for number, (ours, theirs) in enumerate(zip(*both, strict=True)):
        for norwegian, english in zip(shapes(ours), shapes(theirs), strict=True):
            said = [norwegian._element, english._element]
            numbers = [canonical(" · ".join(t.text or "" for t in one.iter("{*}t"))) for one in said]
            compared += len(numbers[0])
            if numbers[0] != numbers[1]:
                faults.append(f"slide {number + 1}, {english.name[:40]}: {numbers}")
    assert faults == []
    assert compared > 400


def test_written_numbers_have_the_separators_of_the_language():
    keys = {language: opened(deck(language)).slides[2] for language in ("nb", "en")}
    assert "1\N{NO-BREAK SPACE}871" in texts(keys["nb"]) and "+37,8\N{NO-BREAK SPACE}%" in texts(keys["nb"])
    assert "1,871" in texts(keys["en"]) and "+37.8%" in texts(keys["en"])
    assert "20 October 2023" in notes(keys["en"]) and "20. oktober 2023" in notes(keys["nb"])


def test_a_norwegian_deck_made_after_an_english_one_is_unchanged():
    def said(content: bytes) -> list[tuple[str, str]]:
        """Without the moment that each file was made at."""
        return [pair for pair in all_text(content) if not re.match(r"\d{4}-\d\d-\d\dT", pair[1])]

    before = said(deck("nb"))
    assert said(deck("en")) != before and pages("en")
    assert (
        said(deck_to_pptx(deck_of(View(EXTRACT, NOW), NAMES, title=ready_title(), author="A. B."))) == before
    )


def test_the_pages_of_an_english_pdf_are_english():
    reader = pypdf.PdfReader(io.BytesIO(pages("en")))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert pypdf.PdfReader(io.BytesIO(pages("nb"))).trailer["/Root"]["/Lang"] == "nb-NO"
    said = [page.extract_text() for page in reader.pages]
    source = re.compile(r"Source: .*?Extract", re.DOTALL)
    faults = {
        number: found for number, page in enumerate(said, 1) if (found := norwegian_in(source.sub("", page)))
    }
    assert faults == {}
    assert "1,871" in said[2]


@pytest.mark.parametrize("name", NAMES[1:])
def test_every_file_of_a_figure_in_english_is_english(name: str):
    with use_language("en"):
        made = recipes.make(View(EXTRACT, NOW), name)
        files = {file.id: file.make(made) for file in formats(made) if file in (CSV, XLSX, SVG)}
    said = [files["csv"].decode("utf-8-sig")]
    for sheet in openpyxl.load_workbook(io.BytesIO(files["xlsx"])):
        said += [sheet.title, *(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)]
        said += [cell.number_format for row in sheet.iter_rows() for cell in row]
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as package:
        charts = [
            package.read(one).decode()
            for one in package.namelist()
            if "/chart" in one and one.endswith("xml")
        ]
    said += [code for chart in charts for code in re.findall(r'formatCode="([^"]*)"', chart)]
    if "svg" in files:
        said.append(re.sub(r"Source: .*?Extract", "", " ".join(ET.fromstring(files["svg"]).itertext())))
        assert b'lang="en-GB"' in files["svg"]
    assert {one for text in said for one in norwegian_in(text)} == set()


def test_an_english_csv_has_a_decimal_point_and_commas():
    with use_language("en"):
        made = recipes.make(View(EXTRACT, NOW), "region-map:metric=doctors_per_100k")
        rows = list(csv.reader(io.StringIO(CSV.make(made).decode("utf-8-sig"), newline="")))
    assert rows[0][1] == "County number"
    assert [float(cell) for cell in rows[1][2:]] == pytest.approx(list(made.table.rows[0][1:]), abs=1e-6)


def test_a_small_picture_is_of_its_own_language():
    norwegian = slide_svg(recipes.make(View(EXTRACT, NOW), "budget-steps"))
    with use_language("en"):
        english = slide_svg(recipes.make(View(EXTRACT, NOW), "budget-steps"))
    assert "Budsjettet holdt i 2023: 96,5" in norwegian
    assert "2023: 96.5" in english and "Budsjettet" not in english
    assert slide_svg(recipes.make(View(EXTRACT, NOW), "budget-steps")) == norwegian


def test_a_deck_is_renewed_in_the_language_it_was_made_in():
    old = deck("en", 2022)
    assert {language_of(tag) for tag in tags_of(old)} == {"en"}
    new = renew_deck(old, EXTRACT, years=(2023,))
    faults = [f"{name}: {said!r}" for name, said in all_text(new) if norwegian_in(said)]
    assert faults == []
    said = [[written(slide) for slide in opened(it).slides] for it in (new, deck("en"))]
    assert said[0] == said[1] and len({line for slide in said[0] for line in slide}) > 3 * len(NAMES)


def written(slide) -> list[str]:
    """The texts around the figure of a slide, but its one note: where it had none, it still has none."""
    found = [part(slide, kind) for kind in ("message", "line", "foot", "badge", "scope", "source")]
    spoken = notes(slide) if slide.has_notes_slide else ""
    return [shape.text_frame.text for shape in found if shape is not None] + [spoken]


def test_a_slide_in_english_among_norwegian_ones_stays_english():
    """As when an owner has copied it there: every slide is known by its own tag."""
    assert {language_of(tag) for tag in tags_of(deck("nb"))} == {"nb"}
    assert language_of("region-map?years=2023&language=tlh") == "nb"
    again = renew_deck(deck("nb", 2022), EXTRACT, years=(2023,))
    slide = opened(again).slides[2]
    assert part(slide, "line").text_frame.text.startswith("Nøkkeltall · 2022–2023")


def test_every_figure_that_has_a_name_leaves_in_every_office_format_in_both_languages():
    """Also those that no page shows at first: a kind of column without a number format is found here."""
    voss = Selection(years=(2023,), counties=("46",), municipalities=("4621",), against=("18",))
    extract = open_extract()
    office = [file for file in ALL if file.id in ("csv", "xlsx", "pptx")]
    for language in ("nb", "en"):
        with use_language(language):
            for name in recipes.names():
                made = recipes.make(View(extract, voss), name)
                assert all(file.make(made) for file in office), name
