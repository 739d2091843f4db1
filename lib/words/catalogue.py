"""Message catalogues, read from the .po files themselves so that nothing compiled is committed.

A reader's language is Norwegian bokmål; a presentation can be made in English, which the message ids are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from lib.words.scheme import scheme

LANGUAGE = "nb"
# Language → the locale that writes its numbers and dates.
LOCALES = {"nb": "nb", "en": "en_GB"}
# As written in a link and on the command line → language.
ASKED_FOR = {"no": "nb", "en": "en"}
# Language → what a file says of its text, for spelling and for a voice that reads it.
TAGS = {"nb": "nb-NO", "en": "en-GB"}
FOLDER = Path(__file__).parent
_LANGUAGE: ContextVar[str] = ContextVar("language", default=LANGUAGE)


def language() -> str:
    """The language that texts and numbers are made in now."""
    return _LANGUAGE.get()


def locale() -> str:
    """The locale that writes the numbers of the language."""
    return LOCALES[language()]


def language_tag() -> str:
    """The tag of the language for files, as ``nb-NO``."""
    return TAGS[language()]


@contextmanager
def use_language(chosen: str) -> Iterator[None]:
    """Make texts and numbers in this language within the block; KeyError for one without a locale."""
    before = _LANGUAGE.set(chosen if LOCALES[chosen] else LANGUAGE)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def cached_by_language(maxsize: int) -> Callable[[Callable], Callable]:
    """``lru_cache`` with one cache for each language, for functions that return words or written numbers."""

    def decorate(function: Callable) -> Callable:
        caches = {name: lru_cache(maxsize)(function) for name in LOCALES}

        @wraps(function)
        def of_language(*arguments: object, **named: object) -> object:
            return caches[_LANGUAGE.get()](*arguments, **named)

        return of_language

    return decorate


@cache
def translations(name: str = LANGUAGE) -> Translations:
    """Every catalogue of a language in the words of the scheme; none gives the message ids themselves."""
    merged, worded = Translations(), scheme().worded()
    for path in sorted((FOLDER / name).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as source:
            catalogue = read_po(source, locale=name)
        for message in catalogue:
            message.string = _in_words(message, worded)
        write_mo(compiled, catalogue)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def _in_words(message: Message, worded: Callable[[str, str], str]) -> str | tuple[str, ...]:
    """The text, or the plural forms, of a message in the words of the scheme."""
    if not message.id:
        return message.string  # the catalogue's own header
    if isinstance(message.string, tuple):
        return tuple(worded(message.id[0], form) for form in message.string)
    return worded(message.id, message.string)


def _(message: str) -> str:
    """The reader's words for an English message id."""
    return translations(language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The reader's words for a message that depends on a number."""
    return translations(language()).ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is defined; translate it with ``_`` where it is shown."""
    return message
