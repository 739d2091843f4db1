"""The mapping: which heading is which column, which label which value. ``mapping.toml`` shows its form."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Document
from dataclasses import dataclass
from pathlib import Path

from jsonschema import Draft202012Validator

from lib.extract.contract import BUDGET, GRANTS, Column
from lib.extract.findings import ExtractError, FileFindings, file_error, shortened
from lib.extract.folder import read_bytes
from lib.ingest.open_file import shown_name
from lib.words import N_, _

SHIPPED = Path(__file__).with_name("mapping.toml")
# Headings of a number or a name: where another column has the number, these stand for the name.
NUMBER_OR_NAME = {"kommune": ("municipality_code", "municipality_name")}
PARENTHESES = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class TableForm:
    """A table of the contract: its columns, what tells its rows apart, and columns compared but not kept."""

    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    compared: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that a heading may stand for."""
        return (*(column.name for column in self.columns), *self.compared)


FORMS = {
    "grants": TableForm(
        GRANTS,
        ("year", "municipality_code", "doctor_id"),
        ("municipality_name", "county_code", "county_name"),
    ),
    "budget": TableForm(BUDGET, ("year", "scheme")),
}


@dataclass(frozen=True)
class TableMapping:
    """The headings and labels of one table, normalised: ``headings`` → column, ``labels`` by column → value.

    ``written`` gives the headings of a column as the mapping file has them.
    """

    form: TableForm
    headings: Document[str, str]
    labels: Document[str, Document[str, str]]
    written: Document[str, tuple[str, ...]]
    totals: frozenset[str]

    def column_of(self, heading: str) -> str | None:
        """The contract's name for a heading, with or without its unit in parentheses; None if unknown."""
        plain = PARENTHESES.sub(" ", heading)
        return self.headings.get(normalised(heading)) or self.headings.get(normalised(plain))

    def name_of(self, heading: str) -> str | None:
        """The column a heading stands for where another one has the number; None if it has one meaning."""
        number, name = NUMBER_OR_NAME.get(normalised(PARENTHESES.sub(" ", heading)), (None, None))
        return name if number and self.column_of(heading) == number else None

    def accepted(self, column: str) -> tuple[str, ...]:
        """The headings of a column as a message names them; the contract's own name is the last."""
        return (*self.written[column], column)


@dataclass(frozen=True)
class Mapping:
    """The mapping of the owner's headings and labels, for both files."""

    grants: TableMapping
    budget: TableMapping


