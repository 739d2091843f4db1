"""Named variants of one file that mean the same: each gives the same table, and says what was mended."""

import datetime
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.extract.contract import GRANTS, schema
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import Office
from tests.ingest.workbooks import workbook

DAYS = (datetime.date(2023, 1, 1), None, datetime.date(2022, 2, 28))
# Three grants with dates and an amount of each kind, as an office writes them …
OFFICE = (
    Office()
    .with_column("Periode fra", ["01.01.2023", "", "28.02.2022"])
    .with_column("Utbetalt beløp", ["1234567", "", "0"])
)
CONTENT = OFFICE.bytes()
HEADINGS = OFFICE.text().split("\n")[0]
QUOTED = "\n".join(";".join(f'"{cell}"' for cell in cells) for cells in (OFFICE.headings, *OFFICE.rows))
# … and as they are.
EXPECTED = [
    ("s1", 2023, "0301", "d1", "alis", DAYS[0], "granted", 150_000, 1_234_567, 0),
    ("s2", 2023, "4601", "d2", "guidance", DAYS[1], "rejected", 30_000, None, 0),
    ("s3", 2022, "1835", "d3", "alis", DAYS[2], "partly_granted", 300_000, 0, 60_000),
]
NAMES = (
    "grant_id",
    "year",
    "municipality_code",
    "doctor_id",
    "grant_type",
    "period_start",
    "decision",
    "applied_nok",
    "paid_nok",
    "supplement_nok",
)


def amounts(*texts: str) -> bytes:
    """The file with these amounts paid."""
    return OFFICE.with_column("Utbetalt beløp", texts).bytes()


def cells(heading: str, *texts: str) -> bytes:
    return OFFICE.with_column(heading, texts).bytes()


def parquet(office: Office, changed: dict[str, pa.Array] | None = None) -> bytes:
    content = io.BytesIO()
    columns = dict(zip(office.headings, zip(*office.rows, strict=True), strict=True)) | (changed or {})
    pq.write_table(pa.table(columns), content)
    return content.getvalue()


def margins(_book: object, page: object) -> None:
    """Merged cells beside the table, and a note on a cell."""
    page.merge_range("M1:N3", "Kontroll")
    page.write_comment("A1", "sak")


