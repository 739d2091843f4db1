"""Messages of ours for a failed page or download, in place of Streamlit's.

Streamlit makes a file when it is asked for, and answers every failure with one English sentence. Ours say
what happened, with the id that stands in the log, so they are told in its place.
"""

import asyncio
import logging
import secrets
import traceback

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError

from lib.export import ExportError
from lib.words import _

log = logging.getLogger(__name__)


def on_script_error(error: Exception) -> bool:
    """Show a calm message with an error id, and log the id; the message of the error stays on the server.

    Streamlit has logged the traceback just before. Our line ties the id to it by type and place.
    """
    error_id = secrets.token_hex(4)
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error("Error id %s: %s at %s:%s", error_id, type(error).__name__, where.filename, where.lineno)
    st.error(
        _(
            "Something went wrong on this page. The other pages still work. Load the page again; if it "
            "happens again, report error id {error_id}."
        ).format(error_id=error_id)
    )
    return True  # in place of Streamlit's own message


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
        said = _message(error)
        return BackendOperationResponse(request_id=request.request_id, error_msg=said)
    answer = DeferredFileResponsePayload(url=url)
    return BackendOperationResponse(request_id=request.request_id, deferred_file=answer)


def _message(error: MediaFileStorageError) -> str:
    """The sentence of an export that failed, which has an id already; of anything else one with a new id."""
    cause = error.__cause__
    if isinstance(cause, ExportError):
        return str(cause)
    error_id = secrets.token_hex(4)
    log.error("Error id %s: a download failed", error_id, exc_info=error)
    form = _("The file could not be made. Load the page again; if it happens again, report error id {id}.")
    return form.format(id=error_id)
