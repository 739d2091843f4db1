"""A published small extract, fresh for every test."""

import shutil
from pathlib import Path

import pytest

from tests.handmade import make_folder, publish_small


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small extract in use; never change it."""
    folder = make_folder(tmp_path_factory.mktemp("published"))
    publish_small(folder)
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    """A copy of the published folder for the test to break, so without the read-only bits."""
    return Path(shutil.copytree(published, tmp_path / "data", copy_function=shutil.copyfile))


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    """A data folder with the reference and nothing published."""
    return make_folder(tmp_path / "data")
