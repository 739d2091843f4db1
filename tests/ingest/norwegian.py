"""Tables of the contract as a Norwegian office would write them: CSV in several dialects, and XLSX."""

import csv
import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import xlsxwriter

GRANT_HEADINGS = {
    "grant_id": "Saksnummer",
    "year": "Søknadsår",
    "municipality_code": "Kommunenr.",
    "doctor_id": "Lege-ID",
    "grant_type": "Avtaletype",
    "practice_form": "Driftsform",
    "position_type": "Stillingstype",
    "period_start": "Periode fra",
    "period_end": "Periode til",
    "decision": "Vedtak",
    "applied_nok": "Søkt beløp",
    "granted_nok": "Innvilget beløp",
    "paid_nok": "Utbetalt beløp",
    "supplement_nok": "Tilleggselementer",
    "centrality": "Sentralitet",
}
BUDGET_HEADINGS = {
    "year": "År",
    "scheme": "Ordning",
    "months": "Antall måneder",
    "budget_nok": "Samlet budsjett",
    "announced_nok": "Utlyst",
    "carried_over_nok": "Overført",
    "applied_nok": "Søkt",
    "granted_nok": "Innvilget",
    "paid_nok": "Utbetalt",
    "grants": "Antall tilskudd",
    "source": "Kilde",
}
LABELS = {
    "alis": "ALIS-avtale",
    "guidance": "Kun veiledning",
    "self_employed": "Næringsdrift",
    "salaried": "Fastlønn",
    "gp": "Fastlege",
    "introduction": "Introduksjonsavtale",
    "other_municipal": "Annen kommunal stilling",
    "guidance_only": "Kun veiledning",
    "granted": "Full innvilgelse",
    "partly_granted": "Delvis innvilgelse",
    "rejected": "Avslag",
    "dismissed": "Avvisning",
    "pending": "Under behandling",
    "national": "Nasjonal ALIS og veiledning",
    "alis_self_employed": "ALIS næringsdrift",
    "alis_salaried": "ALIS fastlønn",
    "guidance_lis3": "Veiledning LIS3",
}


def spaced(nok: int) -> str:
    return f"{nok:,}".replace(",", "\u00a0") + ",00"


def pointed(nok: int) -> str:
    return f"{nok:,}".replace(",", ".") + ",00"


def english(nok: int) -> str:
    return f"{nok:,}.00"


def with_kroner(nok: int) -> str:
    return "kr " + f"{nok:,}".replace(",", " ") + ",-"


@dataclass(frozen=True)
class Dialect:
    """How one office writes CSV."""

    name: str
    delimiter: str = ";"
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    amount: Callable[[int], str] = spaced
    day: str = "%d.%m.%Y"
    above: Sequence[str] = ("Uttrekk fra tilskuddssystemet", "")
    has_total: bool = True
    quoting: int = csv.QUOTE_MINIMAL


DIALECTS = (
    Dialect("semicolons in UTF-8, hard spaces"),
    Dialect("Excel's CSV UTF-8 with BOM", encoding="utf-8-sig", amount=pointed),
    Dialect("Latin-1 with kr", encoding="cp1252", amount=with_kroner, line_end="\n"),
    Dialect("commas and quotes", delimiter=",", quoting=csv.QUOTE_ALL, day="%Y-%m-%d"),
    Dialect("English Excel", delimiter=",", amount=english, day="%Y-%m-%d 00:00:00", above=()),
    Dialect("tabs, nothing around the table", delimiter="\t", amount=str, above=(), has_total=False),
    Dialect("hint to Excel above, old line ends", above=("sep=;",), line_end="\r", amount=pointed),
)


def csv_bytes(table: pa.Table, headings: dict[str, str], dialect: Dialect) -> bytes:
    """The table as CSV of the dialect."""
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=dialect.delimiter, lineterminator=dialect.line_end, quoting=dialect.quoting
    )
    for line in dialect.above:
        text.write(line + dialect.line_end)
    writer.writerow(headings.values())
    for row in table.select(list(headings)).to_pylist():
        writer.writerow(_written(name, value, dialect) for name, value in row.items())
    if dialect.has_total:
        writer.writerow(["Totalsum", *("" for _name in list(headings)[1:])])
    return text.getvalue().encode(dialect.encoding)


