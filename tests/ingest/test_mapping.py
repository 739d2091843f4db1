"""The mapping file: what it says is followed, and what is wrong with it is told."""

from pathlib import Path

import pytest

from lib.extract.contract import BUDGET, GRANTS
from lib.extract.findings import ExtractError
from lib.ingest import Mapping, read_budget, read_mapping
from lib.ingest.mapping import normalised
from tests.ingest.conftest import Reader
from tests.ingest.norwegian import BUDGET_HEADINGS, GRANT_HEADINGS, LABELS, Office


def mapping(folder: Path, text: str) -> Mapping:
    path = folder / "kobling.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def test_the_shipped_mapping_knows_every_column_and_value_of_the_contract(shipped: Mapping):
    for table, columns in ((shipped.grants, GRANTS), (shipped.budget, BUDGET)):
        for column in columns:
            assert table.column_of(column.name) == column.name
            assert table.written[column.name], f"{column.name} has no Norwegian heading"
            for value in column.values:
                assert value in table.labels[column.name].values()


def test_the_headings_and_labels_of_the_tests_are_all_known(shipped: Mapping):
    for headings, table in ((GRANT_HEADINGS, shipped.grants), (BUDGET_HEADINGS, shipped.budget)):
        assert {name: table.column_of(heading) for name, heading in headings.items()} == {
            name: name for name in headings
        }
    known = [labels for table in (shipped.grants, shipped.budget) for labels in table.labels.values()]
    for value, label in LABELS.items():
        assert any(labels.get(normalised(label)) == value for labels in known), label


@pytest.mark.parametrize(
    "heading",
    ["Søknadsår", "SØKNADSÅR", " søknads-år ", "soeknadsaar", "Soknadsar", "Søknads_år:", "Søknadsår (tall)"],
)
def test_a_heading_is_known_however_it_is_written(heading: str, shipped: Mapping):
    assert shipped.grants.column_of(heading) == "year"


def test_ones_own_mapping_extends_the_shipped_one_and_wins(tmp_path: Path, read: Reader):
    own = mapping(
        tmp_path,
        '[grants.columns]\napplied_nok = ["Kronesum"]\ngranted_nok = ["Søkt beløp"]\n'
        '[grants.labels.decision]\nrejected = ["Nei"]\n',
    )
    office = Office().with_column("Kronesum", ["1", "2", "3"]).with_cell("Vedtak", 1, "nei")
    table = read(office.bytes(), mapping=own).table
    assert table["applied_nok"].to_pylist() == [1, 2, 3]
    assert table["granted_nok"].to_pylist() == [150_000, 30_000, 300_000]
    assert table["decision"].to_pylist() == ["granted", "rejected", "partly_granted"]


def test_ones_own_mapping_may_replace_the_shipped_one(tmp_path: Path, shipped: Mapping):
    own = mapping(tmp_path, 'replace = true\n[grants.columns]\nyear = ["Årgang"]\n')
    assert own.grants.column_of("Årgang") == "year"
    assert own.grants.column_of("applied_nok") == "applied_nok"
    assert shipped.grants.column_of("Søkt beløp") and not own.grants.column_of("Søkt beløp")