def normalised(text: str) -> str:
    """A heading or label for comparison: letters and digits alone; æ, ø and å in one spelling."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for written, same in (("ø", "o"), ("oe", "o"), ("å", "a"), ("aa", "a"), ("æ", "ae")):
        folded = folded.replace(written, same)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in plain if letter.isalnum())


def read_mapping(path: Path | None = None) -> Mapping:
    """The shipped mapping, or the shipped one extended (or replaced) by the file.

    Raises an ``ExtractError`` with every fault of the file.
    """
    layers = [_document(SHIPPED)] if path is None else [_document(path), _document(SHIPPED)]
    findings = FileFindings(shown_name(path or SHIPPED))
    _check_form(layers[0], findings)
    findings.stop_at_errors()
    layers = layers[:1] if layers[0].get("replace") else layers
    totals = frozenset(normalised(name) for layer in layers for name in layer.get("totals", ()))
    tables = {}
    for table, form in FORMS.items():
        parts = [layer.get(table, {}) for layer in layers]
        columns = [part.get("columns", {}) for part in parts]
        headings, written = _meanings(f"{table}.columns", form.names, columns, findings)
        labels = {}
        for column in (each for each in form.columns if each.values):
            words = [part.get("labels", {}).get(column.name, {}) for part in parts]
            where = f"{table}.labels.{column.name}"
            labels[column.name], _written = _meanings(where, column.values, words, findings)
        tables[table] = TableMapping(form, headings, labels, written, totals)
    findings.stop_at_errors()
    return Mapping(**tables)


def _document(path: Path) -> Document:
    step = _("Correct the mapping file; the shipped one shows its form: {file}.")
    step = step.format(file="lib/ingest/mapping.toml")
    name, rows = shown_name(path), None
    try:
        return tomllib.loads(read_bytes(path, name).decode("utf-8-sig"))
    except ExtractError as error:
        found = error.findings[0]
        raise file_error(name, found.fault, found.next_step, kind="mapping-unreadable") from error
    except UnicodeDecodeError:
        fault = _("The mapping file is not text in UTF-8.")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        fault = _("The mapping file is not valid TOML.")
        rows = [int(row) for row in re.findall(r"at line (\d+)", str(error))] or None
    findings = FileFindings(name)
    findings.add("mapping-syntax", fault, step, rows=rows)
    raise ExtractError(findings)


# The form of a mapping file. ``unknown`` is our own word of the schema: for a name that may not stand in a
# table the kind of finding and its sentence.
WORDS = {"type": "array", "items": {"type": "string", "pattern": r"[^\W_]"}}
SECTION = ("mapping-section", N_("The mapping file has a part that means nothing."))


def _table(properties: Document[str, object], unknown: tuple[str, str] = SECTION) -> Document:
    return {"type": "object", "properties": properties, "additionalProperties": False, "unknown": unknown}


def _words_of(names: Iterable[str], kind: str) -> Document:
    return _table(dict.fromkeys(names, WORDS), (kind, N_("The contract has no {name}.")))


def _form(form: TableForm) -> Document:
    labels = {each.name: _words_of(each.values, "mapping-label") for each in form.columns if each.values}
    without = ("mapping-column", N_("The contract has no labels for this column."))
    return _table({"columns": _words_of(form.names, "mapping-column"), "labels": _table(labels, without)})


VALIDATOR = Draft202012Validator(
    _table(
        {"replace": {"type": "boolean"}, "totals": WORDS}
        | {table: _form(form) for table, form in FORMS.items()}
    )
)


def _check_form(document: Document, findings: FileFindings) -> None:
    """Add findings about the form of the file, so that a slip of the pen is seen."""
    errors = {}  # one for each place: a list has an error for each of its texts
    for error in VALIDATOR.iter_errors(document):
        errors[tuple(each for each in error.absolute_path if isinstance(each, str))] = error
    for path, error in errors.items():
        kind, fault, unknown = "mapping-type", _("This must be a list of texts with letters or digits."), [""]
        step = _("Write it like this: {example}.").format(example='["Kommunenr", "Kommunenummer"]')
        if error.validator_value == "boolean":
            fault, step = _("This must be true or false."), _("Correct it.")
        elif "unknown" in error.schema:
            known = error.schema["properties"]
            step = _("Use these names: {names}.").format(names=", ".join(known))
            kind, fault = SECTION
            if error.validator == "additionalProperties":
                kind, fault = error.schema["unknown"]
                unknown = error.instance.keys() - known.keys()
        for name in unknown:
            column = shortened(".".join(filter(None, (*path, name))))
            findings.add(kind, _(fault).format(name=f"«{shortened(name)}»"), step, column=column)


def _meanings(
    where: str, names: Sequence[str], layers: Sequence[Document], findings: FileFindings
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Normalised word → its meaning; and each meaning → its words in their own spelling.

    An earlier layer wins; within a layer a word has one meaning.
    """
    meaning = {normalised(name): name for name in names}
    written: dict[str, list[str]] = {name: [] for name in names}
    for layer in layers:
        here = {normalised(name): name for name in names}
        for name, word in ((name, word) for name, words in layer.items() for word in words):
            other = here.setdefault(normalised(word), name)
            if other != name:
                fault = _("«{word}» stands for both {one} and {other}.")
                fault = fault.format(word=shortened(word), one=other, other=name)
                findings.add("mapping-twice", fault, _("Let it stand for one of them."), column=where)
            elif normalised(word) not in meaning:
                meaning[normalised(word)] = name
                written[name].append(word)
    return meaning, {name: tuple(words) for name, words in written.items()}
