"""What a reader is told when the file of a download button cannot be made.

Streamlit makes the file when it is asked for, and answers every failure with one English sentence. Ours say
what happened, with the id that stands in the log, so they are told in its place.
"""

import asyncio
import logging
import secrets

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError

from lib.export import ExportError
from lib.words import _

log = logging.getLogger(__name__)


def install() -> None:
    """Let failed downloads speak for themselves. Streamlit has no setting for it."""
    DeferredFileHandler.handle = _handle


async def _handle(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    """Make the file in a thread and give its address, or say why there is none."""
    make = self._get_media_file_mgr().execute_deferred
    try:
        url = await asyncio.to_thread(make, request.deferred_file.file_id)
    except MediaFileStorageError as error:
        said = _said(error)
        return BackendOperationResponse(request_id=request.request_id, error_msg=said)
    answer = DeferredFileResponsePayload(url=url)
    return BackendOperationResponse(request_id=request.request_id, deferred_file=answer)


def _said(error: MediaFileStorageError) -> str:
    """The sentence of an export that failed, which has an id already; of anything else one with a new id."""
    cause = error.__cause__
    if isinstance(cause, ExportError):
        return str(cause)
    error_id = secrets.token_hex(4)
    log.error("Error id %s: a download failed", error_id, exc_info=error)
    form = _("The file could not be made. Load the page again; if it happens again, report error id {id}.")
    return form.format(id=error_id)
