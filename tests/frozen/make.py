"""Write the frozen files that are not there yet: ``python -m tests.frozen.make``.

What is there is left as it is: a frozen file says what an earlier version made, and is never made again.
"""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from tests.export import office
from tests.figures.catalogue import SELECTIONS
from tests.frozen import adapter, files, links, owner, slides
from tests.handmade import DATA

SOURCE = DATA / "extracts" / "demo-2023-10-20"
YEAR, VOSS = 2023, "counties=46&municipalities=4621"
# Every kind of drawing, table alone, key figures and two beside each other; every kind of filter.
SLIDES_NB = (
    ("key-figures?years=2023",),
    ("count-history?years=2023",),
    ("money-history?years=2023",),
    ("gross-and-net?years=2023",),
    ("yearly-growth?years=2023",),
    ("growth-by:by=county?years=2023",),
    ("region-map:metric=grants?years=2023",),
    ("region-map:level=municipality:metric=doctors_per_100k?years=2023&counties=46",),
    ("region-map:metric=doctors:scale=ramp?years=2022%2C2023&borders=2024&as_published=True",),
    ("region-ranking:metric=applied_nok?years=2023",),
    ("change-map:metric=grants?years=2023",),
    ("change-ranking:metric=doctors?years=2023",),
    ("year-maps:metric=grants?years=2023",),
    ("class-chart:by=centrality:measure=grants?years=2023",),
    ("class-chart:by=size_class:measure=shares?years=2023&grant_types=alis",),
    ("class-table:by=centrality?years=2023&sizes=d%2Ce",),
    ("never-applied?years=2023",),
    ("without-grants:by=county?years=2023",),
    ("came-and-left?years=2023&centralities=4%2C5",),
    ("changed-type?years=2023",),
    ("budget-steps?years=2023",),
    ("per-month?years=2023",),
    ("parts-of-applied?years=2023",),
    ("earlier-schemes?years=2023",),
    (f"by-year?years=2023&{VOSS}",),
    (f"among:by=centrality?years=2023&{VOSS}",),
    (f"shares?years=2023&{VOSS}",),
    ("region-map:metric=grants?years=2023", "region-ranking:metric=grants?years=2023"),
)
SLIDES_EN = tuple(
    tuple(f"{tag}&language=en" for tag in tags)
    for tags in (
        ("key-figures?years=2023&counties=46",),
        ("count-history?years=2023",),
        ("money-history?years=2023",),
        ("gross-and-net:of=outline?years=2023",),
        ("growth-by:by=centrality?years=2023",),
        ("region-map:metric=doctors?years=2023&borders=2024",),
        ("region-map:level=municipality:metric=grants:scale=ramp?years=2023",),
        ("region-ranking:level=municipality:metric=grants?years=2023&counties=46",),
        ("change-map:metric=grants:of=percent?years=2023",),
        ("change-ranking:metric=grants_per_100k?years=2023",),
        ("year-maps:metric=doctors:scale=ramp?years=2023",),
        ("class-chart:by=size_class:measure=applied_nok?years=2023",),
        ("class-shares:by=centrality?years=2023",),
        ("class-table:by=size_class?years=2023&grant_types=guidance",),
        ("never-applied?years=2023&counties=46%2C18",),
        ("earlier-schemes?years=2023",),
        (f"among:by=size_class?years=2023&{VOSS}",),
        ("region-map:metric=grants?years=2023", "class-chart:by=centrality:measure=doctors?years=2023"),
    )
)
WORKBOOK_TAG = "region-ranking:metric=grants_per_100k?years=2023"


