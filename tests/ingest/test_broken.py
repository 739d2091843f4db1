"""Named broken files: each is refused with the finding of its fault, and nothing of its rows is quoted."""

import gzip
import io
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.extract.findings import ExtractError
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import Office
from tests.ingest.workbooks import with_part, workbook, zipped

OFFICE = Office()
CONTENT = OFFICE.bytes()
SHEET = "xl/worksheets/sheet1.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def parquet(**changes: pa.Array) -> bytes:
    """The small file as Parquet, with columns replaced."""
    columns = dict(zip(OFFICE.headings, map(pa.array, zip(*OFFICE.rows, strict=True)), strict=True)) | changes
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content, write_page_checksum=True)
    return content.getvalue()


def error_in_the_amount(_book: object, page: object) -> None:
    page.write_formula("G3", "=1/0", None, "#DIV/0!")


def bare_formula(content: bytes) -> bytes:
    return content.replace(b"<v>4711</v>", b"<v></v>")


def formula(_book: object, page: object) -> None:
    page.write_formula("G3", "=4000+711", None, 4711)


def far_out(_book: object, page: object) -> None:
    page.write_string("XFD1048576", " x")


def swapped(one: str, other: str) -> bytes:
    """Two headings that have changed places."""
    return OFFICE.renamed(one, "?").renamed(other, one).renamed("?", other).bytes()


