"""The quality report and the differences as figures: what they say, also when there is nothing to say."""

import pyarrow.compute as pc
import pytest

from lib.extract.model import Extract
from lib.figures.extract_quality import differences, quality_report
from lib.metrics.extract_report import check_extract
from lib.metrics.frames import whole_view
from tests.extract.made import in_memory
from tests.figures.catalogue import EXTRACT
from tests.handmade import with_value
from tests.metrics.rows import ELEVEN, grants_of

BEFORE = in_memory(grants_of(ELEVEN), id="before")
AFTER = in_memory(grants_of(tuple(row for row in ELEVEN if row[0] != "g10")), BEFORE.budget, id="after")


def plain(text: object) -> str:
    return str(text).replace("\xa0", " ")


def faulty() -> Extract:
    """The demo extract with one grant that is paid more than it was granted."""
    more = EXTRACT.grants["granted_nok"][0].as_py() + 1
    grants = with_value(EXTRACT.grants, "paid_nok", 0, more)
    budget = with_value(EXTRACT.budget, "year", 6, 2025)  # 2023 is left without a budget
    return in_memory(grants, budget)


def test_a_report_without_findings_says_so():
    figure = quality_report(whole_view(EXTRACT))
    (row,) = figure.table.rows
    assert row[:2] == ("I orden", "Ingen av kontrollene har funnet noe.")
    assert "Ingen av kontrollene har funnet noe" in figure.alt
    assert figure.name == "quality-report"


def test_each_finding_has_severity_what_where_rows_example_and_next_step():
    figure = quality_report(whole_view(faulty()))
    labels = [column.label for column in figure.table.columns]
    assert labels == ["Alvor", "Hva som er funnet", "Hvor", "Rader", "For eksempel", "Neste steg"]
    rows = {row[1]: row for row in figure.table.rows}
    assert rows["Det er utbetalt mer enn det er innvilget."] == (
        "Advarsel",
        "Det er utbetalt mer enn det er innvilget.",
        "grants.parquet, kolonnen paid_nok",
        1,
        f"rad 1: «{EXTRACT.grants['granted_nok'][0].as_py() + 1}»",
        "Rett radene, eller bekreft at de er riktige.",
    )
    without_budget = rows["Budsjettfilen har ingen rad for søknadsår med tilskudd: 2023."]
    assert without_budget[2] == "budget.parquet, kolonnen year"


def test_the_differences_show_what_differs_only_with_before_now_and_per_cent():
    figure = differences(whole_view(AFTER), before=BEFORE)
    assert len(figure.table.rows) == 16  # four totals in the country, a county, a class and a size
    assert [column.label for column in figure.table.columns][3:5] == ["I before", "I after"]
    assert figure.table.rows[0] == ("2023", "Hele landet", "Tilskudd", 5, 4, -1, -20, "som ventet")
    # Both years are looked at, and the reader is told.
    # Of the five grants of 2023, one is pending in each of the two extracts.
    assert figure.subtitle.startswith("2022–2023 (2023: ")


def test_a_difference_beyond_the_limits_is_marked():
    half = in_memory(EXTRACT.grants.slice(0, 2500), EXTRACT.budget, id="half")
    figure = differences(whole_view(half), before=EXTRACT)
    verdicts = {row[1:3]: row[-1] for row in figure.table.rows}
    assert verdicts["Hele landet", "Tilskudd"] == "mer enn ventet"
    assert "som ventet" in verdicts.values()  # a class of few grants


def test_without_an_extract_before_or_without_differences_the_note_says_so():
    assert differences(whole_view(EXTRACT)).notes == (
        "Det finnes ikke noe tidligere uttrekk å sammenligne med.",
    )
    same = differences(whole_view(AFTER), before=AFTER)
    assert same.table.rows == ()
    assert same.notes == ("Ingen summer er endret siden uttrekket after.",)


def test_the_figures_hold_no_row_of_either_extract_and_are_remembered():
    figure = differences(whole_view(AFTER), before=BEFORE)
    assert figure.name == "differences"
    assert differences(whole_view(AFTER), before=BEFORE) is figure
    assert quality_report(whole_view(AFTER)) is quality_report(whole_view(AFTER))
    ids = EXTRACT.grants["doctor_id"].unique().to_pylist()
    said = plain([quality_report(whole_view(faulty())), differences(whole_view(faulty()), before=EXTRACT)])
    assert not [id for id in ids if id in said]


