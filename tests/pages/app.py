"""The site in Streamlit's own test runner, and what a reader would find on its pages."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import pyarrow as pa
from streamlit.testing.v1 import AppTest

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY / "data"
SITE = REPOSITORY / "lib" / "ui" / "site.py"
FIRST = "oversikt.py"
SHEET = "kommune.py"
DECK = "presentasjon.py"
ASKS_FIRST = {SHEET, DECK}  # the reader chooses a municipality, or slides, before there is a figure
PAGES = sorted(path.name for path in (REPOSITORY / "pages").glob("[!_]*.py"))
SECONDS = 30


def visit(page: str = FIRST, *, theme: str = "light", **params: str | list[str]) -> AppTest:
    """Follow a link with parameters to a page."""
    site = AppTest.from_file(SITE, default_timeout=SECONDS)
    site.context["theme"] = theme
    site.query_params.update(params)
    site._page_hash = "" if page == FIRST else _page_hash(page)
    return site.run()


@cache
def _page_hash(page: str) -> str:
    """What Streamlit calls a page, asked of the site once."""
    site = AppTest.from_file(SITE, default_timeout=SECONDS).run()
    return site._resolve_page_hash(str(REPOSITORY / "pages" / page))


def go(site: AppTest, page: str) -> AppTest:
    """Another page of the same visit. In a browser Streamlit's own step to it has no parameters."""
    site.query_params.clear()
    return site.switch_page(str(REPOSITORY / "pages" / page)).run()


def html(site: AppTest) -> str:
    """The HTML of ours on the page, in order; what the site puts around it left out."""
    ours = (each.value for each in site.main.get("html"))
    return "\n".join(value for value in ours if not any(part in value for part in _FRAME))


_FRAME = ("class=copy-link", "class=search", "class=pages", "class=source")


def source(site: AppTest) -> str:
    """The one source line at the end of the page."""
    (line,) = (each.value for each in site.main.get("html") if "class=source" in each.value)
    return plain(line)


def words(site: AppTest) -> str:
    """What our HTML says, without its tags."""
    return plain(html(site))


def plain(markup: str) -> str:
    """HTML as read aloud: without tags, its spaces plain."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def sentence(site: AppTest) -> str:
    """The page's answer."""
    return plain(re.search(r"<p class=answer>(.*?)</p>", html(site))[1])


def with_more(site: AppTest) -> str:
    """The page's answer and what stands behind it."""
    behind = re.search(r"<details class=more>.*?<p>(.*?)</p>", html(site))
    return " ".join([sentence(site), *([plain(behind[1])] if behind else [])])


def key_figures(site: AppTest) -> dict[str, str]:
    """The key figures as they are written: id → value."""
    return {id: plain(text) for id, text in re.findall(r"id=key-(\w+).*?<b>(.*?)</b>", html(site))}


def figures(site: AppTest) -> int:
    """How many figures are shown, each with its label."""
    return html(site).count("<p class=sub>")


def charts(site: AppTest) -> dict[str, list[dict]]:
    """Alternative text of each chart → the rows that were sent to the browser with it."""
    return {
        chart.proto.alt: [
            row
            for dataset in chart.proto.datasets
            for row in pa.ipc.open_stream(dataset.data.data).read_all().to_pylist()
        ]
        for chart in site.get("vega_lite_chart")
    }


def notices(site: AppTest) -> list[str]:
    """The calm messages on the page: Streamlit's boxes, and HTML of ours with the role of one."""
    ours = re.findall(r"<(\w+)[^>]* role=\"?status\"?[^>]*>(.*?)</\1>", html(site))
    return [message.value for message in site.info] + [plain(text) for _tag, text in ours]


def everything_sent(site: AppTest) -> bytes:
    """Every message of the page as it would cross the wire."""
    protos = (getattr(node, "proto", None) for node in site)
    return b"\n".join(proto.SerializeToString() for proto in protos if proto is not None)