FILES: dict[str, tuple[bytes, str]] = {
    # The file as a whole
    "empty": (b"", "file-empty"),
    "only blank lines": (b"\n\n\n", "headings-missing"),
    "prose": (b"Vedlagt er tallene.\nHilsen oss\n", "headings-missing"),
    "rows without headings": (CONTENT.split(b"\n", 1)[1], "headings-missing"),
    "headings only": (CONTENT.split(b"\n", 1)[0] + b"\n", "rows-missing"),
    "headings only, no end of line": (CONTENT.split(b"\n", 1)[0], "rows-missing"),
    "headings and a total": (CONTENT.split(b"\n", 1)[0] + b"\nTotalsum;;;;;;0;0\n", "rows-missing"),
    "UTF-16 with its mark": (OFFICE.text().encode("utf-16"), "encoding-utf-16"),
    "UTF-16 without its mark": (OFFICE.text().encode("utf-16-le"), "encoding-utf-16"),
    "NUL bytes": (CONTENT.replace(b"30000", b"30\x0000"), "file-binary"),
    "a zeroed block": (CONTENT + bytes(4096), "file-binary"),
    "control bytes": (CONTENT.replace(b"30000", b"30\x0100"), "file-binary"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file-binary"),
    "UTF-8 with Latin-1 in it": (
        CONTENT + "s4;2023;0301;d4;ALIS-avtale;Avslått;1;0\n".encode("latin-1"),
        "encoding-mixed",
    ),
    "gzip": (gzip.compress(CONTENT), "file-kind"),
    "PDF": (b"%PDF-1.7\n" + CONTENT, "file-kind"),
    "a web page named CSV": (b"<html><table><tr><td>Kommunenr</td></tr></table></html>", "file-kind"),
    "XML": (b'<?xml version="1.0"?><rows/>', "file-kind"),
    "a zip file": (zipped(tilskudd_dot_csv=OFFICE.text()), "file-kind"),
    ".ods": (zipped(mimetype="application/vnd.oasis", content_dot_xml="<office/>"), "file-kind"),
    ".xlsb": (zipped(xl__workbook_dot_bin="x"), "file-kind"),
    ".xls": (OLD_OFFICE + "Workbook".encode("utf-16-le"), "file-xls"),
    "a workbook with a password": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    # CSV
    "a row with a cell too few": (CONTENT.replace(b";30000;0", b";30000"), "row-width"),
    "a row with a cell too many": (CONTENT.replace(b";30000;0", b";30;000;0"), "row-width"),
    "cut off within a row": (CONTENT[:-25], "row-width"),
    "another delimiter in the rows": (
        b"\n".join([CONTENT.split(b"\n")[0], *(row.replace(b";", b",") for row in CONTENT.split(b"\n")[1:])]),
        "row-width",
    ),
    "a quotation mark without its end": (CONTENT.replace(b"ALIS-avtale", b'"ALIS-avtale', 1), "row-width"),
    "cut off within quotation marks": (CONTENT[:-6] + b'"60000\n', "quote-open"),
    "a cell without end": (CONTENT[:-6] + b'"6000' + b"x;\n" * 4_000_000, "csv-broken"),
    # XLSX
    "a workbook cut off": (workbook(OFFICE)[:-400], "xlsx-broken"),
    "a workbook with a byte changed": (
        (lambda content: content[:2000] + bytes([content[2000] ^ 255]) + content[2001:])(workbook(OFFICE)),
        "xlsx-broken",
    ),
    "a sheet that is no XML": (with_part(workbook(OFFICE), SHEET, lambda part: part[:700]), "xlsx-broken"),
    "a workbook without sheets": (
        with_part(workbook(OFFICE), "xl/workbook.xml", lambda part: part.replace(b"<sheet ", b"<shut ")),
        "xlsx-broken",
    ),
    "an error value in an amount": (workbook(OFFICE, draw=error_in_the_amount), "cell-error"),
    "a formula without its value": (
        with_part(workbook(OFFICE, draw=formula), SHEET, bare_formula),
        "formula-without-value",
    ),
    "a cell far out": (workbook(OFFICE, draw=far_out), "sheet-too-large"),
    "a workbook of another table": (workbook(Office(("Navn", "Adresse"), (("x", "y"),))), "headings-missing"),
    # Parquet
    "Parquet cut off": (parquet()[:-20], "parquet-broken"),
    "Parquet with a byte changed": (
        (lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:])(parquet()),
        "parquet-broken",
    ),
    "encrypted Parquet": (b"PARE" + parquet()[4:], "file-kind"),
    "Parquet of another table": (
        (lambda sink: (pq.write_table(pa.table({"a": [1]}), sink), sink.getvalue())[1])(io.BytesIO()),
        "headings-missing",
    ),
    "Parquet with lists for amounts": (
        parquet(**{"Søkt beløp": pa.array([[1], [2], [3]])}),
        "amount-text",
    ),
    "Parquet with endless amounts": (
        parquet(**{"Søkt beløp": pa.array([1.0, float("inf"), 3.0])}),
        "amount-text",
    ),
    # Columns
    "no column of doctors": (OFFICE.without("Lege-id").bytes(), "heading-missing"),
    "no column of amounts": (OFFICE.without("Søkt beløp").bytes(), "heading-missing"),
    "an unknown heading on a column": (OFFICE.renamed("Vedtak", "Resultat 2").bytes(), "heading-missing"),
    "two columns for one": (OFFICE.with_column("Søknadsbeløp", ["1", "2", "3"]).bytes(), "heading-twice"),
    "the same heading twice": (
        Office((*OFFICE.headings, "Vedtak"), tuple((*row, "Avslag") for row in OFFICE.rows)).bytes(),
        "heading-twice",
    ),
    "municipality and type swapped": (swapped("Kommunenr", "Avtaletype"), "label-unknown"),
    "year and amount swapped": (swapped("Søknadsår", "Søkt beløp"), "number-text"),
    "decision and amount swapped": (swapped("Vedtak", "Søkt beløp"), "amount-text"),
    # Cells
    "a year in words": (OFFICE.with_cell("Søknadsår", 1, "i fjor").bytes(), "number-text"),
    "a date for a year": (OFFICE.with_cell("Søknadsår", 1, "01.01.2023").bytes(), "number-text"),
    "half a year": (OFFICE.with_cell("Søknadsår", 1, "2022,5").bytes(), "number-text"),
    "a year too large": (OFFICE.with_cell("Søknadsår", 1, "202300").bytes(), "number-text"),
    "an unknown type": (OFFICE.with_cell("Avtaletype", 0, "Stipend").bytes(), "label-unknown"),
    "an unknown decision": (OFFICE.with_cell("Vedtak", 0, "Kanskje").bytes(), "label-unknown"),
    "text in an amount": (OFFICE.with_cell("Søkt beløp", 2, "ukjent").bytes(), "amount-text"),
    "two amounts in a cell": (OFFICE.with_cell("Søkt beløp", 2, "100 000 / 2").bytes(), "amount-text"),
    "a power of ten": (OFFICE.with_cell("Søkt beløp", 2, "1,5E+05").bytes(), "amount-text"),
    "uneven thousands": (OFFICE.with_cell("Søkt beløp", 2, "12 34 567").bytes(), "amount-text"),
    "a comma of two meanings": (OFFICE.with_cell("Søkt beløp", 2, "30,000").bytes(), "amount-ambiguous"),
    "a point of two meanings": (OFFICE.with_cell("Søkt beløp", 2, "300.000").bytes(), "amount-ambiguous"),
    "a day that no month has": (
        OFFICE.with_column("Periode fra", ["31.06.2023", "", "01.01.2022"]).bytes(),
        "date-invalid",
    ),
    "a month that no year has": (
        OFFICE.with_column("Periode fra", ["2023-13-01", "", "2022-01-01"]).bytes(),
        "date-invalid",
    ),
    "a day number before any grant": (
        OFFICE.with_column("Periode fra", ["43100", "", ""]).bytes(),
        "date-invalid",
    ),
    "a day number that may be 5.03.23": (
        OFFICE.with_column("Periode fra", ["50323", "", ""]).bytes(),
        "date-invalid",
    ),
    "a date in digits only": (
        OFFICE.with_column("Periode fra", ["20230831", "", ""]).bytes(),
        "date-invalid",
    ),
    "an amount in half a parenthesis": (OFFICE.with_cell("Søkt beløp", 2, "(1 234").bytes(), "amount-text"),
    "an amount twice negative": (OFFICE.with_cell("Søkt beløp", 2, "(-1 234)").bytes(), "amount-text"),
    "a day of two meanings": (
        OFFICE.with_column("Periode fra", ["03/04/2023", "", ""]).bytes(),
        "date-invalid",
    ),
    # Doctors
    "an identity number": (OFFICE.with_cell("Lege-id", 1, "01019012345").bytes(), "doctor-identity"),
    "an identity number, 6 + 5": (OFFICE.with_cell("Lege-id", 1, "010190 12345").bytes(), "doctor-identity"),
    "a D-number": (OFFICE.with_cell("Lege-id", 1, "41019012345").bytes(), "doctor-identity"),
    "a name": (OFFICE.with_cell("Lege-id", 1, "Kari Nordmann").bytes(), "doctor-name"),
    "a name, surname first": (OFFICE.with_cell("Lege-id", 1, "Nordmann, Kari").bytes(), "doctor-name"),
    "an e-mail address": (OFFICE.with_cell("Lege-id", 1, "kari@kommune.no").bytes(), "doctor-name"),
    "a column of surnames": (
        OFFICE.with_column("Lege-id", ["Nordmann", "Hansen", "Ås-Olsen"]).bytes(),
        "doctor-name",
    ),
}  # fmt: skip