def _written(name: str, value: object, dialect: Dialect) -> str:
    if value is None:
        return ""
    if name.endswith("_nok"):
        return dialect.amount(value)
    if isinstance(value, datetime.date):
        return value.strftime(dialect.day)
    return LABELS.get(value, str(value))


def write_xlsx(path: Path, table: pa.Table, headings: dict[str, str], *, sheet: str = "Tilskudd") -> Path:
    """The table as a workbook: lines above in merged cells, real dates and numbers, a total below."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        page = book.add_worksheet(sheet)
        formats = {
            "day": book.add_format({"num_format": "dd.mm.yyyy"}),
            "nok": book.add_format({"num_format": "#,##0.00"}),
        }
        page.merge_range(0, 0, 0, len(headings) - 1, "Uttrekk fra tilskuddssystemet")
        page.write_string(1, 0, "Kilde: tilskuddssystemet, 20.10.2023")
        page.write_row(3, 0, headings.values())
        rows = table.select(list(headings)).to_pylist()
        for at, row in enumerate(rows, start=4):
            for place, (name, value) in enumerate(row.items()):
                _write_cell(page, at, place, name, value, formats)
        page.write_string(len(rows) + 4, 0, "Totalsum")
        for place, name in enumerate(headings):
            if name.endswith("_nok"):
                total = sum(row[name] or 0 for row in rows)
                page.write_formula(len(rows) + 4, place, "=SUM(A1:A1)", formats["nok"], total)
    return path


def _write_cell(page: object, at: int, place: int, name: str, value: object, formats: dict) -> None:
    if value is None:
        page.write_blank(at, place, None, formats["nok"])
    elif isinstance(value, datetime.date):
        page.write_datetime(at, place, value, formats["day"])
    elif name.endswith("_nok"):
        page.write_number(at, place, value, formats["nok"])
    elif isinstance(value, int):
        page.write_number(at, place, value)
    else:
        page.write_string(at, place, LABELS.get(value, value))


@dataclass(frozen=True)
class Office:
    """A small file, written by hand: three grants with all columns that may not be missing."""

    headings: tuple[str, ...] = (
        "Saksnummer",
        "Søknadsår",
        "Kommunenr",
        "Lege-id",
        "Avtaletype",
        "Vedtak",
        "Søkt beløp",
        "Tillegg",
    )
    rows: tuple[tuple[str, ...], ...] = (
        ("s1", "2023", "0301", "d1", "ALIS-avtale", "Innvilget", "150000", "0"),
        ("s2", "2023", "4601", "d2", "Kun veiledning", "Avslag", "30000", "0"),
        ("s3", "2022", "1835", "d3", "ALIS-avtale", "Delvis innvilgelse", "300000", "60000"),
    )

    def with_cell(self, heading: str, row: int, value: str) -> "Office":
        """The file with one cell changed; rows count from 0."""
        place = self.headings.index(heading)
        rows = [list(cells) for cells in self.rows]
        rows[row][place] = value
        return Office(self.headings, tuple(map(tuple, rows)))

    def with_column(self, heading: str, values: Sequence[str]) -> "Office":
        """The file with a column more, or another one in its place."""
        if heading in self.headings:
            changed = self
            for row, value in enumerate(values):
                changed = changed.with_cell(heading, row, value)
            return changed
        rows = tuple((*cells, value) for cells, value in zip(self.rows, values, strict=True))
        return Office((*self.headings, heading), rows)

    def without(self, heading: str) -> "Office":
        """The file with a column less."""
        place = self.headings.index(heading)
        rows = tuple(cells[:place] + cells[place + 1 :] for cells in self.rows)
        return Office(self.headings[:place] + self.headings[place + 1 :], rows)

    def renamed(self, heading: str, other: str) -> "Office":
        """The file with another heading on a column."""
        return Office(tuple(other if each == heading else each for each in self.headings), self.rows)

    def text(self, delimiter: str = ";", end: str = "\n") -> str:
        """The file as CSV."""
        return end.join(delimiter.join(cells) for cells in (self.headings, *self.rows)) + end

    def bytes(self) -> bytes:
        """The file as CSV in UTF-8."""
        return self.text().encode()
