"""Finding a LibreOffice for the tests, bringing one where there is none, and converting files with it.

``make test`` runs ``python -m tests.export.office`` first, so that two tests never install at once.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# Packages of their own: an office program without one of them opens some of the files only.
PARTS = {
    "libreoffice-calc": "libsclo.so",
    "libreoffice-impress": "libsdlo.so",
    "libreoffice-writer": "libswlo.so",
}
# A LibreOffice without windows is as good here. Its packages end so, and cannot stand beside the others.
NO_WINDOWS = "-nogui"
NOT_FOUND = (
    "The export tests need LibreOffice with Calc, Impress and Writer, and pdftotext; without network access "
    "or the rights to install them, run: apt-get install {packages}"
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
    wanted = _wanted()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *wanted]):
            print("LibreOffice: apt-get", " ".join(command), flush=True)
            subprocess.run(
                ["apt-get", *command], check=False, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS
            )
    if wanted := _wanted():
        raise RuntimeError(NOT_FOUND.format(packages=" ".join(wanted)))
    return shutil.which("soffice")


def _wanted() -> tuple[str, ...]:
    tools = {name for name in ("soffice", "pdftotext") if shutil.which(name)}
    beside = Path(shutil.which("soffice")).resolve().parent if "soffice" in tools else Path()
    parts = {package for package, part in PARTS.items() if (beside / part).exists()}
    return missing(tools | parts | _installed())


def missing(found: set[str]) -> tuple[str, ...]:
    """The packages to install beside the programs and packages that are there already.

    A LibreOffice without windows is used as it is, and completed by packages of its own kind.
    """
    ending = NO_WINDOWS if f"libreoffice-core{NO_WINDOWS}" in found else ""
    parts = [package + ending for package in PARTS if not {package, package + NO_WINDOWS} & found]
    parts += ["fonts-liberation"] if "soffice" not in found else []
    return (*parts, *(["poppler-utils"] if "pdftotext" not in found else []))


def _installed() -> set[str]:
    """The packages of LibreOffice that the distribution has installed; none where it is not Debian's kind."""
    if not shutil.which("dpkg-query"):
        return set()
    asked = ["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}${Package}\n", "libreoffice-*"]
    lines = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    return {line[2:].strip() for line in lines if line.startswith("ii")}


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
