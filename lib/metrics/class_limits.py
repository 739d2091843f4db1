"""The limits that group rows and decide what is said of them, read from limits.toml."""

from collections.abc import Mapping

from lib.extract.thresholds import read_toml


def _limits() -> Mapping:
    return read_toml(__file__, "limits.toml")


def size_class(inhabitants: int | None) -> str | None:
    """The size class of a municipality, ``a`` (largest) to ``g``; None where the population is not known."""
    if inhabitants is None:
        return None
    classes = _limits()["size_classes"]["from_inhabitants"]
    return next(code for code, least in classes.items() if inhabitants >= least)


def size_classes() -> dict[str, int]:
    """Every size class with its least number of inhabitants, largest first as in the printed tables."""
    return dict(_limits()["size_classes"]["from_inhabitants"])


def small_denominator(metric: str) -> int:
    """The least value of a denominator whose rate is not marked; 0 for one that always carries its rate."""
    return _limits()["small_denominators"].get(metric, 0)


def few_doctors() -> int:
    """The number of doctors below which a rate of them says how far one would move it."""
    return _limits()["few"]["doctors"]


def known_from_share() -> float:
    """The share of its rows from which a sum counts as known; below it, it is partly known."""
    return _limits()["known"]["from_share"]


def headline_from_grants() -> int:
    """The least number of grants, or doctors, that a headline may rest on."""
    return _limits()["headlines"]["from_grants"]


def budget_used_pct() -> dict[str, float]:
    """Per cent of the budget from which it is told as used, by the word for it, the lowest first."""
    return {word: _limits()["budget"][f"{word}_from_pct"] for word in ("nearly", "yes", "more")}


def alike_points() -> int:
    """Changes in per cent that lie within so many points of each other are told as alike."""
    return _limits()["headlines"]["alike_points"]
