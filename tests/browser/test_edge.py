"""The server's edge as a browser and a plain client meet it."""

import gzip
import json
import re
import shutil
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from lib.figures import geometry
from tests.browser.conftest import PageFactory, ServerFactory
from tests.browser.harness import REPOSITORY, Server, open_page, settle, violations

SCRIPT = "the script of the page"
BROKEN_SITE = '''"""A site that fails with a value nobody may see."""
import streamlit as st
st.title("Før feilen")
raise ValueError("secret-4711")
'''
EVERYTHING_STREAMLIT_DRAWS = '''"""One of each element the pages use, with the map's geometry by address."""
import pandas as pd, streamlit as st
from lib.figures import geometry
frame = pd.DataFrame({"navn": ["Oslo", "Vestland"], "verdi": [1, 2]})
st.title("Alt")
st.vega_lite_chart(frame, {
    "mark": "bar",
    "transform": [{"calculate": "datum.verdi * 2", "as": "dobbel"}],
    "encoding": {"x": {"field": "dobbel", "type": "quantitative"}, "y": {"field": "navn"}},
})
st.vega_lite_chart({
    "data": {"url": geometry.URL, "format": {"type": "topojson", "feature": "counties_2020"}},
    "projection": {"type": "identity", "reflectY": True},
    "mark": "geoshape",
    "height": 300,
})
st.dataframe(frame)
st.table(frame)
st.download_button("Last ned", data=lambda: b"a;b", file_name="a.csv", on_click="ignore")
st.code("kode", language="python")
with st.popover("Mer"):
    st.write("I boblen")
'''


@pytest.fixture
def site(tmp_path: Path, fresh_server: ServerFactory):
    """Serve the real dashboard.py with another site script beside it."""

    def start(source: str) -> Server:
        (tmp_path / "lib" / "ui").mkdir(parents=True)
        (tmp_path / "lib" / "ui" / "site.py").write_text(source, encoding="utf-8")
        shutil.copy(REPOSITORY / "dashboard.py", tmp_path)
        return fresh_server(script=tmp_path / "dashboard.py")

    return start


def get(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case and body, as a client without a browser's help gets them."""
    try:
        answer = urlopen(Request(server.url + path, headers=headers), timeout=20)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def script_path(server: Server) -> str:
    page = get(server, "/")[2].decode()
    return re.search(r'src="\.(/static/js/index[^"]+)"', page)[1]


@pytest.mark.parametrize("path", ["/", "/kart", "/kart/"])
def test_every_page_shell_is_norwegian_and_never_stale(server: Server, path: str):
    status, headers, body = get(server, path, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert b'<html lang="nb">' in body
    assert b"<title>ALIS-innsikt</title>" in body
    assert b"You need to enable JavaScript" not in body
    assert headers["cache-control"] == "no-cache"
    assert "etag" not in headers


@pytest.mark.parametrize("path", ["/finnes-ikke", "/kart/finnes-ikke"])
def test_a_wrong_address_says_so_and_leads_to_the_pages(server: Server, path: str):
    status, headers, body = get(server, path)
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    page = body.decode()
    assert "<h1>Siden finnes ikke</h1>" in page
    assert 'href="/kart">Kart<' in page


def test_the_policy_allows_nothing_but_our_own_server(server: Server):
    policy = get(server, "/")[1]["content-security-policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'self'"
    assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/=]+')+", directives["script-src"])
    assert directives["connect-src"] == "'self'"
    for name in ("object-src", "base-uri", "form-action", "frame-ancestors"):
        assert directives[name] == "'none'"
    assert "unsafe-eval" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/_stcore/nothing", "/geo/old.json", "/favicon.png", "SCRIPT"]
)
def test_every_answer_carries_the_security_headers(server: Server, path: str):
    headers = get(server, script_path(server) if path == "SCRIPT" else path)[1]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


def test_scripts_are_sent_packed_and_whole(server: Server):
    path = script_path(server)
    _, plain_headers, plain = get(server, path)
    _, headers, packed = get(server, path, **{"Accept-Encoding": "gzip, br"})
    assert headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain_headers
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2
    assert headers["vary"] == plain_headers["vary"] == "Accept-Encoding"
    assert "javascript" in headers["content-type"]
    assert "immutable" in headers["cache-control"]


def test_geometry_is_cached_for_good_under_the_name_of_its_content(server: Server):
    status, headers, body = get(server, geometry.URL, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"] == "application/json"
    assert json.loads(gzip.decompress(body)) == json.loads((REPOSITORY / "geo" / "norge.json").read_bytes())


@pytest.mark.parametrize("path", ["/geo/norge-0000000000.json", "/geo/norge.json", "/geo/", "/geo/a/b.json"])
def test_another_geometry_name_is_not_found_rather_than_a_page(server: Server, path: str):
    status, headers, _ = get(server, path)
    assert status == 404
    assert "immutable" not in headers["cache-control"]


def test_no_element_we_use_is_stopped_by_the_policy(site, new_page: PageFactory):
    server = site(EVERYTHING_STREAMLIT_DRAWS)
    page, recorder = new_page(server)
    open_page(page, server.url)
    page.get_by_role("button", name="Mer").click()
    page.get_by_text("I boblen").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned", exact=True).click()
    assert Path(download.value.path()).read_bytes() == b"a;b"
    settle(page)
    assert page.locator(".mark-shape.role-mark path:not([d=''])").count() == 11
    assert violations(page) == []
    assert recorder.console_errors == []
    assert recorder.foreign_requests == []


def test_the_policy_is_in_force_and_the_recorder_sees_it(server: Server, new_page: PageFactory):
    page, recorder = new_page(server)
    open_page(page, server.url)
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.__ran = true';
      document.head.append(script);
      fetch('https://example.org/x').catch(() => {});
    }""")
    page.wait_for_function("window.__violations.length >= 2")
    assert page.evaluate("window.__ran") is None
    assert recorder.console_errors != []


def test_a_failing_page_shows_a_calm_message_whose_id_is_in_the_log(site, new_page: PageFactory):
    server = site(BROKEN_SITE)
    page, recorder = new_page(server)
    open_page(page, server.url)
    message = page.get_by_test_id("stAlert").inner_text()
    error_id = re.search(r"feilkode ([0-9a-f]{8})", message)[1]
    assert "Noe gikk galt på denne siden" in message
    assert page.get_by_test_id("stException").count() == 0
    assert not any(b"secret-4711" in frame for frame in recorder.frames)
    log = server.log_text()
    assert f"Error id {error_id}: ValueError at " in log
    assert "Traceback (most recent call last)" in log


def test_the_server_asks_no_host_outside_at_start(server: Server):
    assert "external" not in server.log_text().lower()


def test_a_box_of_choices_finds_what_is_typed_and_says_in_norwegian_where_it_finds_nothing(
    server: Server, new_page: PageFactory
):
    page, _recorder = new_page(server)
    open_page(page, f"{server.url}/kommune?fylke=46")
    box = page.get_by_role("combobox", name="Sammenlign med fylke …")
    box.fill("vest")
    expect(page.get_by_role("option")).to_have_text(["Vestfold og Telemark"])
    box.fill("Haugtussa")
    page.get_by_text("Ingen treff").wait_for(timeout=10_000)
