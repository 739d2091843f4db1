"""The mapping: which heading is which column, which label which value. ``mapping.toml`` tells its form."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping as Document
from dataclasses import dataclass
from pathlib import Path

from lib.extract.contract import BUDGET, GRANTS, Column
from lib.extract.files import read_bytes
from lib.extract.findings import ExtractError
from lib.ingest.report import Report, shortened, shown_name
from lib.words import _

SHIPPED = Path(__file__).with_name("mapping.toml")
TABLES = {"grants": GRANTS, "budget": BUDGET}
# Columns that a file may have beside those of the contract: compared with one of them, and not kept.
COMPARED = {"grants": ("municipality_name", "county_code", "county_name"), "budget": ()}
# Headings of a number or a name: where another column has the number, these stand for the name.
NUMBER_OR_NAME = {"kommune": ("municipality_code", "municipality_name")}
TOTALS = "totals"
REPLACE = "replace"
PARENTHESES = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class TableMapping:
    """The headings and labels of one table, by their ``key``.

    ``headings`` gives the column of the contract or one that is ``compared``, ``labels`` by column the value
    of the contract.
    """

    columns: tuple[Column, ...]
    headings: Document[str, str]
    labels: Document[str, Document[str, str]]
    written: Document[str, tuple[str, ...]]  # column → its headings as a message shows them
    totals: frozenset[str]
    compared: tuple[str, ...] = ()

    def column_of(self, heading: str) -> str | None:
        """The contract's name for a heading, with or without its unit in parentheses; None if unknown."""
        return self.headings.get(key(heading)) or self.headings.get(key(PARENTHESES.sub(" ", heading)))

    def name_of(self, heading: str) -> str | None:
        """The column a heading stands for where another one has the number; None if it has one meaning."""
        number, name = NUMBER_OR_NAME.get(key(PARENTHESES.sub(" ", heading)), (None, None))
        return name if number and self.column_of(heading) == number else None


@dataclass(frozen=True)
class Mapping:
    """What the owner's words mean, for both files."""

    grants: TableMapping
    budget: TableMapping


def key(text: str) -> str:
    """What is compared of a heading or label: letters and digits; æ, ø and å however they are written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for written, same in (("ø", "o"), ("oe", "o"), ("å", "a"), ("aa", "a"), ("æ", "ae")):
        folded = folded.replace(written, same)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in plain if letter.isalnum())


def read_mapping(path: Path | None = None) -> Mapping:
    """The shipped mapping, or the shipped one extended (or replaced) by the file; faults all at once."""
    shipped = _document(SHIPPED)
    own = {} if path is None else _document(path)
    report = Report(shown_name(path or SHIPPED))
    _check_sections(own or shipped, report)
    report.stop_at_errors()
    layers = [own] if own.get(REPLACE) else [own, shipped]
    totals = {key(name) for layer in layers for name in layer.get(TOTALS, ())}
    tables = {}
    for name, columns in TABLES.items():
        headings, written = _headings(name, columns, layers, report)
        labels = _labels(name, columns, layers, report)
        tables[name] = TableMapping(columns, headings, labels, written, frozenset(totals), COMPARED[name])
    report.stop_at_errors()
    return Mapping(**tables)


def _document(path: Path) -> Document:
    step = _("Correct the mapping file; the shipped one shows its form: {file}.")
    step = step.format(file="lib/ingest/mapping.toml")
    report = Report(shown_name(path))
    try:
        return tomllib.loads(read_bytes(path, report.file).decode("utf-8-sig"))
    except ExtractError as error:
        found = error.findings[0]
        report.add("mapping-unreadable", found.fault, found.next_step)
    except UnicodeDecodeError:
        report.add("mapping-syntax", _("The mapping file is not text in UTF-8."), step)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = [int(place[1])] if place else None
        report.add("mapping-syntax", _("The mapping file is not valid TOML."), step, rows=where)
    except RecursionError:
        report.add("mapping-syntax", _("The mapping file is not valid TOML."), step)
    raise ExtractError(report.findings)


def _check_sections(document: Document, report: Report) -> None:
    """Names that mean nothing here are told: a slip of the pen would otherwise go unseen."""
    step = _("Use these names: {names}.")
    for name, section in document.items():
        if name == REPLACE:
            if not isinstance(section, bool):
                report.add("mapping-type", _("This must be true or false."), _("Correct it."), column=name)
        elif name == TOTALS:
            _words(name, section, report)
        elif name not in TABLES or not isinstance(section, dict):
            names = ", ".join((REPLACE, TOTALS, *TABLES))
            fault = _("The mapping file has a part that means nothing.")
            report.add("mapping-section", fault, step.format(names=names), column=shortened(name))
        else:
            for part, content in section.items():
                if part not in ("columns", "labels") or not isinstance(content, dict):
                    fault = _("The mapping file has a part that means nothing.")
                    names = "columns, labels"
                    where = shortened(f"{name}.{part}")
                    report.add("mapping-section", fault, step.format(names=names), column=where)


def _words(where: str, words: object, report: Report) -> tuple[str, ...]:
    """A list of texts, each with at least one letter or digit."""
    if isinstance(words, list) and all(isinstance(word, str) and key(word) for word in words):
        return tuple(words)
    fault = _("This must be a list of texts with letters or digits.")
    step = _("Write it like this: {example}.").format(example='["Kommunenr", "Kommunenummer"]')
    report.add("mapping-type", fault, step, column=shortened(where))
    return ()


def _part(layer: Document, *names: str) -> Document:
    for name in names:
        layer = layer.get(name, {})
        if not isinstance(layer, dict):
            return {}
    return layer


def _headings(
    name: str, columns: tuple[Column, ...], layers: list[Document], report: Report
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Key → column, the contract's names first; and column → its headings for messages."""
    names = (*(column.name for column in columns), *COMPARED[name])
    parts = [_part(layer, name, "columns") for layer in layers]
    return _pairs(f"{name}.columns", names, parts, "mapping-column", report)


