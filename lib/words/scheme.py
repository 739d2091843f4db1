"""The grant scheme that is served: its name, words and published figures, from one configuration file.

A process serves one scheme, so the file is read once: ``data/scheme.toml``, or what ``$ALIS_SCHEME`` names.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

ENVIRONMENT = "ALIS_SCHEME"
SHIPPED = Path(__file__).parents[2] / "data" / "scheme.toml"


class SchemeError(SystemExit):
    """The configuration file cannot be used. Without a scheme there are no words, so the process ends.

    The message is one sentence of the file, what is wrong and what to do, written to standard error.
    """


@dataclass(frozen=True)
class Scheme:
    """The names, words and published figures of one scheme, as in ``data/scheme.toml``."""

    name: str
    source: str
    site: str
    file_prefix: str
    links: Mapping[str, str]
    reference: Mapping[str, str]
    terms: Mapping[str, str]
    texts: Mapping[str, str]
    explanations: Mapping[str, str]
    method: tuple[Mapping[str, str], ...]
    report: Mapping[str, str]
    folder: Path

    def source_of(self, table: str) -> Path | None:
        """The scheme's own source of a reference table; None where it has none."""
        return self.folder / self.reference[table] if table in self.reference else None

    def worded(self) -> Callable[[str, str], str]:
        """From a message id and its catalogue text to the words of this scheme."""
        lowered = {word.lower(): words for word, words in self.terms.items()}
        longest_first = sorted(map(re.escape, lowered), key=len, reverse=True)
        whole_words = re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", re.IGNORECASE)

        def said(found: re.Match) -> str:
            words = lowered[found[0].lower()]
            return words[:1].upper() + words[1:] if found[0][:1].isupper() else words

        def text_of(message: str, text: str) -> str:
            if message in self.texts:
                return self.texts[message]
            return whole_words.sub(said, text) if lowered else text

        return text_of


@cache
def scheme() -> Scheme:
    """The scheme in use. Raises SchemeError."""
    path = Path(os.environ.get(ENVIRONMENT) or SHIPPED)
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemeError(f"{path.name} ({ENVIRONMENT}): filen kan ikke leses som TOML: {error}") from error
    given = {
        "terms": {},
        "texts": {},
        "explanations": {},
        "reference": {},
        "method": [],
        "report": {},
    } | document
    wrong = [field.name for field in fields(Scheme) if not _fits(field.name, given.get(field.name))]
    unknown = sorted(set(given) - {field.name for field in fields(Scheme)})
    if wrong or unknown:
        raise SchemeError(
            f"{path.name} ({ENVIRONMENT}): disse mangler eller har feil form: {', '.join(wrong + unknown)}. "
            "Se data/scheme.toml for hvordan filen skal være."
        )
    return Scheme(**{**given, "method": tuple(given["method"])}, folder=path.resolve().parent)


def _fits(name: str, value: object) -> bool:
    """Whether a field of the file has its form: a text, a table of texts, or paragraphs."""
    if name == "folder":
        return value is None
    if name in ("name", "source", "site", "file_prefix"):
        return isinstance(value, str) and value != ""
    if name == "method":
        paragraphs = isinstance(value, list) and all(isinstance(part, dict) for part in value)
        return paragraphs and all(part.keys() == {"title", "text"} and _texts(part) for part in value)
    if name == "report" and value:
        is_whole = isinstance(value, dict) and value.keys() == {"title", "address"} and _texts(value)
        return is_whole and value["address"].startswith("https://")
    if name == "links" and (not isinstance(value, dict) or value.keys() != {"alis", "guidance"}):
        return False
    return _texts(value)


def _texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
