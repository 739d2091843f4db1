"""Deliveries as other systems make them, through ``python -m lib publish``: read, or refused in Norwegian."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.extract.model import Extract
from lib.extract.read import current_id, open_extract
from tests.ingest.norwegian import BUDGET_HEADINGS, DIALECTS, GRANT_HEADINGS, csv_bytes, write_xlsx
from tests.ingest.test_folder import spark
from tests.ingest.test_publish_command import DEMO, run
from tests.metrics.rows import demo_extract

Change = Callable[[str, dict[str, str]], str]


@pytest.fixture
def publish(data: Path, tmp_path: Path) -> Callable:
    """Publishes a delivery of grants beside the demo extract's budget; gives exit code and what was told."""
    budget = tmp_path / "budsjett.csv"
    budget.write_bytes(csv_bytes(demo_extract().budget, BUDGET_HEADINGS, DIALECTS[0]))

    def publishing(grants: Path, *more: object) -> tuple[int, str]:
        command = ("publish", "--data", data, "--grants", grants, "--budget", budget, "--synthetic", *more)
        done = run(*command)
        return done.exit_code, done.output

    return publishing


def rows(demo: Extract) -> list[dict[str, str]]:
    """The grants of the demo extract as texts under the owner's headings."""
    columns = {heading: demo.grants[name].to_pylist() for name, heading in GRANT_HEADINGS.items()}
    return [
        {heading: "" if value is None else str(value) for heading, value in zip(columns, row, strict=True)}
        for row in zip(*columns.values(), strict=True)
    ]


