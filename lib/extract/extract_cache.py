"""Caches of what is computed from an extract: one cache for each extract, dropped with its extract.

A running server opens many extracts, one after the other. A cache that held its extract would keep it in
memory for ever, so nothing here holds a strong reference to one.
"""

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary, ref

from lib.extract.model import Extract
from lib.words import cached_by_language


def cached_by_extract(maxsize: int) -> Callable[[Callable], Callable]:
    """``lru_cache`` for a function of an extract, its first argument, with one cache for each
    extract and language.

    ``maxsize`` is that of one extract. The other arguments must be hashable.
    """

    def decorate(function: Callable) -> Callable:
        caches: WeakKeyDictionary[Extract, Callable] = WeakKeyDictionary()

        @wraps(function)
        def of_extract(extract: Extract, *arguments: object, **named: object) -> object:
            cached = caches.get(extract)
            if cached is None:
                cached = caches[extract] = cached_by_language(maxsize)(_of(function, extract))
            return cached(*arguments, **named)

        return of_extract

    return decorate


def _of(function: Callable, extract: Extract) -> Callable:
    """The function with its extract filled in by a weak reference, so that it does not keep it alive."""
    owner = ref(extract)

    def of_it(*arguments: object, **named: object) -> object:
        return function(owner(), *arguments, **named)

    return of_it
