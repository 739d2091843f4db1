"""What is remembered of an extract, for as long as someone holds it.

A server meets many extracts in its life. What was computed from one that is no longer in use goes with it,
so nothing here may hold the extract itself.
"""

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary, ref

from lib.extract.model import Extract
from lib.words import spoken


def remembered(maxsize: int) -> Callable[[Callable], Callable]:
    """``lru_cache`` for a function whose first argument is an extract, apart for each extract and language.

    ``maxsize`` is that of one extract. The other arguments must be hashable.
    """

    def remember(function: Callable) -> Callable:
        kept: WeakKeyDictionary[Extract, Callable] = WeakKeyDictionary()

        @wraps(function)
        def remembered_of(extract: Extract, *arguments: object, **named: object) -> object:
            cached = kept.get(extract)
            if cached is None:
                cached = kept[extract] = spoken(maxsize)(_of(function, extract))
            return cached(*arguments, **named)

        return remembered_of

    return remember


def _of(function: Callable, extract: Extract) -> Callable:
    """The function for one extract, which it does not keep alive."""
    owner = ref(extract)

    def of_it(*arguments: object, **named: object) -> object:
        return function(owner(), *arguments, **named)

    return of_it
