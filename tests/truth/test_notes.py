"""Notes say only what is so of the years that the extract has."""

from lib.figures.budget_figures import budget_steps
from lib.figures.scheme_history import count_history
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.truth.extracts import load


def test_a_pending_year_is_not_said_to_be_unpublished():
    notes = budget_steps(View(load("Y4"), Selection(years=(2025,)))).notes
    (said,) = (note for note in notes if "ikke publisert" in note)
    assert said == "Innvilget beløp er ikke publisert for 2023."


def test_years_with_rows_are_no_earlier_schemes():
    notes = " ".join(count_history(View(load("GAPS"), Selection(years=(2024,)))).notes)
    assert "2020: tidligere ordninger" in notes
    assert "2019–2021" not in notes
    assert "2019–2021: tidligere ordninger" in " ".join(
        count_history(View(load("D"), Selection(years=(2023,)))).notes
    )