def main() -> None:
    """Write what is missing, in an order in which what is needed is there."""
    _write_roots()
    _write(files.DECKS[0], lambda: _deck(files.DECKS[0], SLIDES_NB, "nb"))
    _write(files.DECKS[1], lambda: _deck(files.DECKS[1], SLIDES_EN, "en"))
    _write(files.DECKS[2], _round_trip)
    _write(files.WORKBOOK, lambda: adapter.workbook(adapter.make(_demo(), WORKBOOK_TAG)))
    _write(files.FIGURES, lambda: files.compact(_figures()).encode())
    _write(files.SELECTIONS, lambda: files.compact([adapter.query(each) for each in SELECTIONS]).encode())
    _write(files.LINKS, lambda: files.compact([links.shown(link) for link in links.drawn()]).encode())


def _write(name: str, make: Callable[[], bytes]) -> None:
    path = files.FOLDER / name
    if path.exists():
        print(f"{name} is there, and stays as it is")
        return
    path.write_bytes(make())
    print(f"{name}: {path.stat().st_size:,} bytes")


def _demo():
    return adapter.open_extract(files.DEMO)


def _write_roots() -> None:
    """A data folder with two extracts and their history, and the demo alone as before there was a history."""
    grants, budget = (pq.read_table(SOURCE / f"{name}.parquet") for name in ("grants", "budget"))
    if not files.WITH_HISTORY.exists():
        root = _root(files.WITH_HISTORY)
        for third, date in ((3, datetime.date(2023, 6, 30)), (2, datetime.date(2023, 10, 20))):
            adapter.add_extract(
                root,
                _every(grants, third),
                budget,
                produced_at=date,
                source=f"Hver {third}. rad av demoen",
                notes=("Radene er oppdiktet.",),
                published_at=datetime.datetime.combine(date, datetime.time(12), datetime.UTC),
            )
    if not files.WITHOUT_HISTORY.exists():
        root = _root(files.WITHOUT_HISTORY)
        manifest = adapter.open_extract(DATA).manifest
        adapter.add_extract(
            root,
            grants,
            budget,
            produced_at=manifest.produced_at,
            source=manifest.source,
            notes=manifest.notes,
            extract_id=SOURCE.name,
        )
        (root / "HISTORY").unlink()
    for left in files.FOLDER.glob("extracts/*/.lock"):
        left.unlink()


def _root(folder: Path) -> Path:
    """A data folder with the reference, without its sources."""
    shutil.copytree(DATA / "reference", folder / "reference", ignore=shutil.ignore_patterns("sources"))
    return folder


def _every(grants: pa.Table, nth: int) -> pa.Table:
    """Each n-th row in the order of ids."""
    ordered = grants.sort_by("grant_id")
    return ordered.take(pa.array(range(0, ordered.num_rows, nth)))


def _deck(name: str, entries: tuple[tuple[str, ...], ...], language: str) -> bytes:
    """A presentation of half the demo's grants as its owner left it, and a record of what the owner did."""
    extract = adapter.open_extract(files.WITH_HISTORY)
    presentation = slides.opened(adapter.deck(extract, entries, title="Til møtet", author="Avdelingen"))
    record = owner.edit(presentation, language).as_json
    path = files.FOLDER / files.DECK_FACTS
    known = files.read(files.DECK_FACTS) if path.exists() else {}
    path.write_text(files.compact({**known, name: {"slides": entries, "owner": record}}), encoding="utf-8")
    files.read.cache_clear()
    return slides.saved(presentation)


def _round_trip() -> bytes:
    """The Norwegian presentation after LibreOffice has opened and saved it."""
    with TemporaryDirectory() as folder:
        kind = "pptx:Impress MS PowerPoint 2007 XML"
        return office.convert(files.content(files.DECKS[0]), Path(folder), kind).read_bytes()


def _figures() -> dict:
    """Every name → the title it is searched by, and the title of the figure for Voss in 2023."""
    extract, found = _demo(), {}
    for name in adapter.names():
        tag = f"{name}?years={YEAR}&{VOSS}"
        made = adapter.make(extract, tag)
        found[name] = [adapter.title(extract, tag), adapter.told(made)["title"]]
    return {"searched": list(adapter.search(extract)), **found}


if __name__ == "__main__":
    main()
