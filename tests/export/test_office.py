"""An office program opens every workbook, and shows the title, the numbers and the source."""

import re
from fractions import Fraction
from pathlib import Path

import pypdf
import pytest

from lib.export import XLSX
from lib.figures.figure import Figure
from lib.figures.values import written
from lib.metrics.selection import Selection
from tests.export.figures import by_hand
from tests.export.office import converted
from tests.export.payloads import PAYLOADS
from tests.figures.catalogue import MAKERS

CHOSEN = Selection(years=(2023,))
# One of each figure: its choices differ in numbers, not in form. The long lists of municipalities are a form.
LABELS = list({label.split(" ")[0]: label for label in MAKERS}.values())


def figures() -> dict[str, Figure]:
    made = {f"f{place}": MAKERS[label](CHOSEN) for place, label in enumerate(LABELS)}
    return made | {"payloads": by_hand(PAYLOADS, notes=PAYLOADS), "empty": by_hand(())}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of every workbook as an office program shows it, by file."""
    folder, made = tmp_path_factory.mktemp("office"), figures()
    files = []
    for name, figure in made.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(XLSX.make(figure))
    found = converted(files, folder)
    assert found.keys() == made.keys(), "a workbook that did not open"
    return {name: text(path) for name, path in found.items()}


def text(path: Path) -> str:
    return plain("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def plain(shown: str) -> str:
    """Without white space: where a line is broken is the program's own affair."""
    return re.sub(r"\s", "", shown)


def test_title_source_and_what_the_numbers_are_stand_in_every_workbook(opened: dict[str, str]):
    missing = [
        f"{name}: {said}"
        for name, figure in figures().items()
        for said in (
            figure.title,
            figure.source,
            "sha256" if name.startswith("f") else "",
            figure.facts[0][1],
        )
        if plain(said) not in opened[name]
    ]
    assert missing == []


def test_numbers_are_shown_as_a_norwegian_reads_them(opened: dict[str, str]):
    missing, compared = [], 0
    for name, figure in figures().items():
        for row in figure.table.rows[:40]:
            for column, value in zip(figure.table.columns, row, strict=True):
                if isinstance(value, int | float | Fraction) and name != "payloads":
                    compared += 1
                    shown = plain(written(value, column.kind, unknown=column.unknown))
                    if shown not in opened[name] and shown.replace("−", "-") not in opened[name]:
                        missing.append(f"{figure.id}: {shown}")
    assert compared > 300
    assert missing == []


def test_an_unknown_number_is_said(opened: dict[str, str]):
    name = next(name for name, figure in figures().items() if figure.id == "count-history")
    assert "ikkepublisert" in opened[name]
