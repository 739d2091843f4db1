"""The documents say what is there, and all of it."""

import re
from pathlib import Path

import pytest

from lib.__main__ import main
from lib.extract.contract import BUDGET, GRANTS
from lib.metrics.filters import BY_LINK
from lib.ui.address import AGAINST, BORDER, YEARS
from lib.ui.controls import NAMES, PARAMETERS

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path
    for folder in (".", "data", "docs", "geo")
    for path in (REPOSITORY / folder).glob("*.md")
    if path.is_file()
)


def text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def test_the_readme_names_every_command():
    assert {name for name in main.commands if f"python -m lib {name}" not in text("README.md")} == set()


def test_the_readme_names_no_command_that_is_not_there():
    assert set(re.findall(r"python -m lib (\w+)", text("README.md"))) <= set(main.commands)


def test_the_readme_names_every_make_target_and_no_other():
    targets = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), flags=re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b(?=`|\s+#|,|\.)", text("README.md"))) | {"help"} == targets | {
        "help"
    }


def test_the_readme_names_every_page():
    # Read from the source: importing the site would run it.
    pages = re.findall(r'\("\w+\.py", N_\("[^"]+"\), "([^"]*)"\)', text("lib/ui/sitemap.py"))
    assert len(pages) >= 6
    assert {page for page in pages if f"| `/{page}` |" not in text("README.md")} == set()


def test_the_readme_names_every_parameter_of_a_link():
    parameters = {YEARS, BORDER, AGAINST, *BY_LINK, *PARAMETERS}
    assert {name for name in parameters if f"`{name}`" not in text("README.md")} == set()
    assert re.search(r"maal=([a-z-]+)", text("README.md")).group(1) in NAMES


def test_the_readme_names_every_folder_of_the_house():
    rooms = {
        f"lib/{path.name}/" for path in (REPOSITORY / "lib").iterdir() if (path / "__init__.py").exists()
    }
    assert {room for room in rooms if f"`{room}`" not in text("README.md")} == set()


def test_the_data_document_names_every_column():
    columns = {column.name for column in (*GRANTS, *BUDGET)}
    assert {name for name in columns if f"`{name}`" not in text("data/README.md")} == set()


def test_the_data_document_names_what_a_delivery_may_look_like():
    forms = ("`Kommunenr` and `Kommune`", "part files", "`45200`", "parentheses", "`1,23457E+11`", "00")
    assert [form for form in forms if form not in text("data/README.md")] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_links_and_pictures_are_there(document: Path):
    linked = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    missing = [link for link in linked if "://" not in link and not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_no_path_of_a_developers_machine(document: Path):
    assert re.findall(r"(?:/home/|/root/|/Users/|/tmp/|C:\\)\S*", document.read_text(encoding="utf-8")) == []
