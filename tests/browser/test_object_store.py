"""The dashboard on an object store: served, renewed while it runs, and calm when the store is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.extract import reference
from lib.extract.place import open_store
from lib.extract.publish import publish
from tests.browser.conftest import PageFactory, ServerFactory
from tests.browser.harness import open_page, settle
from tests.browser.reader import expect_key_figure, pick, plain
from tests.extract.objectstore import CREDENTIALS, Server, running
from tests.handmade import DATE, small_budget, small_grants, with_value

REMEMBERED_MS = 2_500  # how long the id in use may be remembered, and a little more


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "objects").mkdir()
    with running(tmp_path / "objects") as started:
        started.make_bucket("data")
        yield started


def put(address: str, **changes: object) -> str:
    tables = {"grants": small_grants(), "budget": small_budget()} | changes
    return publish(address, **tables, produced_at=DATE, source="Håndlagde rader", synthetic=False)


def test_a_dashboard_on_an_object_store_takes_new_numbers_and_outlives_the_store(
    store: Server, fresh_server: ServerFactory, new_page: PageFactory
):
    address = store.address("data", "alis")
    reference.build(reference.COMMITTED, open_store(address).at("reference"))
    put(address)
    server = fresh_server(data=address)
    page, _recorder = new_page(server)
    open_page(page, server.url)
    expect_key_figure(page, "doctors", "3")
    new = put(address, grants=with_value(small_grants(), "doctor_id", 3, "d4"))
    page.wait_for_timeout(REMEMBERED_MS)
    pick(page, "Vestland")
    pick(page, "Vestland")
    expect_key_figure(page, "doctors", "4")
    assert f"uttrekk={new}" in page.url

    store.stop()
    page.wait_for_timeout(REMEMBERED_MS)
    pick(page, "Vestland")
    settle(page)
    said = plain(page.get_by_role("main").inner_text())
    assert "Det nyeste uttrekket kan ikke leses." in said
    assert new in said
    assert "Traceback" not in server.log_text()
    assert CREDENTIALS["AWS_SECRET_ACCESS_KEY"] not in server.log_text()
