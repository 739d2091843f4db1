"""Files that never change under their name: compressed once, kept in memory, cached for good by browsers."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from mimetypes import guess_type
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from streamlit.file_util import get_static_dir

from lib.words import N_, _

IMMUTABLE = "public, max-age=31536000, immutable"
SUFFIXES = {".js", ".css"}  # fonts and pictures are compressed already
# What Streamlit's scripts say in English, as it stands in them with {} for the words → the words.
ENGLISH = {
    "`{}`": {"No results": N_("No matches")},
    "children:`{}`": {"Skip to main content": N_("Skip to the content")},
    "label:`{}`": {"Fullscreen": N_("Full screen"), "Close fullscreen": N_("Close full screen")},
    '"aria-label":`{}`': {
        "App pages": N_("Pages"),
        "Sidebar": N_("Menu"),
        "Expand sidebar": N_("Open the menu"),
        "Collapse sidebar": N_("Close the menu"),
        "Open": N_("Open"),
        "Close": N_("Close"),
        "Clear value": N_("Clear the choice"),
        "Clear all": N_("Clear all"),
    },
}


@dataclass(frozen=True)
class ImmutableFile:
    """One file whose address holds a hash of its content. It is an ASGI app of its own."""

    read: Callable[[], bytes]
    media_type: str

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.read(), compresslevel=6, mtime=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"Cache-Control": IMMUTABLE, "Vary": "Accept-Encoding"}
        if "gzip" in Request(scope).headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = await to_thread.run_sync(lambda: self.packed)  # the first time takes a while
        else:
            body = await to_thread.run_sync(self.read)
        await Response(body, media_type=self.media_type, headers=headers)(scope, receive, send)


def _norwegian(path: Path) -> bytes:
    """A file of Streamlit's with Norwegian words for what it says in English."""
    content = path.read_bytes()
    if path.suffix == ".js":
        for form, words in ENGLISH.items():
            for english, ours in words.items():
                content = content.replace(form.format(english).encode(), form.format(_(ours)).encode())
    return content


def scripts_and_styles() -> dict[str, ImmutableFile]:
    """Streamlit's scripts and style sheets by the path they are asked for; nothing else can be reached."""
    root = Path(get_static_dir())
    return {
        f"/{path.relative_to(root).as_posix()}": ImmutableFile(
            partial(_norwegian, path), guess_type(path.name)[0] or "application/octet-stream"
        )
        for path in (root / "static").rglob("*")
        if path.suffix in SUFFIXES
    }
