"""What is expected of an extract, read from limits.toml."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def limits(subject: str) -> dict:
    """The limits of a subject by name."""
    return tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))[subject]
