"""The search as the browser asks for it: ``/sok?q=vestl&side=kart`` and the choices of the page at hand."""

from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.ui import address
from lib.ui.current_extract import extract_provider
from lib.ui.search_index import GROUPS, Result, did_you_mean, path_of, search, to_compare
from lib.ui.sitemap import SITE
from lib.words import _, ngettext

URL = "/sok"
LONGEST = 80  # characters of a query that are read
_QUERY, _PAGE = "q", "side"
_PATHS = frozenset(path for _file, _title, path in SITE)


async def answer(request: Request) -> Response:
    """The results for what is typed, each with its whole address: the choices of the page are kept."""
    params = request.query_params
    chosen = {name: params.getlist(name) for name in params if name not in (_QUERY, _PAGE)}
    content = await to_thread.run_sync(_answer_to, params.get(_QUERY, ""), params.get(_PAGE, ""), chosen)
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


def _answer_to(query: str, here: str, chosen: dict[str, list[str]]) -> dict:
    query, here = query[:LONGEST].strip(), here if here in _PATHS else ""
    try:
        extract = extract_provider().current().extract
    except ExtractError:
        return {"said": _("The numbers cannot be shown"), "nothing": True, "groups": []}
    choices = address.read(extract, chosen).chosen
    borders = address.borders_of(choices)
    groups = {}
    for name, found in search(extract, query, borders).items():
        groups[_(GROUPS[name])] = found
        if name == "places" and (others := to_compare(found, choices)):
            groups[_(GROUPS["compared"])] = others
    nothing = not groups
    said = _said(sum(map(len, groups.values())))
    if query and nothing:
        said, groups = _not_found(extract, query, borders)
    return {
        "said": said,
        "nothing": nothing,
        "groups": [
            {"name": name, "results": [_result(each, here, chosen) for each in found]}
            for name, found in groups.items()
        ],
    }


def _said(number: int) -> str:
    return ngettext("{n} match", "{n} matches", number).format(n=number)


def _not_found(extract: Extract, query: str, borders: int) -> tuple[str, dict[str, list[Result]]]:
    """What is said where nothing fits, and what is nearest."""
    near = did_you_mean(extract, query, borders)
    if near is None:
        form = _("Did not find «{query}». Try fewer letters: a place, a figure, a word or a year.")
        return form.format(query=query), {}
    form = _("Did not find «{query}». Did you mean {name}?")
    return form.format(query=query, name=near.label), {_("Nearest"): [near]}


def _result(result: Result, here: str, chosen: dict[str, list[str]]) -> dict[str, str]:
    params = {name: values for name, values in (chosen | dict(result.sets)).items() if values}
    query = f"?{urlencode(params, doseq=True)}" if params else ""
    anchor = f"#{result.anchor}" if result.anchor else ""
    found = {
        "label": result.label,
        "note": result.note,
        "href": f"/{path_of(result, here)}{query}{anchor}",
        "figure": result.figure,
        "term": result.term,
    }
    return {name: text for name, text in found.items() if text}
