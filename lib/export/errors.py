"""What can go wrong when a figure leaves."""


class ExportError(Exception):
    """A file that could not be made. The message is for the reader and carries the id of the log entry."""
