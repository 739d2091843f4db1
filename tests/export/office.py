"""Finding a LibreOffice for the tests, bringing one where there is none, and converting files with it.

``make test`` runs ``python -m tests.export.office`` first, so that two tests never install at once.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGES = ("libreoffice-calc", "libreoffice-impress", "poppler-utils", "fonts-liberation")
# Calc and Impress are packages of their own: an office program without one of them opens half the files.
PARTS = ("libsclo.so", "libsdlo.so")
NOT_FOUND = (
    "The export tests need LibreOffice with Calc and Impress, and pdftotext; without network access or the "
    f"rights to install them, run: apt-get install {' '.join(PACKAGES)}"
)
INSTALL_SECONDS, CONVERT_SECONDS = 900, 240
# Numbers as on a Norwegian reader's machine, whatever this one speaks.
NORWEGIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nb-NO</value></prop></item>
</oor:items>
"""


@cache
def soffice() -> str:
    """The LibreOffice to use, installed by the distribution's package manager if it must be."""
    if not _whole() and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            print("LibreOffice: apt-get", " ".join(command), flush=True)
            subprocess.run(
                ["apt-get", *command], check=False, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS
            )
    if not _whole():
        raise RuntimeError(NOT_FOUND)
    return shutil.which("soffice")


def _whole() -> bool:
    found = shutil.which("soffice")
    if not (found and shutil.which("pdftotext")):
        return False
    beside = Path(found).resolve().parent
    return all((beside / part).exists() for part in PARTS)


def converted(files: Iterable[Path], folder: Path, *, to: str = "pdf") -> dict[str, Path]:
    """The files converted in one call, by stem; a file that could not be is not among them."""
    files = list(files)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(NORWEGIAN, encoding="utf-8")
    subprocess.run(
        [
            soffice(),
            f"-env:UserInstallation={profile.as_uri()}",  # its own, so that two tests can run at once
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            folder,
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=CONVERT_SECONDS,
    )
    return {path.stem: path for path in folder.glob(f"*.{to.split(':')[0]}")}


def convert(content: bytes, folder: Path, kind: str = "pdf") -> Path:
    """A presentation as LibreOffice writes it; fails if it could not."""
    source, made = folder / "deck.pptx", folder / "made"
    source.write_bytes(content)
    made.mkdir(exist_ok=True)
    found = converted([source], made, to=kind)
    assert "deck" in found, "the presentation did not open"
    return found["deck"]


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def pictures(pdf: Path, *, dots_per_inch: int = 50) -> list[Path]:
    """Each page as a picture."""
    command = ["pdftoppm", "-r", str(dots_per_inch), "-png", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


if __name__ == "__main__":
    print("LibreOffice:", soffice())
