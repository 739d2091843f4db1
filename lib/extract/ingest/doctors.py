"""The doctor column: pseudonyms only. Persons' numbers and names are refused, and never quoted.

With a key every id becomes the first 32 hexadecimal digits (128 bits) of its HMAC-SHA256, before anything
is kept. What is hashed is the id in NFKC, without white space around it and without regard to case; an
identity number (or D-number) is its eleven digits, also where it is written 010190 12345 or where a
spreadsheet has lost its leading zero. Names are refused with a key too: two doctors may share one.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lib.extract.ingest.cells import Distinct

FEWEST_KEY_BYTES = 16
PSEUDONYM_DIGITS = 32
IDENTITY = re.compile(r"\d(?:[\s.\-‐‑–]?\d){10}")
# Beside other words, but not within the letters and digits of a hash.
IDENTITY_WITHIN = re.compile(r"(?<![^\W_])\d{6}[\s.\-‐‑–]?\d{5}(?![^\W_])")
WITHOUT_ZERO = re.compile(r"\d{10}")
BETWEEN_WORDS = re.compile(r"[\s,;]+")
LETTERS = re.compile(r"[^\W\d_]+(?:[.'’\-][^\W\d_]+)*")
# For Arrow, over all ids at once; only suspects are then looked into. Ten digits may have lost a zero.
SUSPECT = r"@|^\PN*$|\pN(?:[\s.\-‐‑–]?\pN){9}"
ONE_NAME = r"^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?$"
REGISTER_NUMBER = "^[0-9]{7,9}$"
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Doctors:
    """The distinct ids as they may be kept, and which of them are persons' numbers, names or addresses."""

    ids: pa.Array
    is_identity: pa.Array
    is_name: pa.Array
    are_register_numbers: bool


def doctors(values: Distinct, key: bytes | None) -> Doctors:
    """The ids of a column. With a key they are pseudonyms, and identity numbers are no fault."""
    texts, empty = pc.utf8_normalize(values.values, "NFKC"), values.empty()
    suspects = pc.and_not(pc.match_substring_regex(texts, SUSPECT), empty).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(suspects)
    suspected = texts.take(pa.array(at)).to_pylist()
    identities = dict(zip(at.tolist(), map(identity_number, suspected), strict=True))
    is_person, is_identity = np.zeros(len(texts), bool), np.zeros(len(texts), bool)
    is_person[at] = [is_name(text) for text in suspected]
    is_identity[at] = [number is not None for number in identities.values()]
    # Some pseudonyms are a capital and letters by chance; a column of them is one of surnames.
    surnames = pc.match_substring_regex(texts, ONE_NAME)
    most_are = 2 * (pc.sum(surnames).as_py() or 0) > len(texts)
    ids = values.values if key is None else _hashed(texts, identities, key)
    return Doctors(
        pc.if_else(empty, pa.scalar(None, pa.string()), ids),
        pa.array(is_identity & (key is None)),
        pc.or_(pa.array(is_person), pc.and_(surnames, most_are)),
        key is None and _are_register_numbers(texts.filter(pc.invert(empty))),
    )


def _are_register_numbers(texts: pa.Array) -> bool:
    return len(texts) > 0 and pc.all(pc.match_substring_regex(texts, REGISTER_NUMBER)).as_py()


def _hashed(texts: pa.Array, identities: dict[int, str | None], key: bytes) -> pa.Array:
    pseudonyms = [
        pseudonym(identities.get(place) or text.casefold(), key)
        for place, text in enumerate(texts.to_pylist())
    ]
    return pa.array(pseudonyms, pa.string())


def pseudonym(normalised: str, key: bytes) -> str:
    """The pseudonym of an id that is written in one way only."""
    return hmac.digest(key, normalised.encode(), hashlib.sha256).hex()[:PSEUDONYM_DIGITS]


def identity_number(text: str) -> str | None:
    """The eleven digits, if the text looks like an identity number or D-number, whatever its check digits."""
    if found := IDENTITY.fullmatch(text) or IDENTITY_WITHIN.search(text):
        return re.sub(r"\D", "", found[0])
    if WITHOUT_ZERO.fullmatch(text) and _checks(f"0{text}"):
        return f"0{text}"
    return None


def _checks(number: str) -> bool:
    """Whether both check digits of an identity number are right."""
    digits = [int(digit) for digit in number]
    sums = (
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
        for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
    )
    return all(total % 11 == 0 for total in sums)


def is_name(text: str) -> bool:
    """Whether the text is words of letters only, two or more, or an e-mail address."""
    if "@" in text:
        return True
    words = [word.strip(".'’-") for word in BETWEEN_WORDS.split(text)]
    words = [word for word in words if word]
    return len(words) > 1 and all(LETTERS.fullmatch(word) for word in words)
