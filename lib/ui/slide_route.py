"""A slide of a presentation as a picture, as PowerPoint has it: ``/lysbilde?bilde=budget-steps``."""

import gzip
from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from lib.export.output import ExportError, run_in_worker
from lib.export.page import WIDTHS
from lib.export.presentation import Slide, read_slide, require
from lib.export.shown import Size
from lib.export.slide_svg import slide_svg
from lib.extract.extract_cache import cached_by_extract
from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.figures import recipes
from lib.figures.recipes import FigureError
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui.address import default_years
from lib.ui.current_extract import extract_provider
from lib.words import ASKED_FOR, language, use_language

URL = "/lysbilde"
_SLIDE, _LANGUAGE, _SIZE, _NUMBER, _EXTRACT = "bilde", "spraak", "format", "nr", "uttrekk"
_KEPT = "private, max-age=3600"  # the address names the extract, so that another has other pictures
_LARGEST_NUMBER = 999


def url_of(view: View, slide: Slide, *, spoken: str, size: Size = "16:9", number: int = 0) -> str:
    """The address of a slide's picture; one without a selection of its own has the view's."""
    whole = Slide(slide.name, slide.selection or view.selection, slide.title)
    asked = {
        _SLIDE: whole.token,
        _LANGUAGE: spoken,
        _SIZE: size,
        _NUMBER: number,
        _EXTRACT: view.extract.manifest.id,
    }
    return f"{URL}?{urlencode(asked)}"


async def answer(request: Request) -> Response:
    """The picture; a slide that cannot be made says why in words."""
    try:
        content = await to_thread.run_sync(_picture, request.query_params)
    except (FigureError, ExportError, ExtractError) as error:
        return PlainTextResponse(str(error), status_code=404, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": _KEPT, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        content = gzip.decompress(content)
        del headers["Content-Encoding"]
    return Response(content, media_type="image/svg+xml", headers=headers)


def _picture(params: QueryParams) -> bytes:
    number, size = params.get(_NUMBER, ""), params.get(_SIZE, "")
    return _drawn(
        extract_provider().current().extract,
        read_slide(params.get(_SLIDE, "")),
        min(int(number), _LARGEST_NUMBER) if number.isdecimal() else 0,
        size if size in WIDTHS else "16:9",
        ASKED_FOR.get(params.get(_LANGUAGE, ""), language()),
    )


@cached_by_extract(256)
def _drawn(extract: Extract, slide: Slide, number: int, size: Size, spoken: str) -> bytes:
    """The picture of a slide, compressed. The worker draws it: maps hold Python's one lock for long."""
    view = View(extract, Selection(years=default_years(extract)))
    require(view, slide)
    with use_language(spoken):
        figure = recipes.make(slide.seen_from(view).in_language(spoken), slide.name)
        svg = run_in_worker(slide_svg, figure, title=slide.title, number=number or None, size=size)
    return gzip.compress(svg.encode(), compresslevel=6, mtime=0)
