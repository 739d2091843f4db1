"""The columns of ids, the doctors' and the grants': persons' numbers are refused, and what was rewritten.

A spreadsheet takes an id of digits for a number: it shows twelve digits or more as a power of ten
(1,23457E+11), gives that back with zeros for the digits it did not show (123457000000), keeps fifteen digits
of any number, shows #### where a column is narrow, and takes 1-2 for a date. Two ids may have become one, and
none is what it was; so these are refused even where they are all different.
"""

import pyarrow as pa
import pyarrow.compute as pc

from lib.ingest.cells import Distinct
from lib.ingest.doctors import PSEUDONYM_DIGITS, doctors
from lib.ingest.gather import Parts
from lib.ingest.grants import identity_numbers
from lib.ingest.parse_values import texts
from lib.ingest.report import Teller
from lib.words import N_, _

# A hash may be digits and an e, as 1234e567; it has neither a plus nor a mark of decimals.
POWER = r"^[-−]?[0-9]{1,3}(?:(?:[.,][0-9]+)?[eE]\+|[.,][0-9]+[eE][-−]?)[0-9]{1,3}$"
TOO_NARROW = "^#+$"
AS_SHOWN = r"^[1-9][0-9]{0,5}0{6,}$"  # six digits are shown of a number of twelve or more
LONG, LONGER = "^[0-9]{12,}$", "^[0-9]{16,}$"
CUT = "^[0-9]{15}0+$"
# By chance one in a million ids of twelve digits ends in six zeros, and one in ten of sixteen in one.
MOST_BY_CHANCE, MOST_CUT_BY_CHANCE, FEWEST_CUT = 0.01, 0.5, 5
REWRITTEN = N_(
    "The ids were rewritten by a spreadsheet, and digits are lost: two of them may have become one."
)
AS_TEXT = N_(
    "Deliver them from the source as text, without a spreadsheet between, or with the format text in it."
)


def rewritten(values: Distinct) -> pa.Array:
    """Which of the distinct ids have lost digits in a spreadsheet."""
    lost = pc.or_(_like(values, POWER), _like(values, TOO_NARROW))
    if _share(shown := pc.and_(_like(values, AS_SHOWN), _like(values, LONG)), LONG, values) > MOST_BY_CHANCE:
        lost = pc.or_(lost, shown)
    cut, longer = _like(values, CUT), pc.sum(_like(values, LONGER)).as_py() or 0
    if longer >= FEWEST_CUT and _share(cut, LONGER, values) > MOST_CUT_BY_CHANCE:
        lost = pc.or_(lost, cut)
    return lost


def _like(values: Distinct, pattern: str) -> pa.Array:
    return pc.match_substring_regex(values.values, pattern)


def _share(found: pa.Array, pattern: str, values: Distinct) -> float:
    """How much of the ids like a pattern was found; 0 where there are none."""
    return (pc.sum(found).as_py() or 0) / max(pc.sum(_like(values, pattern)).as_py() or 0, 1)


def _refuse_rewritten(parts: Parts, lost: pa.Array, kind: str, tell: Teller) -> pa.Array:
    """Tell the rows whose id is lost, and give them."""
    if parts.day is not None:
        lost = pc.or_(pc.fill_null(lost, False), parts.day.is_valid())
    tell(kind, lost, _(REWRITTEN), _(AS_TEXT))
    return lost


def _without(ids: pa.Array, rows: pa.Array) -> pa.Array:
    return pc.if_else(pc.fill_null(rows, False), pa.scalar(None, pa.string()), ids)


def grant_ids(parts: Parts, tell: Teller) -> pa.Array:
    """The grants' ids; null where one is a person's number or was rewritten."""
    values = parts.distinct()
    lost = _refuse_rewritten(parts, values.spread(rewritten(values)), "grant-rewritten", tell)
    persons = identity_numbers(values)
    fault = _("The column holds identity numbers. A grant's id must not tell who the doctor is.")
    step = _("Deliver the case number of the grant instead, or leave the column out.")
    tell("grant-identity", values.spread(persons), fault, step)
    ids = texts(values).values
    return _without(values.spread(pc.if_else(persons, pa.scalar(None, pa.string()), ids)), lost)


def doctor_ids(parts: Parts, pseudonym_key: bytes | None, tell: Teller) -> pa.Array:
    """The doctors' ids, pseudonyms made of them where there is a key; null where one is refused."""
    values = parts.distinct()
    read = doctors(values, pseudonym_key)
    lost = _refuse_rewritten(parts, values.spread(rewritten(values)), "doctor-rewritten", tell)
    step = _("Deliver pseudonyms only: let the source replace the numbers, or publish with --pseudonymise.")
    fault = _("The column holds identity numbers. Only pseudonyms may be published.")
    tell("doctor-identity", values.spread(read.is_identity), fault, step)
    fault = _("The column holds identity numbers with hidden digits, which several doctors may share.")
    own = _("Deliver one pseudonym for each doctor; two doctors may share a name.")
    tell("doctor-identity", values.spread(read.is_hidden), fault, own)
    fault = _(
        "The column holds names, e-mail addresses or telephone numbers. Only pseudonyms may be published."
    )
    tell("doctor-name", values.spread(read.is_name), fault, own)
    fault = _("Most ids are numbers of seven to nine digits, as in the register of health personnel.")
    step = _("Make sure that they are pseudonyms, or publish with --pseudonymise.")
    tell("doctor-number", values.spread(read.is_register_number), fault, step, "warning")
    ids = _without(values.spread(read.ids), lost)
    if pseudonym_key is not None:
        fault = _("Doctors' ids were replaced by keyed hashes of {count} digits.")
        step = _("Nothing. Use the same key for the next extract.")
        tell("doctor-pseudonym", ids.is_valid(), fault.format(count=PSEUDONYM_DIGITS), step, "note")
    return ids
