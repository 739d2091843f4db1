"""The extracts that the numbers are tested on."""

import pytest

from lib.extract.model import Extract
from tests.metrics.rows import ACROSS_THE_REFORM, ELEVEN, demo_extract, extract_of, grants_of


@pytest.fixture(scope="session")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """Eleven rows counted by hand, with the small budget of tests/handmade.py."""
    return extract_of(tmp_path_factory.mktemp("eleven"), grants_of(ELEVEN))


@pytest.fixture(scope="session")
def reform(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """Rows of 2022, 2023 (codes of 2020) and 2024 (codes of 2024)."""
    return extract_of(tmp_path_factory.mktemp("reform"), grants_of(ACROSS_THE_REFORM))


@pytest.fixture(scope="session")
def demo() -> Extract:
    """The committed demo extract."""
    return demo_extract()
