"""What this version makes of a plan, one JSON document a line: ``python -m tests.frozen.probe PLAN OUT``."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.frozen import adapter, files, slides, vega
from tests.frozen.workbooks import workbook


def probed(plan: dict) -> Iterator[tuple[str, object]]:
    """What is asked for, and what is made of it."""
    extract = adapter.open_extract(files.DEMO)
    for asked in plan["figures"]:
        yield f"figure {asked['tag']}", _or_why_not(lambda asked=asked: _figure(extract, **asked))
    for state in plan["states"]:
        yield f"state {state['address']}", _or_why_not(lambda state=state: adapter.texts(state))


def _or_why_not(make: Callable[[], object]) -> object:
    """What is made, or how it failed, which the comparison tells also where both fail alike."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest of the plan is worth its minutes
        return {"failed": f"{type(error).__name__}: {error}"}


def _figure(extract: object, tag: str, drawn: bool) -> dict:
    made = adapter.make(extract, tag)
    found = {**adapter.told(made), "drawn": _or_why_not(lambda: adapter.drawn(made))}
    if drawn:
        found["spec"] = _or_why_not(lambda: _marks(made))
        found["slide"] = _or_why_not(lambda: slides.presentation(adapter.slide(made)))
        found["workbook"] = _or_why_not(lambda: _workbook(made))
    return found


def _marks(made: adapter.Made) -> list[dict]:
    spec = adapter.spec(made)
    return vega.marks(*spec) if spec else []


def _workbook(made: adapter.Made) -> dict:
    return workbook(adapter.workbook(made)) if adapter.has_workbook(made) else {}


def main(plan: str, out: str) -> None:
    """Write one line for each thing of the plan."""
    with Path(out).open("w", encoding="utf-8") as lines:
        for where, found in probed(json.loads(Path(plan).read_text(encoding="utf-8"))):
            lines.write(json.dumps([where, found], ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
