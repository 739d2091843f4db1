"""Message catalogues, read from the .po files themselves so that nothing compiled is committed."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGE = "nb"
FOLDER = Path(__file__).parent


@cache
def translations(language: str = LANGUAGE) -> Translations:
    """Every catalogue of a language, merged into one."""
    merged = Translations()
    for path in sorted((FOLDER / language).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as source:
            write_mo(compiled, read_po(source, locale=language))
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def _(message: str) -> str:
    """The reader's words for an English message id."""
    return translations().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The reader's words for a message that depends on a number."""
    return translations().ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is defined; translate it with ``_`` where it is shown."""
    return message