def test_a_year_that_is_new_is_called_so():
    only_2022 = in_memory(grants_of(ELEVEN[:5]), id="before")
    verdicts = {row[0]: row[-1] for row in differences(whole_view(BEFORE), before=only_2022).table.rows}
    assert verdicts == {"2023": "nytt år"}


def test_a_year_that_is_gone_is_called_so_whatever_has_moved():
    # The first five rows are those of 2022. Its totals are the same in both, so only 2023 is in the table.
    budget = BEFORE.budget.filter(pc.equal(BEFORE.budget["year"], 2022))
    only_2022 = in_memory(grants_of(ELEVEN[:5]), budget, id="after")
    rows = differences(whole_view(only_2022), before=BEFORE).table.rows
    assert {row[0] for row in rows} >= {"2023"}
    assert {row[-1] for row in rows if row[0] == "2023"} == {"året er borte"}


def test_a_number_that_was_known_and_is_not_any_more_is_called_so():
    unknown = BEFORE.grants
    for row, year in enumerate(unknown["year"].to_pylist()):
        unknown = with_value(unknown, "paid_nok", row, None) if year == 2022 else unknown
    rows = differences(whole_view(in_memory(unknown, BEFORE.budget, id="after")), before=BEFORE).table.rows
    assert {row[-1] for row in rows} == {"ikke kjent lenger"}


def test_the_differences_show_the_budget_too():
    more = with_value(BEFORE.budget, "paid_nok", 0, 260_001)
    was = BEFORE.budget["paid_nok"][0].as_py()
    figure = differences(whole_view(in_memory(BEFORE.grants, more, id="after")), before=BEFORE)
    (row,) = figure.table.rows
    assert row[:6] == ("2022", "Budsjett", "Kroner utbetalt i alt", was, 260_001, 260_001 - was)
    assert row[-1] == "mer enn ventet"


def test_the_later_extract_is_named_by_its_id_and_a_delivery_is_now():
    delivered = in_memory(AFTER.grants, BEFORE.budget, id="det nye")
    headings = [
        [column.label for column in figure.table.columns][4]
        for figure in (
            differences(whole_view(AFTER), before=BEFORE),
            differences(whole_view(delivered), before=BEFORE),
            differences(whole_view(AFTER), before=BEFORE, now="Levert"),
        )
    ]
    assert headings == ["I after", "Nå", "Levert"]


BROKEN_GRANTS = (
    *(("year", None), ("year", 32_767), ("municipality_code", None), ("doctor_id", None)),
    *(("decision", None), ("centrality", 99), ("applied_nok", None), ("municipality_code", "Kari Nordmann")),
)
BROKEN_BUDGET = (("year", None), ("scheme", None), ("scheme", "Kari Nordmann"), ("paid_nok", None))


@pytest.mark.parametrize(("column", "value"), BROKEN_GRANTS)
@pytest.mark.parametrize("rows", [1, 11])
def test_grants_that_break_the_contract_are_shown_and_compared(column, value, rows):
    grants = BEFORE.grants
    for row in range(rows):
        grants = with_value(grants, column, row, value)
    shown_and_compared(in_memory(grants, BEFORE.budget, id="broken"))


@pytest.mark.parametrize(("column", "value"), BROKEN_BUDGET)
@pytest.mark.parametrize("rows", [1, 2])
def test_a_budget_that_breaks_the_contract_is_shown_and_compared(column, value, rows):
    budget = BEFORE.budget
    for row in range(rows):
        budget = with_value(budget, column, row, value)
    shown_and_compared(in_memory(BEFORE.grants, budget, id="broken"))


def test_tables_without_rows_are_shown_and_compared():
    shown_and_compared(in_memory(BEFORE.grants.slice(0, 0), BEFORE.budget.slice(0, 0), id="broken"))


def shown_and_compared(broken: Extract) -> None:
    """Every finding is in the report, both tables can be made either way, and no name is in any of them."""
    report = check_extract(broken, BEFORE)
    figures = (
        quality_report(whole_view(broken)),
        quality_report(whole_view(broken), report=report),
        differences(whole_view(broken), before=BEFORE),
        differences(whole_view(BEFORE), before=broken),
        differences(whole_view(broken), before=broken),
    )
    assert len(figures[1].table.rows) == max(len(report.findings), 1)
    assert "Nordmann" not in "".join(plain(figure) for figure in figures) + report.to_json()
