"""The limits that group rows, read from limits.toml."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _limits() -> dict:
    return tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))


def size_class(inhabitants: int | None) -> str | None:
    """The size class of a municipality, ``a`` (largest) to ``g``; None where the population is not known."""
    if inhabitants is None:
        return None
    classes = _limits()["size_classes"]["from_inhabitants"]
    return next(code for code, least in classes.items() if inhabitants >= least)


def size_classes() -> dict[str, int]:
    """Every size class with its least number of inhabitants, largest first as in the printed tables."""
    return dict(_limits()["size_classes"]["from_inhabitants"])


def vintage_of(year: int) -> int:
    """The border vintage whose codes the rows of an application year carry."""
    starts = {int(v): start for v, start in _limits()["borders"].items() if v.isdigit()}
    return max((v for v, start in starts.items() if start <= year), default=min(starts))


def first_year_of(vintage: int) -> int:
    """The first application year whose rows carry the codes of a border vintage."""
    return _limits()["borders"][str(vintage)]


def small_denominator(metric: str) -> int:
    """The least value of a denominator whose rate is not marked; 0 for one that always carries its rate."""
    return _limits()["small_denominators"].get(metric, 0)


def known_from_share() -> float:
    """The share of its rows from which a sum counts as known; below it, it is partly known."""
    return _limits()["known"]["from_share"]
