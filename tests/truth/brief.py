"""How long the answer of a page is: 25 words and three numbers at most, for who has two minutes.

Places that are compared have a number each, and are not held to it. Not counted are the words that say what
is chosen, which stand in brackets or name a place, and the mark of an
amount that stands for another; a class is a word. Nor are numbers that are names: years, classes, sizes, and
how many of a tie are not named.
"""

import re
from collections.abc import Iterator

from tests.truth.asked import SIZE_NAMES, Asked
from tests.truth.reading import Read
from tests.truth.said import NUMBER, years_in_words

WORDS, NUMBERS = 25, 3
# The sheet of a municipality, and pages whose first line is about no number of a selection.
OTHERWISE = ("kommune.py", "om_tallene.py", "presentasjon.py")
_NAMES = re.compile(
    r"[Ss]entralitet \d(?:(?:, | og )\d)*(?: \(\w+ sentral\))?|\b(?:19|20)\d\d\b|per 100\u00a0000"
    rf"|(?:og )?{NUMBER} andre| for {NUMBER} av {NUMBER} (?:avgjort|utbetalt)e?|"
    + "|".join(re.escape(name.replace("Under", "under")) for name in SIZE_NAMES.values())
)
_OF_CHOICE = "avgjort|avgjorte|innbyggere|sentralitet|veiledning|ALIS"


def too_long(read: Read) -> Iterator[str]:
    """The answers of a page that are longer than a line, or have more numbers than one keeps in mind."""
    if read.state.page in OTHERWISE or read.state.all("mot") or not read.figures:
        return
    asked = Asked(read.state)
    for text in read.answers:
        said = without_choice(asked, text)
        if len(said.split()) > WORDS:
            yield f"{len(said.split())} words: «{text}»"
        numbers = re.findall(NUMBER, _NAMES.sub("", said))
        if len(numbers) > NUMBERS:
            yield f"{len(numbers)} numbers: «{text}»"


def without_choice(asked: Asked, text: str) -> str:
    """A text without the places, filters and states of the years that are chosen."""
    text = re.sub(rf" \((?:[^()]|\([^()]*\))*(?:{_OF_CHOICE})[^()]*\)", "", text)
    text = re.sub(r"(?:, |(?<= \())(?:for [^:()]*: innvilget|innvilget i \d{4})", "", text)
    text = re.sub(r"kommuner med [^():]*? innbyggere", "klassen", text)
    text = text.replace(years_in_words(asked.pick.years), "årene")
    chosen = [asked.places, asked.places_of(asked.neighbours), *asked.filters]
    for name in sorted(filter(None, chosen), key=len, reverse=True):
        text = text.replace(f" ({name})", "").replace(name, "det valgte")
    return text