BROKEN = {
    "no TOML": ('[grants.columns\nyear = ["År"]', "mapping-syntax"),
    "a name twice": ("[grants.columns]\nyear = []\nyear = []", "mapping-syntax"),
    "an unknown part": ('[tilskudd.columns]\nyear = ["År"]', "mapping-section"),
    "an unknown part of a part": ('[grants.headings]\nyear = ["År"]', "mapping-section"),
    "a part that is none": ("grants = 1", "mapping-section"),
    "an unknown column": ('[grants.columns]\nkommune = ["Kommune"]', "mapping-column"),
    "a column of the other file": ('[grants.columns]\nbudget_nok = ["Budsjett"]', "mapping-column"),
    "labels of a column without": ('[grants.labels.year]\n2023 = ["i fjor"]', "mapping-column"),
    "an unknown value": ('[grants.labels.decision]\nyes = ["Ja"]', "mapping-label"),
    "a heading for two": (
        '[grants.columns]\napplied_nok = ["Beløp"]\npaid_nok = ["beløp"]',
        "mapping-twice",
    ),
    "a contract name for another": ('[grants.columns]\napplied_nok = ["paid_nok"]', "mapping-twice"),
    "a text for a list": ('[grants.columns]\nyear = "År"', "mapping-type"),
    "a number in a list": ("[grants.columns]\nyear = [1]", "mapping-type"),
    "a heading of no letters": ('[grants.columns]\nyear = ["--"]', "mapping-type"),
    "replace that is no yes or no": ('replace = "ja"', "mapping-type"),
    "totals that are no list": ('totals = "Sum"', "mapping-type"),
    "labels that are no table": ("[grants.labels]\ndecision = 1", "mapping-section"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_mapping_is_told(name: str, tmp_path: Path):
    text, kind = BROKEN[name]
    with pytest.raises(ExtractError) as raised:
        mapping(tmp_path, text)
    assert kind in {found.kind for found in raised.value.findings}
    assert all(found.next_step and found.file == "kobling.toml" for found in raised.value.findings)


def test_every_fault_of_the_form_is_told_once_with_its_place(tmp_path: Path):
    text = """
        replace = 1
        totals = [1, "--"]
        [grants]
        headings = {}
        [grants.columns]
        year = ["År", 2023, ""]
        kommune = ["Kommune"]
        [grants.labels.decision]
        granted = "Ja"
        yes = ["Ja"]
        [grants.labels.year]
    """
    with pytest.raises(ExtractError) as raised:
        mapping(tmp_path, text)
    assert {(found.column, found.kind) for found in raised.value.findings} == {
        ("replace", "mapping-type"),
        ("totals", "mapping-type"),
        ("grants.headings", "mapping-section"),
        ("grants.columns.year", "mapping-type"),
        ("grants.columns.kommune", "mapping-column"),
        ("grants.labels.decision.granted", "mapping-type"),
        ("grants.labels.decision.yes", "mapping-label"),
        ("grants.labels.year", "mapping-column"),
    }
    assert len(raised.value.findings) == 8
    steps = {found.column: found.next_step for found in raised.value.findings}
    assert steps["grants.headings"] == "Bruk disse navnene: columns, labels."
    assert "granted, partly_granted" in steps["grants.labels.decision.yes"]


def test_a_mapping_that_is_missing_or_in_latin_1_is_told(tmp_path: Path):
    with pytest.raises(ExtractError) as raised:
        read_mapping(tmp_path / "ingen.toml")
    assert [found.kind for found in raised.value.findings] == ["mapping-unreadable"]
    (tmp_path / "l.toml").write_bytes('[grants.columns]\nyear = ["Årgang"]'.encode("latin-1"))
    with pytest.raises(ExtractError) as raised:
        read_mapping(tmp_path / "l.toml")
    assert [found.kind for found in raised.value.findings] == ["mapping-syntax"]


def test_a_label_like_a_known_one_is_quoted_and_any_other_is_not(read: Reader):
    with pytest.raises(ExtractError, match="«ALIS-avtaler»"):
        read(Office().with_cell("Avtaletype", 0, "ALIS-avtaler").bytes())
    with pytest.raises(ExtractError) as raised:
        read(Office().with_cell("Avtaletype", 0, "Kari Nordmann").bytes())
    assert "Nordmann" not in str(raised.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, shipped: Mapping):
    for path, kind in ((tmp_path / "ingen.csv", "file-missing"), (tmp_path, "file-unreadable")):
        with pytest.raises(ExtractError) as raised:
            read_budget(path, shipped)
        assert [found.kind for found in raised.value.findings] == [kind]


def test_a_mapping_that_replaces_all_with_nothing_names_the_contracts_own_headings(
    tmp_path: Path, read: Reader
):
    with pytest.raises(ExtractError) as raised:
        read(Office().bytes(), mapping=mapping(tmp_path, "replace = true\n"))
    (found,) = raised.value.findings
    assert "overskrifter som grant_id, year, municipality_code og doctor_id" in found.next_step
