"""A file that cannot be made: one sentence for the reader, and the cause in the log under the same id."""

import errno
import re

import pytest
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from lib.export import CSV, PDF, PNG, SVG, WIDE, XLSX, ExportError
from lib.export.output import raising_export_errors
from lib.worker import pictures
from lib.worker.pictures import DrawingError
from tests.export.figures import by_hand

PICTURES = (PDF, PNG, SVG, WIDE)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Every library that makes a file fails with this error."""

    def fail(*_arguments, **_named):
        raise error

    monkeypatch.setattr(Workbook, "close", fail)
    monkeypatch.setattr(pictures.PICTURES, "call", fail)


def code_of(failure: ExportError) -> str:
    (code,) = re.findall(r"\b[0-9a-f]{8}\b", str(failure))
    return code


@pytest.mark.parametrize("file", [*PICTURES, XLSX], ids=lambda file: file.id)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said(file, number: int, monkeypatch, caplog):
    failing(monkeypatch, OSError(number, "No space left on device"))
    with pytest.raises(ExportError, match="Disken på tjeneren er full") as failure:
        file.make(by_hand())
    assert code_of(failure.value) in caplog.text
    assert "by-hand" in caplog.text and "No space left on device" in caplog.text


@pytest.mark.parametrize(
    ("file", "error", "said"),
    [
        (XLSX, FileCreateError("refused"), "Arbeidsboken kunne ikke lages"),
        (XLSX, OSError(errno.EACCES, "refused"), "Arbeidsboken kunne ikke lages"),
        *((file, DrawingError("refused"), "Bildet kunne ikke lages") for file in PICTURES),
    ],
    ids=lambda value: getattr(value, "id", type(value).__name__),
)
def test_what_a_library_refuses_is_said_and_logged(file, error, said: str, monkeypatch, caplog):
    failing(monkeypatch, error)
    with pytest.raises(ExportError, match=said) as failure:
        file.make(by_hand())
    assert code_of(failure.value) in caplog.text
    assert "refused" in caplog.text


def test_the_reader_can_still_have_the_numbers(monkeypatch):
    failing(monkeypatch, OSError(errno.ENOSPC, "full"))
    assert CSV.make(by_hand())


def test_a_fault_of_our_own_is_not_taken_for_one_of_a_library():
    def fault() -> bytes:
        raise KeyError("a fault")

    with pytest.raises(KeyError):
        raising_export_errors("nothing", fault, failures=(DrawingError,), message="{code}")


def test_two_failures_have_two_ids(monkeypatch):
    failing(monkeypatch, DrawingError("refused"))
    codes = set()
    for _again in range(2):
        with pytest.raises(ExportError) as failure:
            PNG.make(by_hand())
        codes.add(code_of(failure.value))
    assert len(codes) == 2
