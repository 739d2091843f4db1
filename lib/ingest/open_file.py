"""Open a file of the owner's: its kind by its first bytes, and an ``ExtractError`` for every disk failure."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lib.extract.findings import ExtractError, file_error
from lib.words import N_, _

EXPORT_AGAIN = N_("Export the file again as CSV, XLSX or Parquet.")
CHECK_PATH = N_("Check the path, and that you may read the file.")
# The first bytes of what is often taken for a table, and what it is.
FOREIGN = {
    b"\x1f\x8b": N_("The file is compressed (gzip)."),
    b"BZh": N_("The file is compressed (bzip2)."),
    b"7z\xbc\xaf": N_("The file is compressed (7-Zip)."),
    b"%PDF": N_("The file is a PDF document."),
    b"PARE": N_("The file is encrypted Parquet."),
    b"<htm": N_("The file is a web page (HTML), whatever its name says."),
    b"<!do": N_("The file is a web page (HTML), whatever its name says."),
    b"<?xm": N_("The file is XML."),
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def shown_name(path: Path) -> str:
    """The name of a file as a message shows it, also where its bytes are not UTF-8."""
    name = path.name or path.absolute().name  # the folder one stands in
    return name.encode("utf-8", "replace").decode()


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """The file for reading; a failure of the disk is an ``ExtractError``."""
    with reading(path):
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait forever
            fault = _("This is not a file.")
            raise file_error(shown_name(path), fault, _(CHECK_PATH), kind="file-unreadable")
        with path.open("rb") as file:
            yield file


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn a failure of the disk while a file or folder is read into an ``ExtractError``."""
    try:
        if "\0" in str(path):
            raise FileNotFoundError
        yield
    except OSError as error:
        kind, fault = "file-unreadable", _("The disk could not read the file.")
        if isinstance(error, PermissionError):
            fault = _("Permission to read it is missing.")
        elif isinstance(error, FileNotFoundError | NotADirectoryError):
            kind, fault = "file-missing", _("The file is missing.")
        raise file_error(shown_name(path), fault, _(CHECK_PATH), kind=kind) from error


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name. A failure of the disk is left for ``open_file`` to report."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def kind_of(file: BinaryIO, name: str) -> str:
    """``csv``, ``xlsx`` (any workbook in a zip file) or ``parquet``; other kinds are refused by name."""
    start = file.read(4096)
    file.seek(0)
    if not start:
        raise file_error(name, _("The file is empty."), _(EXPORT_AGAIN), kind="file-empty")
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(file, name)
    if start.startswith(UTF_16) or _looks_like_utf_16(start):
        step = _("Save it as CSV in UTF-8 («CSV UTF-8» in Excel).")
        raise file_error(name, _("The file is text in UTF-16."), step, kind="encoding-utf-16")
    for magic, fault in FOREIGN.items():
        if start.lstrip().lower().startswith(magic.lower()):
            raise file_error(name, _(fault), _(EXPORT_AGAIN), kind="file-kind")
    return "csv"


def _looks_like_utf_16(start: bytes) -> bool:
    """Without its mark: every other byte of plain text is zero."""
    pairs = len(start) // 2
    zeros = sorted((start[0::2].count(0), start[1::2].count(0)))
    return pairs >= 8 and zeros[0] < 0.2 * pairs and zeros[1] > 0.8 * pairs


def _old_office(file: BinaryIO, name: str) -> ExtractError:
    """Excel's container of old: a workbook with a password, or one of before 2007."""
    start = file.read(4_000_000)
    file.seek(max(0, file.seek(0, 2) - 1_000_000))
    if any("EncryptedPackage".encode("utf-16-le") in part for part in (start, file.read())):
        step = _("Remove the password in Excel, and save it as XLSX again.")
        return file_error(name, _("The workbook is protected by a password."), step, kind="file-encrypted")
    step = _("Open it in Excel, and save it as XLSX.")
    return file_error(name, _("The file is an Excel workbook of the old kind (.xls)."), step, kind="file-xls")
