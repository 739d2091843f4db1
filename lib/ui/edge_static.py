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

from lib.words import _

IMMUTABLE = "public, max-age=31536000, immutable"
SUFFIXES = {".js", ".css"}  # fonts and pictures are compressed already


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
    """A file of Streamlit's; where a box of choices finds nothing, it says so in Norwegian."""
    content = path.read_bytes()
    return (
        content.replace(b"`No results`", f"`{_('No matches')}`".encode()) if path.suffix == ".js" else content
    )


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
