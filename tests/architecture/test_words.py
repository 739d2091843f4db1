"""Every text a reader sees has one Norwegian translation, and the catalogues hold nothing else."""

import ast
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

REPOSITORY = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((REPOSITORY / "lib" / "words" / "nb").glob("*.po"))
KEYWORDS = {"_", "N_", "ngettext"}
PLACEHOLDER = re.compile(r"{[^{}]*}")


def ids_in_code(root: Path) -> dict[str, str]:
    """Message id → where it stands. The plural of a message is found under its singular.

    Read from the syntax tree, because Babel's own extractor does not look into f-strings before Python 3.12.
    """
    found = {}
    for path in [*(root / "lib").rglob("*.py"), *(root / "pages").rglob("*.py"), root / "dashboard.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                message = node.args[0]
                if isinstance(message, ast.Constant):  # a variable holds an id marked with N_ elsewhere
                    found[message.value] = f"{path.relative_to(root).as_posix()}:{node.lineno}"
    return found


def _singular(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="nb", abort_invalid=True)


def translations(paths: list[Path]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Message id → catalogue name → its translation, one form or several."""
    found = defaultdict(dict)
    for path in paths:
        for message in read(path):
            if message.id:
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                found[_singular(message.id)][path.name] = forms
    return found


def untranslated(code: dict[str, str], words: dict) -> list[str]:
    return sorted(
        f"{place}: {message!r}"
        for message, place in code.items()
        if not all(all(forms) for forms in words.get(message, {"": ("",)}).values())
    )


def unused(code: dict[str, str], words: dict) -> list[str]:
    return sorted(
        f"{name}: {message!r}" for message, names in words.items() for name in names if message not in code
    )


def in_disagreement(words: dict) -> list[str]:
    return sorted(f"{message!r}: {names}" for message, names in words.items() if len(set(names.values())) > 1)


def with_other_placeholders(paths: list[Path]) -> list[str]:
    """A plural form may leave out the number ("én kommune"), never name a placeholder the id has not."""
    faults = []
    for path in paths:
        for message in read(path):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            allowed = Counter(PLACEHOLDER.findall(ids[-1]))
            for form in forms:
                used = Counter(PLACEHOLDER.findall(form))
                if used != allowed and not (len(forms) > 1 and used <= allowed):
                    faults.append(f"{path.name}: {ids[0]!r} → {form!r}")
    return faults


def test_every_text_in_the_code_has_a_translation():
    missing = untranslated(ids_in_code(REPOSITORY), translations(CATALOGUES))
    assert not missing, "\n".join(missing)


def test_every_translation_is_used():
    left = unused(ids_in_code(REPOSITORY), translations(CATALOGUES))
    assert not left, "\n".join(left)


def test_no_text_is_translated_in_two_ways():
    assert in_disagreement(translations(CATALOGUES)) == []


def test_a_translation_has_the_placeholders_of_its_text():
    assert with_other_placeholders(CATALOGUES) == []


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A tiny repository with one fault of each kind."""
    for folder in ("lib", "pages"):
        (tmp_path / folder).mkdir()
    (tmp_path / "lib" / "a.py").write_text('_("Kept")\n_("Forgotten")\nngettext("{n} row", "{n} rows", 2)\n')
    (tmp_path / "pages" / "b.py").write_text('LABEL = N_("Empty")\n')
    (tmp_path / "dashboard.py").write_text("f\"{_('{n} of {all}')}\"\n")
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Kept"\nmsgstr "Beholdt"\n\nmsgid "Empty"\nmsgstr ""\n\nmsgid "Gone"\nmsgstr "Borte"\n\n'
        'msgid "{n} of {all}"\nmsgstr "{n} av {alle}"\n\n'
        'msgid "{n} row"\nmsgid_plural "{n} rows"\nmsgstr[0] "én rad"\nmsgstr[1] "{n} rader"\n'
    )
    (tmp_path / "b.po").write_text('msgid "Kept"\nmsgstr "Tatt vare på"\n', encoding="utf-8")
    return tmp_path


def test_each_check_finds_its_fault_and_only_that(faulty: Path):
    catalogues = [faulty / "a.po", faulty / "b.po"]
    code, words = ids_in_code(faulty), translations(catalogues)
    assert untranslated(code, words) == ["lib/a.py:2: 'Forgotten'", "pages/b.py:1: 'Empty'"]
    assert unused(code, words) == ["a.po: 'Gone'"]
    assert [fault.split(":")[0] for fault in in_disagreement(words)] == ["'Kept'"]
    assert with_other_placeholders(catalogues) == ["a.po: '{n} of {all}' → '{n} av {alle}'"]
