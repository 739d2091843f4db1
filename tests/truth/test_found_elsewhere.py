"""What was once untrue of places over the reform, of amounts and bases, and in files."""

import csv
import io
import re

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from lib.export import CSV, XLSX
from lib.export.native import sheet_chart_of
from lib.export.picture import to_svg
from lib.extract.model import Extract
from lib.figures.budget_figures import budget_steps, earlier_schemes, parts_of_applied, per_month
from lib.figures.change_map import change_map, change_ranking
from lib.figures.class_figures import class_chart, class_shares
from lib.figures.figure import Figure
from lib.figures.flows import gross_and_net
from lib.figures.growth_figures import growth_by, yearly_growth
from lib.figures.key_figures import key_figures
from lib.figures.peers import among
from lib.figures.reach_figures import without_grants
from lib.figures.scheme_history import money_history
from lib.figures.type_changes import changed_type
from lib.figures.year_maps import year_maps
from lib.metrics.compute import total
from lib.metrics.extract_diff import movements
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.extract.made import in_memory
from tests.truth.extracts import load
from tests.truth.found import Found, untrue

NOW = Selection(years=(2023,))
FOUND = (
    # 14 doctors of 59 198 inhabitants, in both strips.
    Found(
        "one-rate-of-a-part-of-a-divided-municipality",
        "Y4",
        "/kommune?kommune=1508&grense=2024&aar=2025",
        ("Ålesund 23,6",),
        ("Ålesund 20,", "Ålesund 18,"),
    ),
    # One in the borders of 2020, in the class from 50 000: 18 doctors, 59 198 + 9 409 inhabitants.
    Found(
        "size-of-a-divided-municipality-is-that-of-all-of-it",
        "Y4",
        "/kart?aar=2025&grense=2020&fylke=15&maal=leger&per=innbyggere&storrelse=b",
        ("Ålesund / 26,2 / 18 / 68 607 / 19",),
        ("/ 59 198 /",),
    ),
    # 1508 is from 2024, with 16 doctors then: nobody came to it or returned.
    Found(
        "growth-of-a-municipality-that-was-not-there",
        "Y4",
        "/vekst?kommune=1508&fylke=15&grense=2024&aar=2024",
        ("For 2024 har 16 unike leger søkt i Ålesund så langt.", "Kommunen fantes ikke i 2023"),
        ("flere enn i 2023", "førstegang", "kom tilbake", "fra andre deler"),
    ),
    # Herøy has one doctor in 2025.
    Found(
        "one-doctor-in-a-rate",
        "Y4",
        "/kart?aar=2025&fylke=15&maal=leger&per=innbyggere",
        ("(1 lege / 9 031 innbyggere)",),
        ("(1 leger",),
    ),
    # Ålesund has grants, Haram is a municipality of its own without any.
    Found(
        "reach-beside-a-divided-municipality",
        "ONE",
        "/kart?maal=rekkevidde",
        ("354 av 357 kommuner er uten søknader",),
        ("353 av 357",),
    ),
    # 256 of the 356 municipalities of 2020 have applied in 2025.
    Found(
        "reach-in-the-borders-of-2020",
        "Y4",
        "/kart?maal=rekkevidde&grense=2020",
        ("100 av 356 kommuner er uten søknader (ikke avgjort) i 2025.",),
        ("av 357",),
    ),
    Found(
        "municipalities-beside-the-reach-of-2020",
        "Y4",
        "/?grense=2020",
        ("Kommuner\n256", "2 290 søknader fra 256 kommuner"),
        ("257 kommuner",),
    ),
    # 59 198 and 9 409 inhabitants in 2025.
    Found(
        "a-divided-municipality-over-its-division",
        "Y4",
        "/kommune?kommune=1507&aar=2022&aar=2025&grense=2024",
        ("Ålesund med Haram i Møre og Romsdal har 68 607 innbyggere",),
        ("Ålesund (til 2024)",),
    ),
    # 2027 has amounts applied for, and no line in the table of grant periods.
    Found(
        "months-that-are-missing",
        "FAR",
        "/budsjett?belop=maaned",
        ("2027 (tilskuddsperioden mangler)", "2027, søkt per måned: tilskuddsperioden mangler"),
        ("None", "Søkt ikke publisert"),
    ),
    # The report prints what was granted for 2022, 241,9 mill. kr, and not what was applied for.
    Found(
        "granted-is-not-what-was-applied-for",
        "D",
        "/budsjett",
        ("2022 / 241 900 000 / 241 900 000 (innvilget i 2022) / 241 900 000 / 241 900 000 / ikke publ",),
        ("Søkt 241,9 mill. kr (100,0 % av budsjettet)",),
    ),
    # 96 applications of 2024 are turned down, 20 297 925 kr; the other 2 545 applied for 531 313 124 kr.
    Found(
        "an-amount-applied-for-says-that-what-was-rejected-is-left-out",
        "Y4",
        "/budsjett?aar=2024",
        (
            "2024 / 557 900 000 / 531 313 124 / ",
            "Søkt: Kroner det er søkt om i tilskuddene som telles. Avslåtte og avviste søknader er ikke med.",
        ),
    ),
    # Which of the four amounts a rate is of.
    Found(
        "kroner-per-grant-say-which-kroner",
        "D",
        "/kart?maal=sokt&per=tilskudd",
        ("Søkt per tilskudd etter fylke, kart", "Søkt per tilskudd (kr)"),
        ("Kroner per tilskudd",),
    ),
    # Class 1: 386 agreements and 17 for guidance. Agder: 168 grants of 2023, 165 of them agreements.
    Found(
        "kroner-per-agreement-say-which-kroner",
        "D",
        "/sentralitet",
        ("Søkt per ALIS-avtale (kr)", "Søkt per tilskudd til kun veiledning (kr)"),
        ("Kroner per ALIS-avtale", "Beløp (kr)"),
    ),
    Found(
        "an-amount-beside-a-region-says-which-it-is",
        "D",
        "/kart",
        ("Agder: 168 tilskudd, 165 ALIS-avtaler, søkt 35,6 mill. kr",),
        ("165 ALIS-avtaler, 35,6 mill. kr",),
    ),
    # 123 of 424 832 and 146 of 429 101: 28,95 and 34,02 as written are 5,0 apart.
    Found(
        "a-change-of-two-rates-as-they-stand-beside-it",
        "D",
        "/kart?maal=leger&per=innbyggere&vis=endring",
        ("Vestfold og Telemark: +5,0 leger per 100 000 innbyggere (fra 29,0 til 34,0)",),
        ("+5,1 leger",),
    ),
    # 13 of 43 municipalities; who lives there is another measure.
    Found(
        "municipalities-without-grants-are-of-municipalities",
        "D",
        "/kart?maal=rekkevidde&fylke=46",
        (
            "Vestland: 13 av 43 kommuner er uten tilskudd i 2023.",
            "Vestland / 43 / 13 / 25 415 / 646 205 / 3,9 %",
        ),
        ("13 av 43 (", "aldri"),
    ),
    # All of Nordland's rows of 2023 are rejected in MIXED.
    Found(
        "what-was-rejected-is-no-amount-of-nothing",
        "MIXED",
        "/?fylke=18&aar=2023",
        ("Ingen tilskudd i 2023 for dette utvalget (Nordland): 117 søknader er avslått eller avvist.",),
        ("søkt om 0 kr",),
    ),
    Found(
        "rejected-applications-are-no-part-of-what-is-applied-for",
        "D",
        "/om-tallene",
        ("Kroner det er søkt om i søknader som er avslått eller avvist. Ikke en del av søkt.",),
    ),
    Found(
        "the-year-chosen-is-the-one-that-grows",
        "D",
        "/vekst?aar=2022",
        ("I 2022 hadde ordningen 1 358 unike leger.", "2021 er ikke i uttrekket"),
        ("721 førstegang",),
    ),
    # 109 municipalities are in class 6, by the register and the rows; 67 have no grants, Berlevåg among them.
    Found(
        "no-place-among-those-without-grants",
        "D",
        "/kommune?kommune=5440",
        ("Ingen leger, som 66 andre av 109 kommuner i sentralitet 6 (minst sentral).",),
        ("Nummer",),
    ),
    # Bergen has 289 330 inhabitants. Oslo, both county and municipality, has 269 of 2 235 grants.
    Found(
        "among-municipalities-with-so-many-inhabitants",
        "D",
        "/kommune?kommune=4601",
        ("Blant kommuner med 100 000 eller flere innbyggere",),
        ("kommuner i 100 000",),
    ),
    Found(
        "a-municipality-that-is-its-own-county",
        "D",
        "/kommune?kommune=0301",
        ("Oslo har 709 037 innbyggere", "Det er 12,0 % av tilskuddene i landet."),
        ("Oslo i Oslo",),
    ),
    Found(
        "one-municipality-is-not-several",
        "D",
        "/kart?fylke=03&maal=rekkevidde",
        ("Oslo: kommunen har tilskudd i 2023.",),
        ("0 av 1 kommuner",),
    ),
    # 1 594 and 2 235 grants.
    Found(
        "year-by-year-is-answered-for-every-year",
        "D",
        "/kart?vis=aar-for-aar",
        ("Tilskudd, hele landet: 1 594 (2022) og 2 235 (2023).",),
        ("mest i",),
    ),
    # Oslo: 40 481 012 kr of 2023, eleven months, and 53 775 551 kr of 2024, twelve: 32,8 per cent more.
    Found(
        "a-change-in-kroner-on-the-map-says-how-long-the-periods-are",
        "Y4",
        "/kart?aar=2024&maal=sokt&vis=endring-prosent",
        (
            "mest opp i Oslo (+32,8 %)",
            "Beløpene er ikke per måned i tilskuddsperiodene: 11 måneder (2023) og 12 måneder (2024).",
        ),
    ),
    # 468,5 mill. kr are applied for in 2026; how many months 2027 covers is not known.
    Found(
        "kroner-of-a-period-of-unknown-length",
        "FAR",
        "/",
        ("Søkt\n497,7 mill. kr\n2026: 468,5 mill. kr",),
        ("+29,2 mill. kr", "+6,2 %"),
    ),
    # 445,0 of eleven months against 241,9 of nine.
    Found(
        "kroner-of-unequal-periods",
        "D",
        "/",
        ("+50,5 % per måned (11 mnd., 9 i 2022)",),
        ("+84,0 %", "+89,5 %"),
    ),
    Found(
        "a-budget-that-a-county-has-none-of",
        "D",
        "/budsjett?fylke=46",
        ("Budsjettet gjelder hele landet og er utelatt når et filter er på.",),
    ),
    Found(
        "a-page-that-obeys-no-filter-says-so",
        "D",
        "/om-tallene?fylke=46",
        ("Filteret på fylke gjelder ikke her.", "2022–2023 · hele landet"),
        ("2023 · Vestland",),
    ),
)