FILES: dict[str, tuple[bytes, str]] = {
    # name → the file, and what must be told of it
    "as it is": (CONTENT, ""),
    "UTF-8 with BOM": (b"\xef\xbb\xbf" + CONTENT, ""),
    "Latin-1": (OFFICE.text().encode("latin-1"), ""),
    "the dash of Windows for nothing": (
        OFFICE.with_cell("Utbetalt beløp", 1, "–").text().encode("cp1252"),
        "",
    ),
    "commas": (OFFICE.text(",").encode(), ""),
    "tabs": (OFFICE.text("\t").encode(), ""),
    "line ends of Windows": (OFFICE.text(end="\r\n").encode(), ""),
    "line ends of old": (OFFICE.text(end="\r").encode(), ""),
    "no end of the last line": (CONTENT.rstrip(b"\n"), ""),
    "every cell in quotes": (QUOTED.encode(), ""),
    "quotes of a title without end": (b'Uttrekk "A;\n' + CONTENT, ""),
    "blank lines between": (CONTENT.replace(b"\n", b"\n\n"), ""),
    "rows of empty cells": (CONTENT + b";;;;;;;;;\n" * 3, ""),
    "title rows above": (b"Tilskudd 2023\nKilde;Systemet\n;;;\n\n" + CONTENT, ""),
    "a total below": (CONTENT + b"Totalsum;;;;;;480000;60000;;1234567\n", "total-row"),
    "a total in few cells": (CONTENT + b"Sum\n", "total-row"),
    "a total for each group": (CONTENT.replace(b"\ns3", b"\nSum;;;;;;180000;0;;\ns3"), "total-row"),
    "a line of source below": (CONTENT + b"Kilde: tilskuddssystemet\n", "text-row"),
    "a column of names": (OFFICE.with_column("Navn", ["Kari N", "Ola N", "P N"]).bytes(), "heading-unknown"),
    "a column without heading": (OFFICE.with_column("", ["", "", "x"]).bytes(), ""),
    "headings in capitals": (CONTENT.replace(HEADINGS.encode(), HEADINGS.upper().encode()), ""),
    "a heading over two lines": (CONTENT.replace("Søkt beløp".encode(), '"Søkt\nbeløp"'.encode(), 1), ""),
    "headings without æ, ø and å": (
        OFFICE.renamed("Søknadsår", "Soeknadsaar").renamed("Søkt beløp", "SOKT_BELOP").bytes(),
        "",
    ),
    "headings with units": (OFFICE.renamed("Søkt beløp", "Søkt beløp (kr)").bytes(), ""),
    "other headings": (
        OFFICE.renamed("Kommunenr", "Kommunenummer").renamed("Vedtak", "Vedtaksstatus").bytes(),
        "",
    ),
    "contract names": (OFFICE.renamed("Kommunenr", "municipality_code").bytes(), ""),
    "labels in other words": (cells("Vedtak", "full innvilgelse", "AVSLÅTT", "delvis  innvilget"), ""),
    "contract values": (cells("Avtaletype", "alis", "guidance", "ALIS"), ""),
    "spaces around cells": (CONTENT.replace(b";", b" ; "), ""),
    "hard spaces around cells": (CONTENT.replace(b";", b" ; "), ""),
    "spaces for thousands": (amounts("1 234 567", "", "0"), ""),
    "hard spaces for thousands": (amounts("1\u00a0234\u00a0567", "-", "0"), ""),
    "thin spaces for thousands": (amounts("1\u2009234\u202f567", "–", "0"), ""),
    "points for thousands": (amounts("1.234.567", "", "0"), ""),
    "points and a comma": (amounts("1.234.567,00", "", "0,00"), ""),
    "commas and a point": (amounts("1,234,567.00", "", "0.00"), ""),
    "kroner in words": (amounts("kr 1 234 567,-", "", "0 kr"), ""),
    "øre below half": (amounts("1234567,49", "", "0,4"), "amount-rounded"),
    "øre from half": (amounts("1234566,50", "", "-0,4"), "amount-rounded"),
    "dates with one digit": (cells("Periode fra", "1.1.2023", "", "28.2.2022"), ""),
    "dates with short years": (cells("Periode fra", "01.01.23", "", "28.02.22"), ""),
    "ISO dates": (cells("Periode fra", "2023-01-01", "", "2022-02-28"), ""),
    "dates with a time": (cells("Periode fra", "2023-01-01 00:00:00", "", "28.02.2022 12:30"), ""),
    # 44927 is 1 January 2023 and 44620 is 28 February 2022, as LibreOffice shows them.
    "day numbers as text": (cells("Periode fra", "44927", "", "44620"), "date-serial"),
    "day numbers with a time": (cells("Periode fra", "44927,5", "", "44620.25"), "date-serial"),
    "day numbers in a workbook": (workbook(OFFICE, I2=44927, I4=44620.25), "date-serial"),
    "a day number beside real dates": (workbook(OFFICE, I2=44927, I4=DAYS[2]), "date-serial"),
    "a workbook that counts from 1904": (workbook(OFFICE, from_1904=True, I2=43465, I4=43158), "date-serial"),
    "real dates counted from 1904": (workbook(OFFICE, from_1904=True, I2=DAYS[0], I4=DAYS[2]), ""),
    "day numbers in Parquet": (
        parquet(OFFICE, {"Periode fra": pa.array([44927, None, 44620], pa.int32())}),
        "date-serial",
    ),
    "nothing in parentheses": (amounts("1234567", "", "(0)"), "amount-parentheses"),
    "years with decimals": (cells("Søknadsår", "2023.0", "2023,0", "2022"), ""),
    "lost zeros": (cells("Kommunenr", "301", "4601", "1835"), "municipality-zero"),
    "numbers with names": (cells("Kommunenr", "0301 Oslo", "Bergen (4601)", "1835 - Træna"), ""),
    "a workbook": (workbook(OFFICE), ""),
    "a workbook with real dates": (workbook(OFFICE, I2=DAYS[0], I4=DAYS[2]), ""),
    "a workbook with øre": (workbook(OFFICE, J2=1234566.5), "amount-rounded"),
    "a workbook with more around": (workbook(OFFICE, draw=margins), "heading-unknown"),
    "Parquet": (parquet(OFFICE), ""),
}  # fmt: skip


def test_there_are_at_least_twenty_of_them():
    assert len(FILES) >= 20