def _labels(
    name: str, columns: tuple[Column, ...], layers: list[Document], report: Report
) -> dict[str, dict[str, str]]:
    coded = {column.name: column for column in columns if column.values}
    for layer in layers:
        part = _part(layer, name, "labels")
        for column, words in part.items():
            if column in coded and not isinstance(words, dict):
                fault = _("The mapping file has a part that means nothing.")
                step = _("Use these names: {names}.").format(names=", ".join(coded[column].values))
                where = shortened(f"{name}.labels.{column}")
                report.add("mapping-section", fault, step, column=where)
        for column in part.keys() - coded.keys():
            step = _("Use these names: {names}.").format(names=", ".join(coded))
            fault = _("The contract has no labels for this column.")
            report.add("mapping-column", fault, step, column=shortened(f"{name}.labels.{column}"))
    labels = {}
    for column in coded.values():
        parts = [_part(layer, name, "labels", column.name) for layer in layers]
        where = f"{name}.labels.{column.name}"
        labels[column.name], _written = _pairs(where, column.values, parts, "mapping-label", report)
    return labels


def _pairs(
    where: str, names: tuple[str, ...], parts: list[Document], unknown: str, report: Report
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Key of a word → what it means. An earlier part wins; within a part a word has one meaning."""
    meaning = {key(name): name for name in names}
    written: dict[str, list[str]] = {name: [] for name in names}
    for part in parts:
        here = {key(name): name for name in names}
        for name, word in _each(where, names, part, unknown, report):
            other = here.setdefault(key(word), name)
            if other != name:
                fault = _("«{word}» stands for both {one} and {other}.")
                fault = fault.format(word=shortened(word), one=other, other=name)
                report.add("mapping-twice", fault, _("Let it stand for one of them."), column=where)
            elif key(word) not in meaning:
                meaning[key(word)] = name
                written[name].append(word)
    return meaning, {name: tuple(words) for name, words in written.items()}


def _each(
    where: str, names: tuple[str, ...], part: Document, unknown: str, report: Report
) -> Iterator[tuple[str, str]]:
    for name, words in part.items():
        if name not in names:
            fault = _("The contract has no {name}.").format(name=f"«{shortened(name)}»")
            step = _("Use these names: {names}.").format(names=", ".join(names))
            report.add(unknown, fault, step, column=where)
            continue
        for word in _words(f"{where}.{name}", words, report):
            yield name, word
