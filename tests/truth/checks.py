"""The checks of one state: each looks at what a page says, and tells every fault it finds."""

from collections.abc import Callable, Iterator

from tests.truth.asked import Asked
from tests.truth.bars import false_bars
from tests.truth.brief import too_long
from tests.truth.claim import false_claims
from tests.truth.claims import CLAIMS
from tests.truth.comparisons import SHEET, false_comparison, false_places, is_comparison
from tests.truth.findings import false_findings
from tests.truth.keyfigures import false_key_figures
from tests.truth.places import CLAIMS_OF_PLACES, NOTES_OF_PLACES, false_middle, false_place_figures
from tests.truth.reading import Read
from tests.truth.tables import false_cells, not_in_own_table, not_in_tables
from tests.truth.wording import faults_of

STOPPED = ("Noe gikk galt", "Tallene kan ikke vises")
# The page about the numbers quotes the checks of an extract, and the notes of its manifest.
ABOUT = "om_tallene.py"


def wording(read: Read) -> Iterator[str]:
    """No hole, placeholder, doubled word or wrong form in any text."""
    for where, text in read.texts:
        yield from (f"{where}: {fault}" for fault in faults_of(text))


def answered(read: Read) -> Iterator[str]:
    """An answer in every state; a page without any rows says why instead."""
    if not any(read.answers) and not (read.notices and not read.figures):
        yield "the page has no answer"


def in_tables(read: Read) -> Iterator[str]:
    """Each number of a sentence stands in a table, in the row of the name beside it, with its unit."""
    yield from not_in_tables(read)
    if read.state.page != ABOUT:
        for figure in read.figures:
            yield from not_in_own_table(figure)


def recomputed(read: Read) -> Iterator[str]:
    """Sentences, notes, key figures and tables say what the oracle counts."""
    if read.state.page == ABOUT:
        yield from _agreement(read)
        return
    asked = Asked(read.state)
    compares = is_comparison(read.state)
    for text in read.answers:
        yield from false_comparison(asked, text) if compares else false_claims(asked, text, CLAIMS_OF_PLACES)
    for text in () if compares else read.details:
        yield from false_claims(asked, text, CLAIMS)
    if read.state.page == SHEET:
        yield from false_place_figures(asked, read.keys)
    else:
        yield from false_key_figures(asked, read.keys)
    if compares:
        for figure in read.figures:
            yield from false_places(asked, figure)
    else:
        yield from false_findings(read)
    for figure in read.figures:
        for note in figure.notes:
            yield from (f"{figure.id}: {fault}" for fault in false_claims(asked, note, NOTES_OF_PLACES))
        yield from false_cells(asked, figure)
        yield from false_bars(figure)
        yield from false_middle(figure)


def _agreement(read: Read) -> Iterator[str]:
    """The sentence about the published figures counts the verdicts of the tables below it."""
    printed, derived = (
        [
            row[-1]
            for figure in read.figures
            if figure.id.startswith("reconciliation") and figure.id.endswith("-derived") == is_derived
            for row in figure.table.rows
            if row[-1] != "ikke i uttrekket"
        ]
        for is_derived in (False, True)
    )
    first = f"{printed.count('stemmer')} av {len(printed)} publiserte tall stemmer"
    behind = f"{derived.count('stemmer')} av {len(derived)} som er regnet ut" if derived else ""
    for text in read.answers:
        if first not in text:
            yield f"«{first}» is not said: «{text}»"
    if not any(behind in text for _where, text in read.texts):
        yield f"«{behind}» is not said"


def brief(read: Read) -> Iterator[str]:
    """The answer is a line, with no more numbers than one keeps in mind."""
    yield from too_long(read)


def unbroken(read: Read) -> Iterator[str]:
    """No exception, and no page that says that something went wrong."""
    yield from read.errors
    for where, text in read.texts:
        if text.startswith(STOPPED):
            yield f"{where}: {text}"


CHECKS: tuple[Callable[[Read], Iterator[str]], ...] = (
    wording,
    answered,
    brief,
    in_tables,
    recomputed,
    unbroken,
)


def faults(read: Read) -> list[str]:
    """Every fault of a state, with the check that found it. A page that broke is not judged further."""
    broken = [f"unbroken: {fault}" for fault in unbroken(read)]
    if broken:
        return broken
    return [f"{check.__name__}: {fault}" for check in CHECKS for fault in dict.fromkeys(check(read))]
