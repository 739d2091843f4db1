"""What the tests of the browser lean on: no tab reaches another host, and none finds what another left."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import PageFactory, new_tab
from tests.browser.harness import Server


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1"])
def test_a_request_to_another_host_is_noted_and_goes_nowhere(
    server: Server, new_page: PageFactory, host: str
):
    page, recorder = new_page(server)
    failures = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.set_content(f'<img src="http://{host}/picture.png">')
    page.wait_for_function("() => document.images[0].complete")
    assert recorder.foreign_requests == [f"http://{host}/picture.png"]
    assert failures == ["net::ERR_NAME_NOT_RESOLVED"], "it was looked for in the network"


def test_a_tab_leaves_nothing_to_the_next_one(server: Server, context: BrowserContext):
    kept = "() => [localStorage.left, document.cookie.includes('left=')]"
    with new_tab(context, server) as (page, _recorder):
        page.goto(f"{server.url}/_stcore/health")
        page.evaluate("() => { localStorage.left = 'here'; document.cookie = 'left=here'; }")
        assert page.evaluate(kept) == ["here", True]
    with new_tab(context, server) as (page, _recorder):
        page.goto(f"{server.url}/_stcore/health")
        assert page.evaluate(kept) == [None, False]
