"""Finding a LibreOffice for the tests, bringing one where there is none, and converting files with it.

The tests call ``converted``, which brings what it needs; ``python -m tests.export.office`` does so alone.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGES = ("libreoffice-calc", "libreoffice-impress", "poppler-utils")
NOT_FOUND = (
    "The export tests need LibreOffice and none was found on the PATH (soffice); without network access or "
    f"the rights to install, run: apt-get install {' '.join(PACKAGES)}"
)
INSTALL_SECONDS, CONVERT_SECONDS = 600, 240
# Numbers as on a Norwegian reader's machine, whatever this one speaks.
NORWEGIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nb-NO</value></prop></item>
</oor:items>
"""


@cache
def soffice() -> Path:
    """LibreOffice, installed by the distribution's package manager if it must be. Exits the test if not."""
    found = shutil.which("soffice")
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (
            ["apt-get", "update"],
            ["apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES],
        ):
            print("LibreOffice:", " ".join(command), flush=True)
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS)
        found = shutil.which("soffice")
    if not found:
        raise RuntimeError(NOT_FOUND)
    return Path(found)


def converted(files: Iterable[Path], folder: Path, *, to: str = "pdf") -> dict[str, Path]:
    """The files converted in one call, by stem; a file that could not be is not among them."""
    files = list(files)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
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
    return {path.stem: path for path in folder.glob(f"*.{to}")}


if __name__ == "__main__":
    try:
        soffice()
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        sys.exit(str(error))
