"""What can go wrong when a figure leaves."""

from lib.worker.process import RefusedError


class ExportError(RefusedError):
    """A file that could not be made. The message is for the reader and carries the id of the log entry."""
