"""Numbers that are data and not code: thresholds in TOML files, each with its source beside it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def read_toml(beside: str, name: str) -> Mapping:
    """The document of a TOML file that lies beside a module; ``beside`` is the module's ``__file__``."""
    return tomllib.loads(Path(beside).with_name(name).read_text(encoding="utf-8"))


def thresholds(subject: str) -> Mapping:
    """The thresholds of one subject in ``thresholds.toml``: name → number."""
    return read_toml(__file__, "thresholds.toml")[subject]


def first_year_of(vintage: int) -> int:
    """The first application year whose rows carry the municipality codes of a border vintage."""
    return thresholds("borders")[str(vintage)]


# Each register of municipalities is valid until the next.
VINTAGES = tuple(sorted(int(name) for name in thresholds("borders") if name.isdigit()))


def vintage_of(year: int) -> int:
    """The border vintage whose municipality codes the rows of an application year carry."""
    return max((each for each in VINTAGES if first_year_of(each) <= year), default=VINTAGES[0])
