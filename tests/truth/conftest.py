"""What the tests of the checks share."""

from pathlib import Path

import pytest

from lib.extract.model import Extract
from lib.extract.read import open_extract
from tests.truth import reading
from tests.truth.extracts import build


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extracts opened anew, so that nothing remembered of them hides a fault or outlives it."""
    opened: dict[str, Extract] = {}

    def load(name: str) -> Extract:
        if name not in opened:
            opened[name] = open_extract(build(name, tmp_path / name))
        return opened[name]

    monkeypatch.setattr(reading, "load", load)