@pytest.mark.parametrize("name", FILES)
def test_a_harmless_variant_gives_the_same_table(name: str, read: Reader):
    content, kind = FILES[name]
    ingested = read(content)
    rows = [tuple(row[name] for name in NAMES) for row in ingested.table.to_pylist()]
    assert rows == EXPECTED
    assert ingested.table.schema.equals(schema(GRANTS))
    told = {found.kind for found in ingested.findings} - {"column-absent"}
    assert told == ({kind} if kind else set())
    assert all(found.level == "note" for found in ingested.findings)


def test_what_a_day_number_was_read_as_is_told_with_its_rows(read: Reader):
    ingested = read(cells("Periode fra", "01.01.2023", "45200", "44620"))
    (found,) = (found for found in ingested.findings if found.kind == "date-serial")
    assert (found.rows, found.example) == ((3, 4), "«45200» → 1. oktober 2023")


def test_an_amount_in_parentheses_is_negative_and_told_with_its_row(read: Reader):
    ingested = read(amounts("1 234 567", "(1 234)", "0"))
    assert ingested.table["paid_nok"].to_pylist() == [1_234_567, -1234, 0]
    (found,) = (found for found in ingested.findings if found.kind == "amount-parentheses")
    assert (found.level, found.rows, found.example) == ("note", (3,), "«(1 234)»")


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read: Reader):
    # 1 title, 2 blank, 3 headings, 4 s1, 5 blank, 6 total, 7 s2 over two lines of the editor, 8 s3
    office = OFFICE.with_column("Merknad", ["", '"to\nlinjer"', ""])
    lines = office.text().split("\n")
    lines[2:2] = ["", "Sum"]
    ingested = read(("Tittel\n\n" + "\n".join(lines)).encode())
    assert ingested.row_numbers.to_pylist() == [4, 7, 8]
    (total,) = (found for found in ingested.findings if found.kind == "total-row")
    assert total.rows == (6,)


def test_cells_of_several_lines_are_whole_where_one_block_of_the_file_meets_the_next(read: Reader):
    row = ";".join(OFFICE.rows[0])
    note = '"' + "linje\n" * 20 + '"'
    rows = "".join(f"{row};{note}\n" for _number in range(40_000))  # 8 MB, in blocks of 4
    ingested = read(f"{HEADINGS};Merknad\n{rows}".encode())
    assert ingested.row_numbers.to_pylist() == list(range(2, 40_002))


def test_rows_of_a_workbook_are_numbered_as_it_shows_them(read: Reader):
    office = Office(OFFICE.headings, (OFFICE.rows[0], ("",) * 10, OFFICE.rows[1], ("Sum", *("",) * 9)))
    ingested = read(workbook(office))
    assert ingested.row_numbers.to_pylist() == [2, 4]
    (total,) = (found for found in ingested.findings if found.kind == "total-row")
    assert total.rows == (5,)


def test_grants_without_ids_are_numbered_in_their_order(read: Reader):
    ingested = read(OFFICE.without("Saksnummer").bytes())
    assert ingested.table["grant_id"].to_pylist() == ["row-0000001", "row-0000002", "row-0000003"]
    assert "grant-id-made" in {found.kind for found in ingested.findings}


def test_an_empty_cell_that_may_not_be_empty_is_left_for_the_contract_to_name(read: Reader):
    ingested = read(OFFICE.with_cell("Vedtak", 1, "").bytes())
    assert ingested.table["decision"].to_pylist() == ["granted", None, "partly_granted"]


def test_a_sheet_is_found_by_name_and_the_first_one_without(read: Reader):
    def second(book: object, page: object) -> None:
        other = book.add_worksheet("Andre")
        other.write_row(0, 0, OFFICE.headings)
        other.write_row(1, 0, ["t1", 2023, "0301", "d1", "ALIS", "Avslag", 5, 0, "", ""])

    content = workbook(OFFICE, draw=second)
    assert read(content).table.num_rows == 3
    assert read(content, sheet="Andre").table["applied_nok"].to_pylist() == [5]


def test_a_heading_that_could_be_a_number_of_a_person_is_named_by_its_place(read: Reader):
    ingested = read(OFFICE.with_column("01019012345", ["", "", ""]).bytes())
    (unknown,) = (found for found in ingested.findings if found.kind == "heading-unknown")
    assert "01019012345" not in str(unknown)
    assert "kolonne K" in unknown.fault
