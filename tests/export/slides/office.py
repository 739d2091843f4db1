"""Finding a LibreOffice for the tests of the slides, and bringing one where there is none."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

NAMES = ("soffice", "libreoffice")
NOT_FOUND = (
    "The slides are opened in LibreOffice and none was found: not in $SOFFICE, not on the PATH "
    f"({', '.join(NAMES)}), and apt-get could not bring it. Install LibreOffice Impress and poppler-utils."
)
PACKAGES = ("libreoffice-impress", "poppler-utils", "fonts-liberation")
INSTALL_SECONDS, CONVERT_SECONDS = 600, 120


@cache
def find() -> str:
    """The LibreOffice to use; installed first where the tests may do that."""
    for fetch in (None, _install):
        if fetch:
            fetch()
        named = os.environ.get("SOFFICE")
        found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
        if found and shutil.which("pdftotext"):
            return found
    raise RuntimeError(NOT_FOUND)


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", *command], check=False, timeout=INSTALL_SECONDS)


def convert(content: bytes, folder: Path, kind: str = "pdf") -> Path:
    """The presentation as LibreOffice writes it; fails if it says anything is wrong."""
    source = folder / "deck.pptx"
    source.write_bytes(content)
    made = folder / "made"
    command = [find(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    done = subprocess.run(
        [*command, "--convert-to", kind, "--outdir", str(made), str(source)],
        capture_output=True,
        text=True,
        timeout=CONVERT_SECONDS,
    )
    target = made / f"deck.{kind.split(':')[0]}"
    assert done.returncode == 0 and target.exists(), done.stdout + done.stderr
    return target


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def pictures(pdf: Path, *, dots_per_inch: int = 50) -> list[Path]:
    """Each page as a picture."""
    command = ["pdftoppm", "-r", str(dots_per_inch), "-png", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
