"""The server's edge: what we add to Streamlit's own HTTP answers.

Every answer carries the security headers; the page shell is Norwegian; scripts and geometry are compressed
once and kept in memory. Websockets pass untouched.
"""

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.figures import geometry
from lib.ui import definitions, search_route, slide_route
from lib.ui.edge_shell import (
    CONTENT_SECURITY_POLICY,
    NO_SUCH_PAGE,
    SCRIPT,
    SCRIPT_URL,
    SHELL,
    STYLE,
    STYLE_URL,
)
from lib.ui.edge_static import ImmutableFile, scripts_and_styles
from lib.ui.sitemap import SITE
from lib.words import _

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",  # a link out must not carry the reader's selection with it
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Streamlit's own addresses; every other one that answers with HTML is the page shell.
STREAMLIT_PATHS = ("/_stcore/", "/component/", "/media/", "/static/")
_PATHS = frozenset(path for _file, _title, path in SITE)


class SecurityHeaders:
    """ASGI middleware: the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class NorwegianShell:
    """ASGI middleware: our page shell in place of Streamlit's, and a page of its own for a wrong address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(STREAMLIT_PATHS):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_shell(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_page(message):
                replaced = True
                # Nothing of Streamlit's answer is kept, its ETag least of all: it names other bytes.
                shell, status = (SHELL, 200) if scope["path"].strip("/") in _PATHS else (NO_SUCH_PAGE, 404)
                page = Response(shell, status, {"Cache-Control": "no-cache"}, "text/html")
                await page(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, send_shell)


def _is_page(start: Message) -> bool:
    content_type = MutableHeaders(scope=start).get("content-type", "")
    return start["status"] == 200 and content_type.startswith("text/html")


class PackedStatic:
    """ASGI middleware: Streamlit's scripts and styles gzipped, for those who accept it.

    Streamlit sends them as they are, 4.9 MB for a first page, and takes no route of ours below /static.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.files = scripts_and_styles()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        app = self.files.get(scope["path"], self.app) if asked else self.app
        await app(scope, receive, send)


async def no_such_file(_request: Request) -> Response:
    """An old or a wrong address below /geo. Without this Streamlit would answer it with the page shell."""
    return PlainTextResponse(_("No such file."), status_code=404, headers={"Cache-Control": "no-store"})


async def internal_error(_request: Request, _error: Exception) -> Response:
    """The answer when the server itself fails; Starlette sends it past the middleware and logs the error."""
    return PlainTextResponse(_("The server failed. Try again."), status_code=500, headers=SECURITY_HEADERS)


ROUTES = (
    Route(geometry.URL, ImmutableFile(geometry.content, "application/json")),
    Route(STYLE_URL, ImmutableFile(lambda: STYLE, "text/css")),
    Route(SCRIPT_URL, ImmutableFile(lambda: SCRIPT, "text/javascript")),
    Route(definitions.URL, ImmutableFile(lambda: definitions.CONTENT, "application/json")),
    Route(search_route.URL, search_route.answer),
    Route(slide_route.URL, slide_route.answer),
    Route("/geo/{name:path}", no_such_file),
)
MIDDLEWARE = (Middleware(SecurityHeaders), Middleware(NorwegianShell), Middleware(PackedStatic))