def test_a_changed_letter_in_checksummed_parquet_is_never_read(read: Reader):
    columns = dict(zip(OFFICE.headings, map(pa.array, zip(*OFFICE.rows, strict=True)), strict=True))
    sink = io.BytesIO()
    pq.write_table(
        pa.table(columns), sink, write_page_checksum=True, compression="none", use_dictionary=False
    )
    content = sink.getvalue()
    assert read(content).table.num_rows == 3
    with pytest.raises(ExtractError) as raised:
        read(content.replace(b"ALIS-avtale", b"ALIS_avtale"))
    assert [found.kind for found in raised.value.findings] == ["parquet-broken"]


def test_there_are_at_least_forty_of_them():
    assert len(FILES) >= 40


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_refused_with_its_fault(name: str, read: Reader):
    content, kind = FILES[name]
    with pytest.raises(ExtractError) as raised:
        read(content)
    findings = raised.value.findings
    assert kind in {found.kind for found in findings if found.level == "error"}
    assert findings[0].level == "error"
    text = str(raised.value)
    for secret in ("01019012345", "010190 12345", "41019012345", "Nordmann", "kari@", "Hansen", "s1", "d1"):
        assert secret not in text


def test_every_finding_has_a_kind_a_next_step_and_a_place(read: Reader):
    for content, _kind in FILES.values():
        with pytest.raises(ExtractError) as raised:
            read(content)
        for found in raised.value.findings:
            assert found.kind
            assert found.next_step
            assert found.file.startswith("tilskudd.csv")


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda: OFFICE.with_cell("Søkt beløp", 2, "ukjent"), (4,)),
        (lambda: OFFICE.with_column("Lege-id", ["010190 12345", "d2", "01019012345"]), (2, 4)),
        (lambda: OFFICE.with_cell("Avtaletype", 1, "Stipend"), (3,)),
    ],
)
def test_a_fault_of_cells_is_told_with_its_rows(
    change: Callable[[], Office], rows: tuple[int, ...], read: Reader
):
    with pytest.raises(ExtractError) as raised:
        read(b"Uttrekk\n\n" + change().bytes())
    (found,) = (found for found in raised.value.findings if found.level == "error")
    assert found.rows == tuple(row + 2 for row in rows)
    assert found.count == len(rows)


def test_everything_is_told_at_once(read: Reader):
    office = OFFICE.without("Vedtak").with_cell("Søkt beløp", 0, "x").with_cell("Lege-id", 0, "01019012345")
    with pytest.raises(ExtractError) as raised:
        read(office.with_column("Navn", ["Kari Nordmann", "Ola", "Per"]).bytes())
    kinds = [found.kind for found in raised.value.findings]
    assert set(kinds[:3]) == {"heading-missing", "amount-text", "doctor-identity"}
    assert {"heading-unknown", "column-absent"} == set(kinds[3:])


def test_a_missing_sheet_is_told_with_those_there_are(read: Reader):
    with pytest.raises(ExtractError, match="«Tilskudd 2023»") as raised:
        read(workbook(OFFICE, sheet="Tilskudd 2023"), sheet="Tilskot")
    assert [found.kind for found in raised.value.findings] == ["sheet-missing"]


def test_a_sheet_is_asked_of_a_workbook_only(read: Reader):
    with pytest.raises(ExtractError) as raised:
        read(CONTENT, sheet="Tilskudd")
    assert [found.kind for found in raised.value.findings] == ["sheet-missing"]
