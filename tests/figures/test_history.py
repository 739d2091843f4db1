"""The history: what is printed of years without rows, and notes that are of what the figure shows."""

from lib.figures.scheme_history import count_history, money_history
from lib.metrics.selection import Selection
from lib.metrics.value import NOT_PUBLISHED
from lib.metrics.view import View
from tests.truth import extracts

EARLIER = "2019–2021: tidligere ordninger, publiserte totaler. Tall som mangler, er ikke publisert."


def test_a_count_has_no_note_about_the_budget():
    # The amount announced for 2024 stands as its budget; the chart of counts has no budget.
    extract, selection = extracts.load("D"), Selection(years=(2023,))
    assert count_history(View(extract, selection)).notes[0] == EARLIER
    assert "utlyst" not in " ".join(count_history(View(extract, selection)).notes)
    assert money_history(View(extract, selection)).notes[-1] == "2024: utlyst beløp står som budsjett."


def test_a_year_with_rows_is_no_earlier_scheme_and_a_national_year_without_is_not_one_either():
    # GAPS has rows of 2019 and 2021, and none of 2020 and 2023; the budget table has all of 2019–2024.
    notes = count_history(View(extracts.load("GAPS"), Selection(years=(2024,)))).notes
    assert notes == (
        "2020: tidligere ordninger, publiserte totaler. Tall som mangler, er ikke publisert.",
        "2023: ikke i uttrekket, publiserte totaler. Tall som mangler, er ikke publisert.",
    )


def test_what_is_printed_of_a_year_without_rows_is_shown():
    rows = {
        row[0]: row[1:]
        for row in count_history(View(extracts.load("GAPS"), Selection(years=(2024,)))).table.rows
    }
    assert rows["2020"] == (71, NOT_PUBLISHED)  # 71 in the text of the status report
    assert rows["2023"] == (2142, 1871)  # tables 2.3 and 2.2 of the status report
