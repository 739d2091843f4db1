"""Files made in a process of their own: the same bytes, its faults told, and no reader another's answer."""

import io
import os
import re
import signal
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.export import ExportError, picture
from lib.export.csv import to_csv
from lib.export.deck_files import deck_to_pdf, deck_to_pptx
from lib.export.output import FILES, run_in_worker
from lib.export.presentation import READY, deck_of, ready_title
from lib.export.slides import Deck, DeckFigure, Entry
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.words import use_language
from lib.worker.pictures import DrawingError
from lib.worker.process import WorkerFaultError
from tests.export.figures import by_hand
from tests.figures.catalogue import EXTRACT, MAKERS

NOW = Selection(years=(2023,))
SMALL = MAKERS["budget_steps"](NOW)


def deck() -> Deck:
    return deck_of(View(EXTRACT, NOW), READY, title=ready_title())


def inside(content: bytes) -> dict[str, bytes]:
    """The parts of a file, but for when it was made and the workbooks, which say that too."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            name: package.read(name)
            for name in package.namelist()
            if not name.endswith(("core.xml", ".xlsx"))
        }


def test_it_is_the_same_deck_as_one_made_here():
    assert inside(run_in_worker(deck_to_pptx, deck())) == inside(deck_to_pptx(deck()))


def test_the_language_goes_along():
    rates = MAKERS["region_map applied_per_grant_nok county"](NOW)
    with use_language("en"):
        assert b"Agder,42,211962.011905,35609618,168" in run_in_worker(to_csv, rates)
    assert b"Agder;42;211962,011905;35609618;168" in run_in_worker(to_csv, rates)


@pytest.mark.parametrize("label", MAKERS)
def test_every_figure_can_go_there(label: str):
    figure = MAKERS[label](NOW)
    assert run_in_worker(to_csv, figure) == to_csv(figure)


@pytest.mark.parametrize(("maker", "around"), [(deck_to_pptx, 3), (deck_to_pdf, 4)])
def test_progress_is_told_as_it_is_made(maker, around: int):
    told = []
    run_in_worker(maker, deck(), progress=lambda made, whole: told.append((made, whole)))
    made, (whole, *others) = [n for n, _whole in told], {whole for _n, whole in told}
    # With the first, the contents and the last; a PDF has the definitions on a page more.
    assert whole == len(READY) + around and others == []
    assert made == sorted(set(made)) and len(made) > len(READY) and made[-1] == whole


def test_a_reader_who_goes_away_halfway_leaves_no_answer_for_the_next():
    class GoneError(Exception):
        """As Streamlit stops a script whose reader has clicked on."""

    def go(_made: int, _whole: int) -> None:
        raise GoneError

    with pytest.raises(GoneError):
        run_in_worker(deck_to_pptx, deck(), progress=go)
    assert run_in_worker(to_csv, SMALL) == to_csv(SMALL)


def test_the_next_file_comes_though_the_process_is_killed():
    run_in_worker(to_csv, SMALL)
    os.kill(FILES.pid, signal.SIGKILL)
    assert run_in_worker(to_csv, SMALL) == to_csv(SMALL)


def test_what_is_refused_there_is_said_in_norwegian_and_logged_here(tmp_path, caplog):
    (tmp_path / "mal.pptx").write_bytes(b"ikke en fil")
    with use_language("en"), pytest.raises(ExportError) as failure:
        run_in_worker(deck_to_pptx, deck(), template=tmp_path / "mal.pptx")
    (code,) = re.findall(r"\b[0-9a-f]{8}\b", str(failure.value))
    assert code in caplog.text and "Feilkode" in str(failure.value)


def test_a_fault_of_ours_there_is_a_fault_here_with_its_place():
    with pytest.raises(WorkerFaultError, match=r"csv\.py"):
        run_in_worker(to_csv, "not a figure")


def test_a_drawing_that_fails_in_a_pdf_says_so_with_an_id_in_the_log(caplog, monkeypatch):
    def fail(*_arguments: object, **_named: object) -> bytes:
        raise DrawingError("no such mark")

    monkeypatch.setattr(picture, "convert", fail)
    with pytest.raises(ExportError, match="Presentasjonen kunne ikke lages") as failure:
        deck_to_pdf(Deck("a", "", (Entry((DeckFigure(by_hand()),)),)))
    (code,) = re.findall(r"\b[0-9a-f]{8}\b", str(failure.value))
    assert code in caplog.text


def test_others_go_on_while_a_deck_is_made():
    """What the server's own thread computes for it, and so holds the one lock for, is a small part of it."""

    def computed(make: Callable[[], bytes]) -> float:
        make()
        began = time.thread_time()
        make()
        return time.thread_time() - began

    made = deck()
    here, apart = computed(lambda: deck_to_pptx(made)), computed(lambda: run_in_worker(deck_to_pptx, made))
    assert apart < here / 8, (here, apart)


def test_a_worker_draws_for_itself_and_starts_no_process_of_its_own():
    run_in_worker(deck_to_pdf, deck())
    assert Path(f"/proc/{FILES.pid}/task/{FILES.pid}/children").read_text().split() == []


def test_a_file_that_is_refused_leaves_the_process_running():
    run_in_worker(to_csv, SMALL)
    before = FILES.pid
    with pytest.raises(ExportError):
        run_in_worker(deck_to_pptx, deck(), template="ingen.pptx")
    assert FILES.pid == before
