"""A link that somebody has kept shows the same figures, in the same words and with the same numbers."""

from urllib.parse import parse_qs

import pytest

from tests.frozen import files, links
from tests.frozen.differences import Difference, unknown

CHUNK = 30
LINKS = files.read(files.LINKS)
PARTS = ("title", "subtitle", "table")


def changed(was: dict) -> list[Difference]:
    """What a link shows otherwise than it did."""
    where, now = f"link {was['link']}", links.shown(was["link"])
    found = [Difference(where, "errors", "", error) for error in now.get("errors", ())]
    for pair in paired(was["figures"], now["figures"]):
        if None in pair:
            found.append(Difference(where, "figure", *map(str, pair)))
            continue
        found += [
            Difference(where, part, f"{before[0]}: {before[place]}", f"{after[0]}: {after[place]}")
            for before, after in (pair,)
            for place, part in enumerate(PARTS)
            if before[place] != after[place]
        ]
    return found


def paired(was: list, now: list) -> list[tuple]:
    """The figures of both by their titles, whatever order they are laid out in; then those of one alone.

    A title that says more or less than it did is still that of the same figure.
    """
    rest, found, alone = list(now), [], list(was)
    for is_same in (str.__eq__, lambda before, after: before.startswith(after) or after.startswith(before)):
        for before in tuple(alone):
            after = next((each for each in rest if is_same(before[0], each[0])), None)
            if after is not None:
                alone.remove(before)
                rest.remove(after)
                found.append((before, after))
    return [*found, *((before, None) for before in alone), *((None, after) for after in rest)]


@pytest.mark.parametrize("first", range(0, len(LINKS), CHUNK))
def test_a_link_shows_what_it_showed(first: int) -> None:
    found = [each for link in LINKS[first : first + CHUNK] for each in changed(link)]
    assert list(map(str, unknown(found))) == []


def test_a_link_that_shows_something_else_is_told() -> None:
    link = next(link for link in LINKS if link["figures"] and not changed(link))
    title, subtitle, table = link["figures"][0]
    others = link["figures"][1:]
    for wrong in ([title + "!", subtitle, table], [title, "2022", table], [title, subtitle, "0" * 12]):
        assert len(changed({**link, "figures": [wrong, *others]})) == 1
    assert len(changed({**link, "figures": [*link["figures"], [title, subtitle, table]]})) == 1


def test_the_links_hold_every_parameter_page_and_kind_of_answer() -> None:
    parameters = {name for link in LINKS for name in parse_qs(link["link"].partition("?")[2])}
    assert parameters == {
        *("aar", "fylke", "kommune", "sentralitet", "storrelse", "type", "grense", "maal", "per", "vis"),
        *("niva", "skala", "uttrekk", "bilde", "tittel", "forfatter", "spraak"),
    }
    assert {link["link"].partition("?")[0] for link in LINKS} == {
        *("", "kart", "sentralitet", "vekst", "budsjett", "kommune", "presentasjon", "om-tallene")
    }
    assert len(LINKS) == 300 and sum(len(link["figures"]) for link in LINKS) > 700
    assert any(not link["figures"] for link in LINKS)
