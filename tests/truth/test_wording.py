"""Every check of wording fails on a text that has its fault, and passes a text as it should be."""

import pytest

from tests.truth.wording import faults_of


@pytest.mark.parametrize(
    "text",
    [
        "I {year} hadde ordningen 5 unike leger",
        "2027 (None mnd.)",
        "Utbetalt nan",
        "Fraction(1, 2) av landet",
        "i i Oslo",
        "Oslo i Oslo har 709 037 innbyggere",
        "1 leger søkte",
        "1\u00a0unike leger",
        "+1 leger",
        "0 av 1 kommuner er uten tilskudd",
        "et  hull",
        "utbetalt .",
        "utbetalt , innvilget",
        "Innvilget. .",
        "Innvilget..",
        "mest opp i Bergen (++9)",
        "mest ned i Stad (−+3)",
        "Endring −0,0",
        "Endring -3",
        "12 of 34 kommuner",
        "Nummer 3 of 4",
        "Søkt per 100 000 innbyggere",
        "Under 2\u00a0000, ALIS-avtale: innbyggertallet mangler tilskudd",
        "Kommunen (uten slutt",
        "Der bor () av innbyggerne",
    ],
)
def test_a_fault_of_wording_is_caught(text: str) -> None:
    assert faults_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "I 2023 hadde ordningen 1\u00a0871 unike leger, 513 flere enn i 2022 (+37,8 %).",
        "Nummer 1 av 11 kommuner, 1 lege og 11 leger, 21 kommuner",
        "Søkt 458,4 mill. kr (99,4 % av budsjettet), 2022–2023 og −4",
        "1 kommune. Kilde: SSB, tabell 07459.",
        "sentralitet 6 (minst sentral) (23)",
    ],
)
def test_a_text_without_fault_passes(text: str) -> None:
    assert faults_of(text) == []
