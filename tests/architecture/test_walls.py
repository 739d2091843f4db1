"""The walls between the rooms bite: a module in the wrong room is named by the linters of ``make test``."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = ("words", "extract", "build", "metrics", "ingest", "figures", "worker", "export", "ui", "commands")


def ruff(path: str, source: str) -> subprocess.CompletedProcess:
    """Ruff's verdict on a source as if it stood at a path of the repository."""
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format=concise",
        "--stdin-filename",
        path,
        "-",
    ]
    return subprocess.run(command, cwd=REPOSITORY, input=source, capture_output=True, text=True)


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """The rooms with nothing in them, and the repository's own settings."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for folder in ("lib", *(f"lib/{room}" for room in ROOMS), "pages"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    return tmp_path


def lint_imports(folder: Path) -> subprocess.CompletedProcess:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("room", ["words", "extract", "metrics", "figures", "export"])
@pytest.mark.parametrize("source", ["import streamlit as st\n", "from streamlit import cache_data\n"])
def test_streamlit_is_banned_left_of_the_ui(room: str, source: str):
    verdict = ruff(f"lib/{room}/trespasser.py", source)
    assert verdict.returncode == 1
    assert "TID251" in verdict.stdout


@pytest.mark.parametrize("path", ["lib/ui/guest.py", "pages/guest.py", "dashboard.py"])
def test_streamlit_is_allowed_where_it_belongs(path: str):
    assert "TID251" not in ruff(path, "import streamlit as st\n").stdout


def test_an_empty_house_keeps_every_contract(empty_house: Path):
    verdict = lint_imports(empty_house)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("lib/metrics/m.py", "import lib.figures\n"),
        ("lib/extract/m.py", "import lib.metrics\n"),
        ("lib/figures/m.py", "import lib.ui\n"),
        ("lib/export/m.py", "import lib.ui\n"),
        ("lib/ui/m.py", "import pages\n"),
        ("lib/words/m.py", "import lib.extract\n"),
        ("lib/figures/m.py", "import geopandas\n"),
        ("lib/ui/m.py", "from scipy import optimize\n"),
        ("lib/metrics/m.py", "import lib.build\n"),
        ("lib/extract/m.py", "import lib.build\n"),
    ],
)
def test_a_wrong_import_breaks_a_contract(empty_house: Path, module: str, source: str):
    (empty_house / module).write_text(source)
    verdict = lint_imports(empty_house)
    assert verdict.returncode == 1
    assert "BROKEN" in verdict.stdout


def test_every_pin_is_exact_explained_and_among_the_constraints():
    constraints = (REPOSITORY / "constraints.txt").read_text().splitlines()
    resolved = {line for line in constraints if line and not line.startswith("#")}
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (REPOSITORY / name).read_text().splitlines():
            if line and not line.startswith(("#", "-r ")):
                pin, _, reason = line.partition("#")
                assert "==" in pin, line
                assert reason.strip(), f"{name}: say why {pin.strip()} is there"
                assert pin.strip().lower() in resolved, f"{pin.strip()} is not in constraints.txt: make lock"
    assert all("==" in line and not {"/", "@", " "} & set(line) for line in resolved)
