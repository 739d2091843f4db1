"""Writing a file where the command line was asked to: whole or not at all."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from lib.export.guard import guarded
from lib.words import N_

_READABLE = 0o644


def save(path: Path, content: bytes) -> None:
    """Write the file, or leave what is there as it was. Raises ExportError."""

    def written() -> bytes:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device: there is nothing to keep, and nothing to put in its place
            return content
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as target:
            beside = Path(target.name)
            try:
                target.write(content)
                target.flush()
                beside.chmod(_READABLE)
                beside.replace(path)
            except OSError:
                beside.unlink()
                raise
        return content

    message = N_(
        "The file could not be written. Check that the folder exists and that you may write in it; "
        "nothing was changed. Error code: {code}."
    )
    guarded(path.name, written, failures=(), message=message, full=_DISK_FULL)


_DISK_FULL = N_("The file could not be written: the disk is full. Nothing was changed. Error code: {code}.")
