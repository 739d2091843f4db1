"""The ids of doctors and grants: pseudonyms and case numbers only, and none that lost digits.

Persons' numbers and names are refused, and never quoted. With a key every doctor's id becomes the first 32
hexadecimal digits (128 bits) of its HMAC-SHA256, before anything is kept. What is hashed is the id in NFKC,
without white space around it and without regard to case; an identity number (or D-number) is its eleven
digits, also where it is written 010190 12345 or where a spreadsheet has lost its leading zero. What two
doctors may share is refused with a key too: names, addresses, telephone numbers, and identity numbers with
hidden digits.

A spreadsheet takes an id of digits for a number: it shows twelve digits or more as a power of ten
(1,23457E+11), gives that back with zeros for the digits it did not show (123457000000), keeps fifteen digits
of any number, shows #### where a column is narrow, and takes 1-2 for a date. Two ids may have become one, and
none is what it was; so these are refused even where they are all different.
"""

import hashlib
import hmac
import re
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.ingest.cells import ColumnCells, ColumnFindings, Distinct
from lib.words import _

FEWEST_KEY_BYTES = 16
FEWEST_OTHER_BYTES = 8  # "aaaaaaaaaaaaaaaa" is guessed at once
PSEUDONYM_DIGITS = 32
IDENTITY = re.compile(r"\d(?:[\s.\-‐‑–]?\d){10}")
IDENTITY_WITHIN = re.compile(r"(?<!\d)\d{6}[\s.\-‐‑–]?\d{5}(?!\d)")
HIDDEN = re.compile(r"(?<!\d)\d{6}[\s.\-‐‑–]?(?=\d*\*)[\d*]{5}")
# A hash may have eleven digits in a row, or none, by chance; a short one seldom such that are a person's.
HASH = re.compile(r"(?=.*[a-f])[0-9a-f\-]{12,}|[a-f]{8,}", re.IGNORECASE)
SHORT_HASH = 16
BORN = re.compile(r"(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{7}")
WITHOUT_ZERO = re.compile(r"\d{10}")
LETTER = re.compile(r"[^\W\d_]")
LETTERS_ONLY = re.compile(r"(?:[^\W\d]|[\s.,;:'’`´/()\-‐‑–])+")
FEWEST_LETTERS = 3
WORD_BESIDE = re.compile(r"(?:^|\s)[^\w\s]*[^\W\d_]{2}[^\d\s]*(?=\s)|\s[^\w\s]*[^\W\d_]{2}[^\d\s]*(?=\s|$)")
NUMBERED = re.compile(r"(?:lege|doctor|id|nr|alis|pseudonym)\.? \d{1,10}", re.IGNORECASE)
# A telephone number: Norwegian in groups, or with its country in front.
NATIONAL = re.compile(r"(?:47\s)?(?=(?:\d\s?){8}$)\d{2,3}(?:\s\d{2,3}){2,3}")
ABROAD = re.compile(r"\+[1-9](?:[\s()\-]*\d){7,14}")
# After 00 in place of the plus: in groups, or of a Nordic country. Ids of many digits begin so by chance, or
# because zeros fill them up; then most of those written alike are no telephone numbers.
DIALLED = re.compile(
    r"00\s?[1-9](?=[\d-]*[\s()])(?:[\s()\-]*\d){7,14}"
    r"|00(?:4[57]-?[2-9]\d{7}|46-?[1-9]\d{6,8}|354-?[4-9]\d{6}|358-?[1-9]\d{6,8})"
)
LEAST_DIALLED = 0.5
# For Arrow, over all ids at once; only suspects are then looked into. Ten digits may have lost a zero.
SUSPECT = r"[@*+\s]|^00|^\PN*$|\pN(?:[\s.\-‐‑–]?\pN){9}"
REGISTER_NUMBER = "^[0-9]{7,9}$"
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# A hash may be digits and an e, as 1234e567; it has neither a plus nor a mark of decimals.
POWER = r"^[-−]?[0-9]{1,3}(?:(?:[.,][0-9]+)?[eE]\+|[.,][0-9]+[eE][-−]?)[0-9]{1,3}$"
TOO_NARROW = "^#+$"
AS_SHOWN = r"^[1-9][0-9]{0,5}0{6,}$"  # six digits are shown of a number of twelve or more
LONG, LONGER = "^[0-9]{12,}$", "^[0-9]{16,}$"
CUT = "^[0-9]{15}0+$"
# By chance one in a million ids of twelve digits ends in six zeros, and one in ten of sixteen in one.
MOST_BY_CHANCE, MOST_CUT_BY_CHANCE, FEWEST_CUT = 0.01, 0.5, 5
ELEVEN_DIGITS = r"^[0-9]{6}[ .\-]?[0-9]{5}$"
# Of other numbers of eleven digits, fewer than one in a hundred has control digits that are right.
LEAST_SHARE = 0.5


