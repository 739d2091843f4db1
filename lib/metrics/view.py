"""What is looked at: an extract, what is chosen of it, and in which language; the key of what is computed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Literal

from lib.extract.extract_cache import remembered
from lib.extract.model import Extract
from lib.metrics.selection import Selection
from lib.words import language, speaking

Scope = Literal["everything"]  # what the reader may see


@dataclass(frozen=True)
class View:
    """An extract and a selection of it, in the language that is spoken where the view is made."""

    extract: Extract
    selection: Selection
    language: str = field(default_factory=language)
    scope: Scope = "everything"

    def choosing(self, selection: Selection) -> "View":
        """The same extract with something else chosen."""
        return replace(self, selection=selection)

    def spoken(self, language: str) -> "View":
        """The same view in another language."""
        return replace(self, language=language)

    def in_years(self, *years: int) -> "View":
        """The same filters in other years."""
        return self.choosing(self.selection.in_years(*years))

    def without(self, column: str) -> "View":
        """The view with one filter lifted, and what is chosen within it."""
        return self.choosing(self.selection.without(column))


def cached(maxsize: int) -> Callable[[Callable], Callable]:
    """Keep what a function computes of a view, which is its first argument, in the language of the view.

    ``maxsize`` is for each extract and language; what is kept goes with its extract. The other arguments must
    be hashable.
    """

    def keep(function: Callable) -> Callable:
        @remembered(maxsize)
        def of_extract(extract: Extract, selection: Selection, scope: Scope, *choices, **named) -> object:
            return function(View(extract, selection, scope=scope), *choices, **named)

        @wraps(function)
        def of_view(view: View, *choices: object, **named: object) -> object:
            with speaking(view.language):
                return of_extract(view.extract, view.selection, view.scope, *choices, **named)

        return of_view

    return keep
