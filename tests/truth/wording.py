"""Faults that show in a text by themselves: holes, leftovers, doubled words, wrong forms."""

import re

NOT_TEXT = re.compile(
    r"\{\w*\}|%\(\w+\)|\bNone\b|\bnan\b|\bNaN\b|\bNaT\b|<NA>|\binf\b|\bTrue\b|\bFalse\b|Fraction\(|Missing\(|Partial\("
    r"|StandIn\(|Decimal\(|\bundefined\b|<\w+ object"
)
DOUBLED = re.compile(r"\b([a-zæøå]+)\s+\1\b", re.IGNORECASE)
IN_ITSELF = re.compile(r"\b([A-ZÆØÅ]\w+) i \1\b")
ONE_OF_MANY = re.compile(
    r"(?<![\d\u00a0,.–−])1[ \u00a0]"
    r"(?:unike leger|leger|kommuner|fylker|ALIS-avtaler|innbyggere|andre|rader)\b"
)
OF_ONE = re.compile(r"\bav 1[ \u00a0](?:kommuner|fylker|leger)\b|\balle 1\b")
SPACES = re.compile(r"  | [.,;:)](?!\w)|\( |\(\)|\.\s+\.|\.\.(?!\.)|,,|;;|,\.|::")
SIGNS = re.compile(r"\+\+|−\+|\+−|−−|(?<![\w-])-\d|[+−]0(?![\d,])|[+−]0,0+(?!\d)|kr kr|% %")
ENGLISH = re.compile(
    r"\b(?:the|of|and|with|is|are|was|had|has|have|not|than|most|least|none|grants?|doctors?"
    r"|municipalit(?:y|ies)|inhabitants|applied|years?|unknown|between|chosen|its|were|been|this|that)\b",
    re.IGNORECASE,
)
BROKEN_NUMBER = re.compile(r"(?<![\d,.–])\d{1,3} \d{3}(?![\d–])")
REASON_WITH_UNIT = re.compile(
    r"(?:(?:tallet|budsjettet|perioden) mangler|ikke avgjort|ikke publisert|ikke utbetalt ennå|fantes ikke"
    r"|ikke i uttrekket|uten grunnlag"
    r"|filtrert bort) (?:tilskudd|leger|unike leger|kr|innbyggere|kommuner|prosent|avtaler|ALIS-avtaler)\b"
)
CHECKS = {
    "a value that is not text": NOT_TEXT,
    "a doubled word": DOUBLED,
    "a place in itself": IN_ITSELF,
    "one thing in the plural": ONE_OF_MANY,
    "one of one in the plural": OF_ONE,
    "spaces or signs out of place": SPACES,
    "a sign out of place": SIGNS,
    "a number that a line may break": BROKEN_NUMBER,
    "a unit after what is missing": REASON_WITH_UNIT,
    "English": ENGLISH,
}
# Texts that are names of things, and may look like a fault.
EXCUSED = re.compile(r"\b\w+\.parquet\b|\b[a-z]+(?:_[a-z]+)+\b|kolonnen \w+|sha256 [0-9a-f]+")


def faults_of(text: str) -> list[str]:
    """What is wrong with the wording of a text, each with the words that show it."""
    text = EXCUSED.sub("x", text)
    found = []
    for name, pattern in CHECKS.items():
        hit = pattern.search(text)
        if hit:
            around = text[max(0, hit.start() - 30) : hit.end() + 30]
            found.append(f"{name}: «{hit[0]}» in «{around}»")
    if text.count("(") != text.count(")"):
        found.append(f"a bracket without its other: «{text[:120]}»")
    return found