def doctor_ids(cells: ColumnCells, key: bytes | None, found: ColumnFindings) -> pa.Array:
    """The doctors' ids, with a key pseudonyms made of them; null where one is refused.

    With a key identity numbers are no fault, since they are not kept.
    """
    values = cells.distinct()
    texts, empty = pc.utf8_normalize(values.values, "NFKC"), values.empty()
    suspects = pc.and_not(pc.match_substring_regex(texts, SUSPECT), empty).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(suspects)
    suspected = texts.take(pa.array(at)).to_pylist()
    numbers = dict(zip(at.tolist(), map(identity_number, suspected), strict=True))
    is_name, is_identity, is_hidden = (np.zeros(len(texts), bool) for _each in range(3))
    is_hidden[at] = [bool(HIDDEN.search(text)) for text in suspected]
    is_name[at] = [names_somebody(text) for text in suspected]
    is_name[at] &= ~_filled_up(suspected, texts)
    is_name &= ~is_hidden
    is_identity[at] = [key is None and number is not None for number in numbers.values()]
    is_identity &= ~is_name & ~is_hidden
    lost = _refuse_rewritten(cells, values, "doctor-rewritten", found)
    step = _("Deliver pseudonyms only: let the source replace the numbers, or publish with --pseudonymise.")
    fault = _("The column holds identity numbers. Only pseudonyms may be published.")
    found.add("doctor-identity", values.per_row(pa.array(is_identity)), fault, step)
    fault = _("The column holds identity numbers with hidden digits, which several doctors may share.")
    step = _("Deliver one pseudonym for each doctor; two doctors may share a name.")
    found.add("doctor-identity", values.per_row(pa.array(is_hidden)), fault, step)
    fault = _(
        "The column holds names, e-mail addresses or telephone numbers. Only pseudonyms may be published."
    )
    found.add("doctor-name", values.per_row(pa.array(is_name)), fault, step)
    fault = _("Most ids are numbers of seven to nine digits, as in the register of health personnel.")
    step = _("Make sure that they are pseudonyms, or publish with --pseudonymise.")
    registered = pc.match_substring_regex(texts, REGISTER_NUMBER)
    most = 2 * _number(registered) > len(texts) - _number(empty)
    registered = values.per_row(pc.and_(registered, key is None and most))
    found.add("doctor-number", registered, fault, step, "warning")
    ids = values.values if key is None else _hashed(texts, numbers, key)
    refused = pc.or_(empty, pa.array(is_name | is_identity | is_hidden))
    ids = _without(values.per_row(_without(ids, refused)), lost)
    if key is not None:
        fault = _("Doctors' ids were replaced by keyed hashes of {count} digits.")
        step = _("Nothing. Use the same key for the next extract.")
        found.add("doctor-pseudonym", ids.is_valid(), fault.format(count=PSEUDONYM_DIGITS), step, "note")
    return ids


def grant_ids(cells: ColumnCells, found: ColumnFindings) -> pa.Array:
    """The grants' ids; null where one is a person's number or was rewritten."""
    values = cells.distinct()
    lost = _refuse_rewritten(cells, values, "grant-rewritten", found)
    persons = _identity_numbers(values)
    fault = _("The column holds identity numbers. A grant's id must not tell who the doctor is.")
    step = _("Deliver the case number of the grant instead, or leave the column out.")
    found.add("grant-identity", values.per_row(persons), fault, step)
    return _without(values.per_row(_without(values.filled(), persons)), lost)


def _without(ids: pa.Array, refused: pa.Array) -> pa.Array:
    return pc.if_else(refused, pa.scalar(None, pa.string()), ids)


def _number(mask: pa.Array) -> int:
    """How many are true."""
    return pc.sum(mask).as_py() or 0


