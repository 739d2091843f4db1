"""Every kind of claim that sentences and notes make; each module of claims judges those of its subject."""

from tests.truth.claim import Claim
from tests.truth.claims_of_change import CHANGES
from tests.truth.claims_of_growth import GROWN
from tests.truth.claims_of_notes import OF_NOTES
from tests.truth.claims_of_places import PLACES
from tests.truth.claims_of_sheet import SHEET
from tests.truth.claims_of_years import YEARLY

CLAIMS: tuple[Claim, ...] = (*PLACES, *CHANGES, *YEARLY, *GROWN, *SHEET)
NOTES: tuple[Claim, ...] = (*CLAIMS, *OF_NOTES)
