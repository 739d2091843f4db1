"""The glossary: every metric and every part of growth, each with what a reader needs to know."""

from lib.figures.overview import FLOW
from lib.metrics.glossary import glossary
from lib.metrics.registry import METRICS
from lib.words import _

TERMS = glossary()


def test_every_metric_and_every_part_of_growth_is_in_it():
    assert set(TERMS) == {*METRICS, *FLOW, "net"}


def test_each_term_has_an_address_of_its_own_that_any_keyboard_can_type():
    anchors = [term.anchor for term in TERMS.values()]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.isascii() and " " not in anchor for anchor in anchors)
    assert TERMS["doctors"].anchor == "unike-leger"
    assert TERMS["first_time"].anchor == "forstegang"


def test_a_term_says_unit_and_source_and_what_is_particular_to_it():
    details = {id: dict(term.details) for id, term in TERMS.items()}
    assert all(said["Enhet"] and said["Kilde"] for said in details.values())
    assert details["doctors"]["Ikke med"] == "Avslåtte og avviste søknader."
    assert "Kan ikke legges sammen" in details["doctors"]
    assert "Kan ikke legges sammen" not in details["applied_nok"]
    assert details["doctors_per_100k"]["Teller / nevner"] == "Unike leger / innbyggere"
    assert details["paid_utilisation_pct"]["Teller / nevner"] == "Utbetalt / samlet budsjett"
    assert "Ikke med" not in details["population"] | details["budget_nok"] | details["turned_down"]


def test_the_labels_of_growth_are_those_of_the_figures():
    assert {id: TERMS[id].label for id in FLOW} == {id: _(label) for id, label in FLOW.items()}
