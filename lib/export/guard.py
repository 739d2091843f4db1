"""Making a file so that a failure is one sentence for the reader and a cause in the log, under one id."""

import errno
import logging
import uuid
from collections.abc import Callable

from lib.export.errors import ExportError
from lib.words import N_, _, speaking
from lib.words.catalogue import LANGUAGE

LOG = logging.getLogger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DISK_FULL = N_("The file could not be made: the server's disk is full. Error code: {code}.")


def guarded(
    name: str,
    make: Callable[[], bytes],
    *,
    failures: tuple[type[Exception], ...],
    message: str,
    full: str = _DISK_FULL,
) -> bytes:
    """What ``make`` gives. Raises ExportError.

    ``name`` says in the log what was to be made. ``failures`` are the exceptions of the library that makes
    it; errors of the operating system, a full disk among them, are always caught. ``message`` and ``full``
    are the message ids of the sentences for the reader, with ``{code}`` in them. Any other exception is a
    fault of ours and goes on.
    """
    try:
        return make()
    except (*failures, OSError) as error:
        code = uuid.uuid4().hex[:8]
        LOG.error("Export %s: %s could not be made: %s: %s", code, name, type(error).__name__, error)
        no_room = isinstance(error, OSError) and error.errno in _FULL
        with speaking(LANGUAGE):  # a presentation may be in English, and its maker reads Norwegian
            raise ExportError(_(full if no_room else message).format(code=code)) from error
