"""The committed demo extract, the shipped mapping, and a way to read bytes as a file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.extract.model import Extract
from lib.extract.read import open_extract
from lib.ingest import Ingested, Mapping, read_grants, read_mapping
from tests.handmade import DATA


@pytest.fixture(scope="session")
def demo() -> Extract:
    return open_extract(DATA)


@pytest.fixture(scope="session")
def shipped() -> Mapping:
    return read_mapping()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the committed data, with the demo extract in use."""
    return shutil.copytree(DATA, tmp_path / "data")


Reader = Callable[..., Ingested]


@pytest.fixture
def read(tmp_path: Path, demo: Extract, shipped: Mapping) -> Reader:
    """Reads bytes as a file of grants with the shipped mapping."""

    def reader(content: bytes, name: str = "tilskudd.csv", **options: object) -> Ingested:
        path = tmp_path / name
        path.write_bytes(content)
        return read_grants(path, options.pop("mapping", shipped), demo.reference, **options)

    return reader
