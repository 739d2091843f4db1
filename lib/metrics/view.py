"""The view: an extract, a selection of it and a language. What is computed of a view is cached by it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Literal

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.metrics.selection import Selection
from lib.words import language, use_language

Scope = Literal["everything"]  # what the reader may see


@dataclass(frozen=True)
class View:
    """An extract and a selection of it, in the language in use where the view is made."""

    extract: Extract
    selection: Selection
    language: str = field(default_factory=language)
    scope: Scope = "everything"

    def with_selection(self, selection: Selection) -> "View":
        """The same extract with another selection."""
        return replace(self, selection=selection)

    def in_language(self, language: str) -> "View":
        """The same view in another language."""
        return replace(self, language=language)

    def in_years(self, *years: int) -> "View":
        """The same filters in other years."""
        return self.with_selection(self.selection.in_years(*years))

    def without(self, column: str) -> "View":
        """The view with one filter lifted, and the filters on places within it."""
        return self.with_selection(self.selection.without(column))


def cached(maxsize: int) -> Callable[[Callable], Callable]:
    """``lru_cache`` for a function of a view, its first argument. It runs in the language of the view.

    ``maxsize`` is that of one extract and language; the cache is dropped with its extract. The other
    arguments must be hashable.
    """

    def decorate(function: Callable) -> Callable:
        @cached_by_extract(maxsize)
        def of_extract(extract: Extract, selection: Selection, scope: Scope, *choices, **named) -> object:
            return function(View(extract, selection, scope=scope), *choices, **named)

        @wraps(function)
        def of_view(view: View, *choices: object, **named: object) -> object:
            with use_language(view.language):
                return of_extract(view.extract, view.selection, view.scope, *choices, **named)

        return of_view

    return decorate