@pytest.mark.parametrize("found", FOUND, ids=[each.id for each in FOUND])
def test_a_page_says_what_is_so(found: Found):
    assert untrue(found) == []


def test_a_publication_and_the_page_count_the_same_municipalities():
    """258 in 2024, Ålesund and Haram apart, as they are in that year: 228 in 2023, where they are one."""
    moved = {
        move.year: move.after
        for move in movements(load("D"), load("Y4"))
        if move.metric == "municipalities" and not move.by
    }
    assert (moved[2023], moved[2024]) == (228, 258)
    for year, number in moved.items():
        assert total(View(load("Y4"), Selection((year,))), "municipalities")["municipalities"] == number


def sheet(content: bytes, name: str) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True))


def test_a_series_of_a_workbook_is_called_what_it_draws():
    """Of Rogaland: how many of its smallest are without grants; their number in all is another column."""
    chosen = Selection(years=(2023,), counties=("11",), sizes=("g",))
    rows = sheet(XLSX.make(without_grants(View(load("D"), chosen), by="county")), "Diagram")
    heads = next(row for row in rows if row[0] == "Tallene i diagrammet")
    assert heads[1] == "Uten tilskudd"


def test_a_change_in_a_workbook_names_its_years_and_keeps_its_decimals():
    """Nordland: 41,5 doctors per 100 000 inhabitants in 2023, 22,9 in 2022."""
    rows = sheet(XLSX.make(change_ranking(View(load("D"), NOW), metric="doctors_per_100k")), "Diagram")
    heads = next(row for row in rows if row[0] == "Tallene i diagrammet")
    assert list(heads[1:3]) == [
        "Leger per 100\u00a0000 innbyggere 2022",
        "Leger per 100\u00a0000 innbyggere 2023",
    ]
    nordland = next(row for row in rows if row[0] == "Nordland")
    assert [round(value, 1) for value in nordland[1:3]] == [22.9, 41.5]
    made = sheet_chart_of(change_ranking(View(load("D"), NOW), metric="doctors_per_100k"))
    assert made.kind == "decimal"
    assert made.series[1].labels[made.categories.index("Nordland")] == "41,5 · +18,6"