def write(path: Path, delivered: list[dict[str, str]]) -> Path:
    lines = [";".join(delivered[0]), *(";".join(row.values()) for row in delivered)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def with_names(demo: Extract) -> list[dict[str, str]]:
    """With the municipality's name, and the county's number and name, right behind the number."""
    register = demo.reference.municipalities.to_pylist()
    of = {row["code"]: row for row in register if row["vintage"] == 2020}
    delivered = []
    for row in rows(demo):
        place, named = of[row["Kommunenr."]], {}
        for heading, text in row.items():
            named[heading] = text
            if heading == "Kommunenr.":
                named |= {"Kommune": place["name"], "Fylkesnr": place["county_code"]}
                named |= {"Fylke": place["county_name"]}
        delivered.append(named)
    return delivered


def test_number_and_name_of_municipality_and_county_are_published_by_the_number(
    tmp_path: Path, data: Path, publish: Callable
):
    code, told = publish(write(tmp_path / "tilskudd.csv", with_names(demo_extract())))
    assert code == 0, told
    assert (
        "sammenlignet med kommunenummeret, som er det som gjelder: «Kommune», «Fylkesnr» og «Fylke»" in told
    )
    made = open_extract(data)
    assert made.manifest.id != DEMO
    assert made.grants.equals(demo_extract().grants)


def test_a_former_county_waits_for_somebodys_word_and_another_municipality_stops(
    tmp_path: Path, data: Path, publish: Callable
):
    delivered = with_names(demo_extract())
    bergen = [at for at, row in enumerate(delivered) if row["Kommunenr."] == "4601"]
    for at in bergen:
        delivered[at]["Fylke"] = "Hordaland"
    grants = write(tmp_path / "tilskudd.csv", delivered)
    code, told = publish(grants)
    assert code == 3
    first = f"rad {', '.join(str(at + 2) for at in bergen[:4])}"
    assert "kolonnen Fylke: Fylket er ikke det kommunen hører til det året. Kommunenummeret gjelder." in told
    assert f"{len(bergen)} rader" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert first in told
    assert "4601 Bergen (Vestland)" in told
    delivered[bergen[0]]["Kommune"] = "Oslo"
    code, told = publish(write(grants, delivered), "--accept-warnings")
    assert code == 1
    assert "Navnet hører til en annen kommune enn nummeret ved siden av." in told
    assert f"1 rad (rad {bergen[0] + 2}), for eksempel 4601 Bergen og «Oslo»" in told
    assert current_id(data) == DEMO


def test_ids_as_powers_of_ten_stop_although_they_are_all_different(
    tmp_path: Path, data: Path, publish: Callable
):
    delivered = rows(demo_extract())
    ids = sorted({row["Lege-ID"] for row in delivered})
    mangled = {each: f"1,{10000 + place}E+11" for place, each in enumerate(ids)}
    for row in delivered:
        row["Lege-ID"] = mangled[row["Lege-ID"]]
    code, told = publish(write(tmp_path / "tilskudd.csv", delivered), "--accept-warnings")
    assert code == 1
    assert "Id-ene er skrevet om av et regneark, og sifre er tapt" in told
    assert "E+11" not in told
    assert current_id(data) == DEMO


def test_pseudonyms_filled_up_with_zeros_are_no_telephone_numbers(
    tmp_path: Path, data: Path, publish: Callable
):
    delivered = rows(demo_extract())
    ids = {each: f"{place:015d}" for place, each in enumerate(sorted({row["Lege-ID"] for row in delivered}))}
    for row in delivered:
        row["Lege-ID"] = ids[row["Lege-ID"]]
    code, told = publish(write(tmp_path / "tilskudd.csv", delivered))
    assert code == 0, told
    assert set(open_extract(data).grants["doctor_id"].to_pylist()) == set(ids.values())


def test_folders_of_part_files_are_published_as_one_table(tmp_path: Path, data: Path, publish: Callable):
    grants = demo_extract().grants
    folder = spark(tmp_path / "tilskudd", grants.slice(0, 2000), grants.slice(2000))
    code, told = publish(folder)
    assert code == 0, told
    assert "(rad 2001–3829)" in told
    assert open_extract(data).grants.equals(grants)
    assert not [note for note in open_extract(data).manifest.notes if "part-" in note]


def test_a_folder_from_where_one_stands_has_its_name(
    tmp_path: Path, publish: Callable, monkeypatch: pytest.MonkeyPatch
):
    folder = spark(tmp_path / "leveranse", demo_extract().grants)
    monkeypatch.chdir(folder)
    code, told = publish(Path())
    assert code == 0, told
    assert "leveranse: Filer i mappen: 1" in told


@pytest.mark.parametrize("option", ["--grants", "--budget", "--mapping"])
@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_no_file_and_a_folder_of_something_else_are_told_in_norwegian(
    option: str, kind: str, tmp_path: Path, data: Path
):
    given = tmp_path / "leveranse"
    if kind == "folder":
        given.mkdir()
        (given / "lesmeg.txt").write_text("Hei")
    grants = tmp_path / "tilskudd.csv"
    grants.write_bytes(csv_bytes(demo_extract().grants, GRANT_HEADINGS, DIALECTS[0]))
    options = {"--grants": grants} | {option: given}
    done = run("publish", "--data", data, *(each for pair in options.items() for each in pair))
    assert done.exit_code == 1
    assert "leveranse" in done.output
    assert "Neste steg" in done.output
    assert "Usage" not in done.output
    assert current_id(data) == DEMO


def test_a_report_is_not_put_among_the_part_files(tmp_path: Path, publish: Callable):
    folder = spark(tmp_path / "tilskudd", demo_extract().grants)
    code, told = publish(folder, "--report", folder / "rapport.html")
    assert code == 1
    assert "i en mappe som hører til leveransen" in told
    assert not (folder / "rapport.html").exists()


def test_dates_as_day_numbers_are_published_as_dates(tmp_path: Path, data: Path, publish: Callable):
    grants = demo_extract().grants
    for name in ("period_start", "period_end"):
        # Days since 1 January 1970, which is day 25 569 of a spreadsheet.
        numbers = pa.compute.add(grants[name].cast(pa.int32()), 25_569)
        grants = grants.set_column(grants.schema.get_field_index(name), name, numbers)
    code, told = publish(write_xlsx(tmp_path / "tilskudd.xlsx", grants, GRANT_HEADINGS))
    assert code == 0, told
    assert "Datoer sto som dagnummer fra et regneark; de er lest som datoer." in told
    made = open_extract(data)
    assert made.grants.equals(demo_extract().grants)
    assert any("dagnummer" in note for note in made.manifest.notes)


def test_an_amount_in_parentheses_is_negative_and_the_contract_refuses_it(
    tmp_path: Path, data: Path, publish: Callable
):
    delivered = rows(demo_extract())
    delivered[3]["Søkt beløp"] = "(1 234)"
    delivered[4]["Tilleggselementer"] = "(0)"
    code, told = publish(write(tmp_path / "tilskudd.csv", delivered), "--accept-warnings")
    assert code == 1
    assert "Beløp i parentes ble lest som negative, slik de skrives i regnskap." in told
    assert "Søkt beløp (applied_nok)" in told
    assert "rad 5" in told
    assert current_id(data) == DEMO


def test_part_files_are_read_with_the_owners_headings(tmp_path: Path, data: Path, publish: Callable):
    demo = demo_extract().grants
    folder = tmp_path / "tilskudd.parquet"
    folder.mkdir()
    pq.write_table(
        demo.rename_columns([GRANT_HEADINGS[name] for name in demo.column_names]), folder / "a.parquet"
    )
    code, told = publish(folder)
    assert code == 0, told
    assert open_extract(data).grants.equals(demo)
