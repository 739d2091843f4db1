"""``python -m tests.bench.ingest``: what reading a million grants costs, beside pandas reading the same file.

pandas only splits the CSV into columns and finds their types; we also read amounts and dates, mend numbers
of municipalities, look for persons among the doctors and number every row. Exit code 1 when a must is broken.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

REPOSITORY = Path(__file__).parents[2]
ROWS = {"csv": 1_000_000, "xlsx": 200_000}
MOST_SECONDS = 60  # for a million rows of CSV; "well under a minute" where nothing else runs
MOST_CSV_MB = 1_000
HEADINGS = (
    *("Saksnummer", "Søknadsår", "Kommunenr", "Lege-id", "Avtaletype", "Driftsform", "Stillingstype"),
    *("Periode fra", "Periode til", "Vedtak", "Søkt beløp", "Innvilget beløp", "Utbetalt beløp", "Tillegg"),
    "Sentralitet",
)
READERS = ("ours", "ours, with a key", "pandas")


def main() -> int:
    """Write the files, read each in a process of its own, and print the table."""
    broken = False
    print(f"{'file':5} {'reader':17} {'rows':>9} {'s':>6} {'rows/s':>8} {'peak MB':>8} {'of pandas':>9}")
    with TemporaryDirectory() as folder:
        for kind, rows in ROWS.items():
            path = Path(folder) / f"grants.{kind}"
            (write_csv if kind == "csv" else write_xlsx)(path, rows)
            costs = {reader: measure(reader, path) for reader in READERS}
            for reader, (seconds, peak_mb) in costs.items():
                speed, ratio = rows / seconds, costs["pandas"][0] / seconds
                print(f"{kind:5} {reader:17} {rows:9,} {seconds:6.1f}", end=" ")
                print(f"{speed:8,.0f} {peak_mb:8,.0f} {ratio:9.2f}", flush=True)
            if kind == "csv":
                seconds, peak_mb = costs["ours"]
                broken = seconds > MOST_SECONDS or peak_mb > MOST_CSV_MB
    verdict = "broken" if broken else "holds"
    print(f"\nMust: a million rows of CSV within {MOST_SECONDS} s and {MOST_CSV_MB} MB: {verdict}.")
    return int(broken)


def measure(reader: str, path: Path) -> tuple[float, float]:
    """Seconds and the largest memory in MB of a process that reads the file."""
    command = [sys.executable, "-m", "tests.bench.ingest", reader, str(path)]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    seconds, peak_mb = ran.stdout.split()
    return float(seconds), float(peak_mb)


def read(reader: str, path: Path) -> None:
    """Read the file once, and print seconds and peak memory."""
    if reader == "pandas":
        import pandas as pd

        started = time.perf_counter()
        if path.suffix == ".csv":
            table = pd.read_csv(path, sep=";", encoding="cp1252")
        else:
            table = pd.read_excel(path, engine="calamine")
    else:
        from lib.ingest import read_grants, read_mapping
        from tests.handmade import committed_reference

        mapping, reference = read_mapping(), committed_reference()
        key = b"a key of the bench" if reader.endswith("key") else None
        started = time.perf_counter()
        table = read_grants(path, mapping, reference, pseudonym_key=key).table
    seconds = time.perf_counter() - started
    if len(table) != ROWS[path.suffix[1:]]:
        raise RuntimeError(f"{reader} read {len(table)} rows")
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 10))


def rows_of(rows: int) -> Iterator[list[str | int]]:
    """Grants as they could be: every id and most amounts differ, and half of the zeros are lost."""
    chance = random.Random(5)
    for number in range(rows):
        code = chance.choice(("301", "0301", "4601", "1835", "1103"))
        doctor, nok = f"d{chance.getrandbits(64):016x}", chance.randrange(10_000, 300_000)
        labels = ("ALIS-avtale", "Næringsdrift", "Fastlege", "01.10.2022", "31.08.2023", "Full innvilgelse")
        yield [f"2023-{number:07d}", 2023, code, doctor, *labels, nok, nok, nok, 0, number % 6 + 1]


def write_csv(path: Path, rows: int) -> None:
    """As Excel writes it in Norway: semicolons, Latin-1, hard spaces and decimal commas."""
    with path.open("w", encoding="cp1252") as file:
        file.write(";".join(HEADINGS) + "\n")
        for row in rows_of(rows):
            amounts = (f"{nok:,}".replace(",", "\u00a0") + ",00" for nok in row[10:14])
            file.write(";".join(map(str, [*row[:10], *amounts, row[14]])) + "\n")


def write_xlsx(path: Path, rows: int) -> None:
    """Real numbers for amounts, text for the rest."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("Tilskudd")
        page.write_row(0, 0, HEADINGS)
        for at, row in enumerate(rows_of(rows), start=1):
            page.write_row(at, 0, row)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        read(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