def _refuse_rewritten(cells: ColumnCells, values: Distinct, kind: str, found: ColumnFindings) -> pa.Array:
    """Add a finding about the rows whose id has lost digits in a spreadsheet, and give them as a mask."""

    def like(pattern: str) -> pa.Array:
        return pc.match_substring_regex(values.values, pattern)

    lost, long, longer = like(f"{POWER}|{TOO_NARROW}"), like(LONG), like(LONGER)
    shown, cut = pc.and_(like(AS_SHOWN), long), like(CUT)
    if _number(shown) > MOST_BY_CHANCE * _number(long):
        lost = pc.or_(lost, shown)
    if _number(longer) >= FEWEST_CUT and _number(cut) > MOST_CUT_BY_CHANCE * _number(longer):
        lost = pc.or_(lost, cut)
    lost = pc.fill_null(values.per_row(lost), False)
    if cells.day is not None:
        lost = pc.or_(lost, cells.day.is_valid())
    fault = _(
        "The ids were rewritten by a spreadsheet, and digits are lost: two of them may have become one."
    )
    step = _(
        "Deliver them from the source as text, without a spreadsheet between, or with the format text in it."
    )
    found.add(kind, lost, fault, step)
    return lost


def _identity_numbers(values: Distinct) -> pa.Array:
    """Which ids are identity numbers or D-numbers: all of eleven digits, where at least half are valid.

    Case numbers may have eleven digits too, and some are valid by chance; so one alone says nothing of many.
    """
    alike = pc.match_substring_regex(values.values, ELEVEN_DIGITS)
    numbers = pc.replace_substring_regex(values.values.filter(alike), "[^0-9]", "")
    distinct = pc.unique(numbers).to_pylist()
    valid = sum(map(has_check_digits, distinct))
    if not valid or valid < LEAST_SHARE * len(distinct):
        return pa.array(np.zeros(len(alike), bool))
    return alike


def _filled_up(suspected: list[str], texts: pa.Array) -> np.ndarray:
    """Ids filled up with zeros: they look like numbers dialled abroad, but few ids of their pattern do."""
    dialled = np.array([bool(DIALLED.fullmatch(text)) for text in suspected], bool)
    if not dialled.any():
        return dialled
    shapes = _of_digits(pa.array(suspected, pa.string())).to_pylist()
    like = Counter(_of_digits(texts).to_pylist())
    alike = Counter(shape for shape, is_one in zip(shapes, dialled, strict=True) if is_one)
    few = [alike[shape] < LEAST_DIALLED * like[shape] for shape in shapes]
    return dialled & np.array(few, bool)


def _of_digits(texts: pa.Array) -> pa.Array:
    """The patterns of the ids, with a nine for every digit."""
    return pc.replace_substring_regex(texts, "[0-9]", "9")


def _hashed(texts: pa.Array, numbers: dict[int, str | None], key: bytes) -> pa.Array:
    pseudonyms = [
        pseudonym(numbers.get(place) or text.casefold(), key) for place, text in enumerate(texts.to_pylist())
    ]
    return pa.array(pseudonyms, pa.string())


def is_weak(key: bytes) -> bool:
    """Whether a key is too short, blank, or of a few letters only."""
    return len(key) < FEWEST_KEY_BYTES or not key.strip() or len(set(key)) < FEWEST_OTHER_BYTES


def pseudonym(normalised: str, key: bytes) -> str:
    """The pseudonym of an id that is written in one way only."""
    return hmac.digest(key, normalised.encode(), hashlib.sha256).hex()[:PSEUDONYM_DIGITS]


def identity_number(text: str) -> str | None:
    """The eleven digits, if the text looks like an identity number or D-number, whatever its check digits."""
    if HASH.fullmatch(text):
        within = IDENTITY_WITHIN.search(text) if len(text) < SHORT_HASH else None
        number = re.sub(r"\D", "", within[0]) if within else ""
        return number if BORN.fullmatch(number) and has_check_digits(number) else None
    if found := IDENTITY.fullmatch(text) or IDENTITY_WITHIN.search(text):
        return re.sub(r"\D", "", found[0])
    if WITHOUT_ZERO.fullmatch(text) and has_check_digits(f"0{text}"):
        return f"0{text}"
    return None


def has_check_digits(number: str) -> bool:
    """Whether both check digits of an identity number are right."""
    digits = [int(digit) for digit in number]
    sums = (
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
        for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
    )
    return all(total % 11 == 0 for total in sums)


def names_somebody(text: str) -> bool:
    """Whether the text is a name, an e-mail address or a telephone number. «Lege 17» is none of them."""
    if "@" in text or any(phone.fullmatch(text) for phone in (NATIONAL, ABROAD, DIALLED)):
        return True
    if HASH.fullmatch(text) or NUMBERED.fullmatch(text) or identity_number(text):
        return False
    if LETTERS_ONLY.fullmatch(text):
        return len(LETTER.findall(text)) >= FEWEST_LETTERS
    return bool(WORD_BESIDE.search(text))
