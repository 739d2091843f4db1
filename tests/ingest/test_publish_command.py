"""``python -m lib publish`` from the owner's files to an extract in use, and looking after extracts."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from lib.__main__ import main
from lib.extract.findings import ExtractError
from lib.extract.place import open_store
from lib.extract.read import current_id, open_extract
from lib.extract.reference import load
from lib.ingest.delivery import Delivery, check_delivery, publish_delivery
from tests.handmade import DATA, make_folder
from tests.ingest.norwegian import BUDGET_HEADINGS, DIALECTS, GRANT_HEADINGS, csv_bytes, write_xlsx
from tests.metrics.rows import demo_extract

DEMO = "demo-2023-10-20"
KEY = "a secret of the owner's, long enough"


def run(*arguments: object) -> Result:
    """The command line, as it would end; an exception of ours is a failure of the test."""
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes; the lock of a publication is not of the data."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture
def delivered(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """The demo extract as the owner would deliver it, its grants changed or not: two CSV files."""

    def deliver(change: Callable[[pa.Table], pa.Table] = lambda table: table) -> tuple[Path, Path]:
        demo = demo_extract()
        grants, budget = tmp_path / "tilskudd.csv", tmp_path / "budsjett.csv"
        grants.write_bytes(csv_bytes(change(demo.grants), GRANT_HEADINGS, DIALECTS[0]))
        budget.write_bytes(csv_bytes(demo.budget, BUDGET_HEADINGS, DIALECTS[0]))
        return grants, budget

    return deliver


def half(table: pa.Table) -> pa.Table:
    return table.slice(0, table.num_rows // 2)


def replaced(column: str, row: int, value: str) -> Callable[[pa.Table], pa.Table]:
    """A change of one cell, as text."""

    def change(table: pa.Table) -> pa.Table:
        values = [str(each) if each is not None else None for each in table[column].to_pylist()]
        values[row] = value
        return table.set_column(table.schema.get_field_index(column), column, pa.array(values))

    return change


def spoil(file: Path, *, row: int, heading: str, cell: str) -> None:
    """Put something else in a cell of a CSV file whose headings stand in row 3; rows count from 1."""
    lines = file.read_text(encoding="utf-8").split("\n")
    cells, place = lines[row - 1].split(";"), lines[2].split(";").index(heading)
    cells[place] = cell
    lines[row - 1] = ";".join(cells)
    file.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_demo_extract_comes_back_equal_from_the_owners_files(tmp_path: Path, delivered, form: str):
    demo, place = demo_extract(), make_folder(tmp_path / "data")
    grants, budget = delivered()
    if form == "xlsx":
        grants = write_xlsx(tmp_path / "tilskudd.xlsx", demo.grants, GRANT_HEADINGS)
    if form == "parquet":
        grants = DATA / "extracts" / DEMO / "grants.parquet"
        budget = DATA / "extracts" / DEMO / "budget.parquet"
    arguments = ("--grants", grants, "--budget", budget, "--date", "2023-10-20", "--synthetic")
    done = run("publish", "--data", place, *arguments, "--source", "Fra saksbehandlingssystemet")
    assert done.exit_code == 0, done.output
    made = open_extract(place)
    assert made.grants.equals(demo.grants)
    assert made.budget.equals(demo.budget)
    assert made.manifest.source == "Fra saksbehandlingssystemet"
    assert made.manifest.synthetic
    assert made.manifest.id.startswith("2023-10-20-")
    assert f"Publisert og i bruk: {made.manifest.id}" in done.output


def test_an_error_stops_and_changes_nothing(data: Path, delivered):
    before = everything(data)
    grants, budget = delivered()
    spoil(grants, row=11, heading="Søkt beløp", cell="mye")
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget, "--accept-warnings")
    assert done.exit_code == 1
    assert "tilskudd.csv, kolonne" in done.output
    assert "rad 11" in done.output
    assert everything(data) == before


def test_the_faults_of_both_files_are_told_at_once(data: Path, delivered):
    grants, budget = delivered()
    spoil(grants, row=11, heading="Søkt beløp", cell="mye")
    budget.write_bytes(b"")
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget)
    assert done.exit_code == 1
    assert "tilskudd.csv" in done.output
    assert "budsjett.csv: Filen er tom." in done.output


def test_a_warning_waits_for_somebodys_word(data: Path, delivered):
    before = everything(data)
    grants, budget = delivered(half)
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic")
    done = run(*command)
    assert done.exit_code == 3
    assert "--accept-warnings" in done.output
    assert "Hele landet" in done.output, "the differences to approve"
    assert everything(data) == before
    done = run(*command, "--accept-warnings")
    assert done.exit_code == 0
    assert open_extract(data).grants.num_rows == 3829 // 2
    assert (data / "extracts" / DEMO / "grants.parquet").read_bytes() == before[
        f"extracts/{DEMO}/grants.parquet"
    ]


def test_a_dry_run_publishes_nothing(data: Path, delivered):
    before = everything(data)
    grants, budget = delivered()
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget, "--dry-run", "--synthetic")
    assert done.exit_code == 0
    assert everything(data) == before


def test_the_report_is_text_json_and_a_page(data: Path, delivered, tmp_path: Path):
    grants, budget = delivered(half)
    page = tmp_path / "rapport.html"
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic")
    done = run(*command, "--json", "--report", page)
    assert done.exit_code == 3
    told = json.loads(done.stdout)
    assert told["published"] is None
    assert told["outcome"].startswith("Ingenting er publisert.")
    found = told["findings"]
    kinds = {each["kind"] for each in found}
    assert "whole-moved" in kinds
    assert all(each["level"] in ("error", "warning", "note") and each["next_step"] for each in found)
    shown = page.read_text(encoding="utf-8")
    assert shown.startswith("<!doctype html><html lang=nb>")
    assert "Kontroll av et nytt uttrekk" in shown
    assert "Unike leger" in shown
    assert "tilskudd.csv og budsjett.csv" in shown
    assert "Ingenting er publisert." in shown
    assert all(each["fault"].replace("&", "&amp;").replace("<", "&lt;") in shown for each in found)


def test_no_doctor_is_in_what_is_told(data: Path, delivered, tmp_path: Path):
    ids = set(demo_extract().grants["doctor_id"].to_pylist())
    grants, budget = delivered(half)
    page = tmp_path / "rapport.html"
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--report", page)
    told = run(*command).output + run(*command, "--json").output + page.read_text(encoding="utf-8")
    assert [each for each in ids if each in told] == []


def test_an_identity_number_is_refused_and_never_repeated(data: Path, delivered):
    grants, budget = delivered(replaced("doctor_id", 0, "01017012345"))
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget)
    assert done.exit_code == 1
    assert "01017012345" not in done.output
    assert "pseudonym" in done.output.lower()


def test_pseudonyms_are_made_before_anything_is_written(data: Path, delivered, monkeypatch):
    grants, budget = delivered(replaced("doctor_id", 0, "01017012345"))
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--pseudonymise")
    monkeypatch.delenv("ALIS_PSEUDONYM_KEY", raising=False)
    done = run(*command)
    assert done.exit_code == 1
    assert "ALIS_PSEUDONYM_KEY" in done.output
    monkeypatch.setenv("ALIS_PSEUDONYM_KEY", KEY)
    done = run(*command, "--accept-warnings")
    assert done.exit_code == 0, done.output
    made = open_extract(data)
    ids, old = made.grants["doctor_id"].to_pylist(), demo_extract().grants["doctor_id"].to_pylist()
    assert not set(ids) & {*old, "01017012345"}
    # The same doctor has the same pseudonym in every row, and no two doctors share one.
    pairs = set(zip(old[1:], ids[1:], strict=True))
    assert len(pairs) == len({one for one, _other in pairs}) == len({other for _one, other in pairs})
    written = b"".join(everything(data / "extracts" / made.manifest.id).values())
    assert b"01017012345" not in written
    assert KEY.encode() not in written
    assert KEY not in done.output


def test_without_a_budget_the_one_in_use_goes_on(data: Path, delivered, tmp_path: Path):
    grants, _budget = delivered()
    assert run("publish", "--data", data, "--grants", grants, "--synthetic").exit_code == 0
    assert open_extract(data).budget.equals(demo_extract().budget)
    first = make_folder(tmp_path / "first")
    done = run("publish", "--data", first, "--grants", grants)
    assert done.exit_code == 1
    assert "--budget" in done.output


def test_what_was_mended_follows_the_extract(data: Path, delivered):
    grants, budget = delivered()
    text = grants.read_text(encoding="utf-8")
    grants.write_text(text.replace(";0301;", ";301;"), encoding="utf-8")
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic")
    assert done.exit_code == 0, done.output
    made = open_extract(data)
    oslo = demo_extract().grants["municipality_code"].to_pylist().count("0301")
    assert any(str(oslo) in note and "null" in note for note in made.manifest.notes), made.manifest.notes
    assert made.grants.equals(demo_extract().grants)


def test_extracts_are_listed_compared_and_rolled_back(data: Path, delivered):
    grants, budget = delivered(half)
    run("publish", "--data", data, "--grants", grants, "--budget", budget, "--accept-warnings", "--synthetic")
    made = current_id(data)
    listed = run("list", "--data", data).output.splitlines()
    assert [line[:2] for line in listed] == ["* ", "  "]
    assert made in listed[0]
    assert DEMO in listed[1]
    assert "syntetisk" in listed[1]

    compared = run("diff", "--data", data, DEMO, made).output
    assert f"I {DEMO}" in compared
    assert "3\N{NO-BREAK SPACE}829" not in compared, "years are not summed"

    done = run("rollback", "--data", data)
    assert done.exit_code == 0
    assert current_id(data) == DEMO
    assert run("rollback", "--data", data).exit_code == 1, "nothing was in use before the first"
    assert run("rollback", "--data", data, "--to", made).exit_code == 0
    assert current_id(data) == made
    assert run("check", "--data", data, DEMO).exit_code == 0
    done = run("rollback", "--data", data, "--to", "../reference")
    assert done.exit_code == 1
    assert current_id(data) == made


def test_an_extract_in_use_that_is_broken_can_be_replaced(data: Path, delivered):
    path = data / "extracts" / DEMO / "grants.parquet"
    path.chmod(0o644)
    path.write_bytes(b"")
    grants, budget = delivered()
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget)
    done = run(*command)
    assert done.exit_code == 3
    assert "Uttrekket i bruk kan ikke leses" in done.output
    assert run(*command, "--accept-warnings").exit_code == 0
    assert open_extract(data).grants.equals(demo_extract().grants)


def test_the_reference_of_a_place_is_needed_first(tmp_path: Path, delivered):
    grants, budget = delivered()
    (tmp_path / "new").mkdir()
    done = run("publish", "--data", tmp_path / "new", "--grants", grants, "--budget", budget)
    assert done.exit_code == 1
    assert "python -m lib reference" in done.output
    assert run("reference", "--data", tmp_path / "new").exit_code == 0
    assert load(tmp_path / "new" / "reference").municipalities.num_rows == 356 + 357


def test_an_empty_year_is_a_finding_like_any_other(data: Path, delivered):
    grants, budget = delivered()
    spoil(grants, row=5, heading="Søknadsår", cell="")
    for form in ((), ("--json",)):
        done = run("publish", "--data", data, "--grants", grants, "--budget", budget, *form)
        assert done.exit_code == 1
        assert "5" in done.output


def test_a_report_never_takes_the_place_of_what_was_delivered(data: Path, delivered, tmp_path: Path):
    grants, budget = delivered()
    before = grants.read_bytes()
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--report")
    assert run(*command, grants).exit_code == 1
    assert grants.read_bytes() == before
    done = run(*command, tmp_path / "nowhere" / "rapport.html")
    assert done.exit_code == 1
    assert "Mappen til rapporten" in done.output
    assert current_id(data) == DEMO


def test_what_was_compared_with_one_extract_does_not_replace_another(data: Path, delivered):
    store, day = open_store(data), datetime.date(2023, 11, 1)
    grants, budget = delivered()
    first = Delivery(grants, budget, day, "Den første", synthetic=True)
    second = Delivery(grants, budget, day, "Den andre", synthetic=True)
    both = [check_delivery(store, each) for each in (first, second)]
    now = datetime.datetime(2023, 11, 1, tzinfo=datetime.UTC)
    published = publish_delivery(store, first, both[0], published_at=now)
    with pytest.raises(ExtractError, match="Et annet uttrekk ble tatt i bruk imens"):
        publish_delivery(store, second, both[1], published_at=now)
    assert current_id(data) == published


def test_an_empty_id_does_not_roll_back(data: Path, delivered):
    grants, budget = delivered(half)
    run("publish", "--data", data, "--grants", grants, "--budget", budget, "--accept-warnings")
    made = current_id(data)
    assert run("rollback", "--data", data, "--to", "").exit_code == 1
    assert current_id(data) == made


@pytest.mark.parametrize("address", ["s3:/bucket/x?secret_key=HEMMELIG", "s3//bucket?secret_key=HEMMELIG"])
def test_a_typing_error_in_an_address_shows_no_secret(address: str):
    done = run("list", "--data", address)
    assert done.exit_code == 1
    assert "HEMMELIG" not in done.output
    assert "finnes ikke" in done.output


def test_what_is_to_stand_with_every_number_is_one_line_of_letters(data: Path, delivered):
    grants, budget = delivered()
    command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic")
    assert run(*command, "--source", " ").exit_code == 2
    assert run(*command, "--date", "2999-01-01").exit_code == 1
    assert current_id(data) == DEMO
    done = run(*command, "--source", "Fra\nsystemet\a \udcff her", "--note", "", "--note", "To\nlinjer")
    assert done.exit_code == 0, done.output
    manifest = open_extract(data).manifest
    assert manifest.source == "Fra systemet her"
    assert manifest.notes[0] == "To linjer"
    assert not any("rad " in note for note in manifest.notes), "row numbers are the owner's"


def test_a_heading_that_was_left_out_is_told_to_its_owner_alone(data: Path, delivered):
    grants, budget = delivered()
    lines = grants.read_text(encoding="utf-8").split("\n")
    for place, line in enumerate(lines[2:], 2):
        if line:
            lines[place] = f"{line.rstrip()};{'Kari Nordmann' if place == 2 else 'x'}"
    grants.write_text("\n".join(lines), encoding="utf-8")
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic")
    assert done.exit_code == 0, done.output
    assert "Kari Nordmann" in done.output
    written = b"".join(everything(data / "extracts" / current_id(data)).values())
    assert b"Kari Nordmann" not in written


def test_of_ids_that_are_refused_only_that_is_said(data: Path, delivered):
    grants, budget = delivered(lambda table: with_text(table, "doctor_id", "HANSEN"))
    done = run("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic", "--json")
    about = [
        each["kind"] for each in json.loads(done.stdout)["findings"] if "doctor_id" in (each["column"] or "")
    ]
    assert about == ["doctor-name"]


def with_text(table: pa.Table, column: str, text: str) -> pa.Table:
    """The table with the same text in every cell of a column."""
    return table.set_column(table.schema.get_field_index(column), column, pa.array([text] * table.num_rows))
