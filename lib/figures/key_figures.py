"""The key figures: the numbers of the overview, each large, and the sentence that says what happened."""

from dataclasses import replace

from lib.figures.answers import answer, details
from lib.figures.comparisons import clauses
from lib.figures.figure import Figure
from lib.figures.headline import cards_of
from lib.figures.overview import overview
from lib.figures.recipe import Content, recipe
from lib.metrics.view import View
from lib.words import N_


def _with_cards(figure: Figure) -> Figure:
    return replace(figure, cards=cards_of(figure), statement=clauses(answer(figure), details(figure)))


@recipe(N_("Key figures"), finish=_with_cards)
def key_figures(view: View) -> Content:
    """Doctors, municipalities, grants and the amounts, with the year before beside them."""
    return overview(view)
