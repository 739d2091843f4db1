"""What other processes do in the tests of publishing: publish, read, hold the lock, and die on the way."""

import datetime
import os
import signal
import sys
from multiprocessing import get_context

import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.extract.place import open_store
from lib.extract.publish import publish
from lib.extract.read import open_extract, read
from lib.extract.store import Store
from tests.handmade import DATE, small_budget, small_grants

# Children are forked from a process that has imported everything and started no thread.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["__main__", "tests.extract.publishers"])


def numbered(number: int) -> pa.Table:
    """Six grants of ``1000 + number`` kroner each."""
    grants = small_grants()
    for column, amount in (("applied_nok", 1000 + number), ("supplement_nok", 0)):
        place = grants.schema.get_field_index(column)
        grants = grants.set_column(place, grants.schema.field(place), pa.array([amount] * 6, pa.int64()))
    return grants


def publish_numbered(place: str | Store, number: int, *, named: bool = True, **more: object) -> str:
    """The numbered grants, published with their number as the source and in the id."""
    return publish(
        place,
        grants=numbered(number),
        budget=small_budget(),
        produced_at=DATE,
        source=str(number),
        synthetic=True,
        extract_id=f"n{number}" if named else None,
        **more,
    )


def mixed(extract: Extract) -> str | None:
    """What does not belong together in an extract; None when it is whole."""
    total, number = pc.sum(extract.grants["applied_nok"]).as_py(), int(extract.manifest.source)
    return None if total == 6 * (1000 + number) else f"{extract.manifest.id}: {number}, {total}"


def read_on(place: str, stop, answers, begun=None) -> None:
    """Open the extract in use again and again, and tell when it has begun.

    Gives the number of readings, of ids seen, and every fault.
    """
    readings, faults, seen = 0, [], set()
    while not stop.wait(0.005):
        try:
            extract = open_extract(place)
            seen.add(extract.manifest.id)
            found = mixed(extract)
        except ExtractError as error:
            found = str(error)
        faults += [found] if found else []
        readings += 1
        if begun:
            begun.set()
    answers.put((readings, len(seen), faults))


def publish_racing(place: str, number: int, start, answers) -> None:
    """Publish when all are ready; gives the id and the one it replaced, or why it was refused."""
    start.wait()
    try:
        made = publish_numbered(place, number, named=False, published_at=datetime.datetime.now(datetime.UTC))
        answers.put((made, read(place, made).manifest.replaced))
    except ExtractError as error:
        answers.put((None, str(error)))


def publish_signalled(place: str, number: int, ready) -> None:
    """Publish after a sign, for someone who kills at a moment of his choice."""
    ready.send(True)
    publish_numbered(place, number)


def publish_until_step(place: str, number: int, step: int) -> None:
    """Publish, and die by SIGKILL just before the given step on the files of the place, locking the first."""
    seen = []

    def count(event: str, arguments: tuple) -> None:
        if event == "fcntl.flock" or (seen and any(str(each).startswith(place) for each in arguments)):
            seen.append(event)
            if len(seen) > step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish_numbered(place, number)


def hold(place: str, ready) -> None:
    """Hold the lock with work half done, until killed."""
    store = open_store(place)
    with store.publishing():
        (store.root / "extracts" / f".{'0' * 32}").mkdir()
        ready.send(True)
        signal.pause()


def publish_limited(place: str, number: int, limit_bytes: int, answers) -> None:
    """Publish where no file may grow beyond a limit."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    try:
        answers.send(publish_numbered(place, number))
    except ExtractError as error:
        answers.send(str(error))