def test_a_share_in_a_file_says_that_it_is_per_cent():
    text = CSV.make(class_shares(View(load("D"), NOW), by="centrality")).decode("utf-8-sig")
    heads = next(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert "Tilskudd, andel av landet (prosent)" in heads


def test_a_change_in_a_workbook_is_of_the_years_compared():
    """Grants of Oslo in 2022 and 2025: 224 and 277. The years between are not in the chart."""
    rows = sheet(
        XLSX.make(change_ranking(View(load("Y4"), Selection((2022, 2025))), metric="grants")), "Diagram"
    )
    heads = next(row for row in rows if row[0] == "Tallene i diagrammet")
    assert list(heads[1:3]) == ["Tilskudd 2022", "Tilskudd 2025"]
    oslo = next(row for row in rows if row[0] == "Oslo")
    assert oslo[1:3] == (224, 277)


def test_the_chart_of_a_workbook_of_maps_year_by_year_names_the_year_it_draws():
    """Viken has 473 grants in 2023 and 342 in 2022, and the chart is of one year."""
    made = sheet_chart_of(year_maps(View(load("D"), NOW), metric="grants"))
    (series,) = made.series
    assert (made.title, series.name) == ("Tilskudd 2023, rangert", "Tilskudd 2023")
    assert (made.categories[0], series.values[0]) == ("Viken", 473)


def headings(figure: Figure) -> list[str]:
    """The heads of the columns of the figure's file."""
    text = CSV.make(figure).decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_use_of_the_budget_and_amounts_per_month_have_their_units_in_a_file():
    steps = headings(budget_steps(View(load("D"), NOW)))
    assert [head for head in steps if head.startswith("Utnyttelse")] == [
        "Utnyttelse, søkt (prosent)",
        "Utnyttelse, innvilget (prosent)",
        "Utnyttelse, utbetalt (prosent)",
    ]
    assert "Budsjett per måned (kr)" in headings(per_month(View(load("D"), NOW)))


def test_a_year_is_called_by_its_number_whenever_it_is_read():
    """2022 and 2023 were «året før» and «i år», and were still so three years later."""
    assert headings(growth_by(View(load("D"), NOW), by="county"))[2:4] == [
        "Unike leger 2022",
        "Unike leger 2023",
    ]
    assert headings(changed_type(View(load("D"), NOW)))[0] == "Fra 2022 til 2023"
    for make in (gross_and_net, changed_type, yearly_growth):
        figure = make(View(load("D"), NOW))
        said = " ".join([figure.title, figure.subtitle, figure.alt, *figure.notes, *headings(figure)])
        assert not re.search(r"\b[Ii] år\b|\b[Ii] fjor\b", said)


@pytest.mark.parametrize(
    ("make", "choices", "said"),
    [
        # 1 358 and 1 871 doctors: 513 more, 37,8 per cent. Nordland: 55 and 100.
        (yearly_growth, {}, ["unike leger 1 871", "+513", "37,8 %"]),
        (growth_by, {"by": "county"}, ["leger 2022 55, unike leger 2023 100, netto endring +45", "81,8 %"]),
        # Grants of Nordland: 67 and 117, which is 50 or 74,6 per cent more.
        (change_map, {"metric": "grants"}, ["Nordland: endring +50"]),
        (change_ranking, {"metric": "grants"}, ["tilskudd 2022 67, tilskudd 2023 117, endring +50"]),
        (change_ranking, {"metric": "grants", "of": "percent"}, ["endring i prosent 74,6 %"]),
        # Tables 2.1 and 2.3 of the report.
        (class_chart, {"by": "centrality", "measure": "grants"}, ["ALIS-avtaler 386, kun veiledning 17"]),
        (budget_steps, {}, ["samlet budsjett (kr) 461 100 000", "innvilget (kr) ikke publisert",
                            "utbetalt (kr) 445 000 000", "99,4 %", "96,5 %"]),
        # 10,0 of 30,0 million; 445,0 of 461,1; and the parts of table 2.1 of what was applied for.
        (earlier_schemes, {}, ["utbetalt (kr) 10 000 000, utnyttelse, utbetalt 33,3 %"]),
        (money_history, {}, ["2023: utbetalt (kr) 445 000 000", "utnyttelse, utbetalt 96,5 %"]),
        (parts_of_applied, {}, ["andel av søkt 94,9 %"]),
    ],
)  # fmt: skip
def test_an_alternative_text_has_the_numbers_that_are_written_in_the_chart(make, choices, said):
    alt = make(View(load("D"), NOW), **choices).alt.replace("\xa0", " ")
    assert [text for text in said if text not in alt] == [], alt


def with_unknown(column: str, *years: int) -> Extract:
    """The demo, where an amount is not known in the years."""
    demo = load("D")
    place = demo.grants.schema.get_field_index(column)
    there = pc.is_in(demo.grants["year"], value_set=pa.array(years, demo.grants["year"].type))
    emptied = pc.if_else(there, pa.scalar(None, demo.grants[column].type), demo.grants[column])
    return in_memory(demo.grants.set_column(place, demo.grants.schema.field(place), emptied), demo.budget)


def test_a_year_that_only_an_amount_is_unknown_of_is_in_the_extract():
    found = {each.id: each for each in key_figures(View(with_unknown("paid_nok", 2022), NOW)).cards}
    assert found["paid_nok"].change == "2022: ikke utbetalt ennå"
    assert found["doctors"].change.replace("\xa0", " ") == "+513 (+37,8 %) fra 1 358 i 2022"


def test_what_is_paid_of_no_grants_is_not_0_while_nothing_of_the_year_is_paid():
    """All 15 applications of Nordland in 2024 were rejected; of the country's grants none is paid yet."""
    view = View(load("GAPS"), Selection(years=(2024,), counties=("18",)))
    found = {each.id: each for each in key_figures(view).cards}
    assert "paid_nok" not in found, "the amounts end with the furthest step that is known"
    assert (found["grants"].text, found["applied_nok"].text.replace("\xa0", " ")) == ("0", "0 kr")


def test_years_in_a_note_are_joined_as_in_a_sentence():
    (note,) = (
        n for n in budget_steps(View(with_unknown("granted_nok", 2022), NOW)).notes if "ikke publisert" in n
    )
    assert note == "Innvilget beløp er ikke publisert for 2022 og 2023."


def test_an_axis_has_no_more_decimals_than_its_numbers():
    """It said «0,000000» where no municipality of the class had any doctor."""
    haram = Selection(years=(2025,), municipalities=("1580",))
    for extract, chosen in (("ONE", haram), ("D", Selection((2023,), municipalities=("4601",)))):
        drawn = to_svg(among(View(load(extract), chosen), by="centrality")).decode()
        assert re.findall(r">(\d+,\d\d+)</text>", drawn) == []


def test_an_alternative_text_has_those_who_left():
    """Of the 1 358 doctors of 2022, 208 are not in 2023."""
    assert "ikke videreført 208" in gross_and_net(View(load("D"), NOW)).alt
