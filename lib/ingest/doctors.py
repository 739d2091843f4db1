"""The doctor column: pseudonyms only. Persons' numbers and names are refused, and never quoted.

With a key every id becomes the first 32 hexadecimal digits (128 bits) of its HMAC-SHA256, before anything
is kept. What is hashed is the id in NFKC, without white space around it and without regard to case; an
identity number (or D-number) is its eleven digits, also where it is written 010190 12345 or where a
spreadsheet has lost its leading zero. What two doctors may share is refused with a key too: names, addresses,
telephone numbers, and identity numbers with hidden digits.
"""

import hashlib
import hmac
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.ingest.cells import Distinct

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


@dataclass(frozen=True)
class Doctors:
    """The distinct ids as they may be kept, and which of them are persons' numbers, names or addresses.

    ``is_register_number`` is true only where most ids are such numbers.
    """

    ids: pa.Array
    is_identity: pa.Array
    is_hidden: pa.Array
    is_name: pa.Array
    is_register_number: pa.Array


def doctors(values: Distinct, key: bytes | None) -> Doctors:
    """The ids of a column. With a key they are pseudonyms, and identity numbers are no fault."""
    texts, empty = pc.utf8_normalize(values.values, "NFKC"), values.empty()
    suspects = pc.and_not(pc.match_substring_regex(texts, SUSPECT), empty).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(suspects)
    suspected = texts.take(pa.array(at)).to_pylist()
    identities = dict(zip(at.tolist(), map(identity_number, suspected), strict=True))
    is_person, is_identity, is_hidden = (np.zeros(len(texts), bool) for _each in range(3))
    is_identity[at] = [number is not None for number in identities.values()]
    is_hidden[at] = [bool(HIDDEN.search(text)) for text in suspected]
    is_person[at] = [is_name(text) for text in suspected]
    is_person[at] &= ~_filled_up(suspected, texts)
    is_person &= ~is_hidden
    is_identity &= ~is_person & ~is_hidden & (key is None)
    ids = values.values if key is None else _hashed(texts, identities, key)
    no_id = pc.or_(empty, pa.array(is_person | is_identity | is_hidden))
    return Doctors(
        pc.if_else(no_id, pa.scalar(None, pa.string()), ids),
        pa.array(is_identity),
        pa.array(is_hidden),
        pa.array(is_person),
        _most_are_register_numbers(texts, empty, key),
    )


def _filled_up(suspected: list[str], texts: pa.Array) -> np.ndarray:
    """Which of the suspects begin as a number dialled abroad, where fewer than half of those like them do."""
    dialled = np.array([bool(DIALLED.fullmatch(text)) for text in suspected], bool)
    if not dialled.any():
        return dialled
    shapes = _of_digits(pa.array(suspected, pa.string())).to_pylist()
    like = Counter(_of_digits(texts).to_pylist())
    alike = Counter(shape for shape, is_one in zip(shapes, dialled, strict=True) if is_one)
    few = [alike[shape] < LEAST_DIALLED * like[shape] for shape in shapes]
    return dialled & np.array(few, bool)


def _of_digits(texts: pa.Array) -> pa.Array:
    """How the ids are written: every digit is a nine."""
    return pc.replace_substring_regex(texts, "[0-9]", "9")


def _most_are_register_numbers(texts: pa.Array, empty: pa.Array, key: bytes | None) -> pa.Array:
    """Which ids look like numbers of the register; none unless more than half of them do."""
    alike = pc.match_substring_regex(texts, REGISTER_NUMBER)
    most = 2 * (pc.sum(alike).as_py() or 0) > len(texts) - (pc.sum(empty).as_py() or 0)
    return pc.and_(alike, key is None and most)


def _hashed(texts: pa.Array, identities: dict[int, str | None], key: bytes) -> pa.Array:
    pseudonyms = [
        pseudonym(identities.get(place) or text.casefold(), key)
        for place, text in enumerate(texts.to_pylist())
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
        return number if BORN.fullmatch(number) and checks(number) else None
    if found := IDENTITY.fullmatch(text) or IDENTITY_WITHIN.search(text):
        return re.sub(r"\D", "", found[0])
    if WITHOUT_ZERO.fullmatch(text) and checks(f"0{text}"):
        return f"0{text}"
    return None


def checks(number: str) -> bool:
    """Whether both check digits of an identity number are right."""
    digits = [int(digit) for digit in number]
    sums = (
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
        for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
    )
    return all(total % 11 == 0 for total in sums)


def is_name(text: str) -> bool:
    """Whether the text is a name, an e-mail address or a telephone number. «Lege 17» is none of them."""
    if "@" in text or any(phone.fullmatch(text) for phone in (NATIONAL, ABROAD, DIALLED)):
        return True
    if HASH.fullmatch(text) or NUMBERED.fullmatch(text) or identity_number(text):
        return False
    if LETTERS_ONLY.fullmatch(text):
        return len(LETTER.findall(text)) >= FEWEST_LETTERS
    return bool(WORD_BESIDE.search(text))
