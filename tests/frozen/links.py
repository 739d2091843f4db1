"""Links: drawn once with a fixed seed over every page and parameter, and what each of them showed."""

import hashlib
import json
from random import Random
from urllib.parse import parse_qs, urlencode

from tests.frozen import adapter, files
from tests.truth.states import SIZES, states

NUMBER, SEED = 300, 300
DEMO, DEMO_ID = "D", "demo-2023-10-20"
# By hand: what no state draws. Values that do not exist, places of other borders, presentations, extracts.
_MORE = (
    "kart?aar=2023&fylke=99&maal=tull",
    "kart?aar=1999&vis=aldri",
    "?aar=2023&aar=2022&fylke=46&fylke=03",
    "kart?aar=2023&grense=2020&fylke=31",
    "kart?aar=2023&grense=2024&fylke=30&maal=leger",
    "kart?aar=2022&grense=2024&kommune=1507",
    "kommune?kommune=1508&grense=2024&aar=2022",
    "kommune?kommune=0000",
    "kommune?kommune=4621&type=alis&sentralitet=4",
    "kommune",
    "sentralitet?maal=rekkevidde",
    "vekst?maal=sokt&aar=2023",
    "om-tallene?aar=2022&fylke=46",
    "kart?maal=sokt&per=leger&vis=aar-for-aar&skala=trinnlos&grense=publisert",
    "kart?maal=tilskudd&per=innbyggere&vis=endring-prosent&niva=kommuner",
    f"?uttrekk={DEMO_ID}&aar=2022&aar=2023",
    f"kart?uttrekk={DEMO_ID}&aar=2023&fylke=46&maal=leger",
    "budsjett?uttrekk=finnes-ikke&aar=2023",
    "presentasjon",
    "presentasjon?bilde=finnes-ikke&bilde=by-year",
)


def drawn(number: int = NUMBER) -> list[str]:
    """So many links, the same at every call, as a reader would paste them without the server."""
    found = [*_MORE, *_presentations(Random(SEED))]
    for state in states(number * 12, seed=SEED):
        if state.extract == DEMO:
            path = state.address.partition("/")[2]
            found.append(path)
    return list(dict.fromkeys(found))[:number]


def _presentations(random: Random, number: int = 15) -> list[str]:
    """Presentations of a few figures each, some about one municipality, some in English."""
    names, found = sorted(adapter.names()), []
    for _number in range(number):
        chosen = [("aar", random.choice(("2022", "2023")))]
        chosen += [("kommune", "4621")] if random.random() < 0.4 else []
        chosen += [("storrelse", random.choice(SIZES))] if random.random() < 0.2 else []
        chosen += [("bilde", name) for name in random.sample(names, 4)]
        chosen += [("spraak", "en")] if random.random() < 0.3 else []
        chosen += [("tittel", "Til møtet"), ("forfatter", "Avdelingen")] if random.random() < 0.3 else []
        found.append(f"presentasjon?{urlencode(chosen)}")
    return found


def shown(link: str) -> dict:
    """What a link shows on the frozen demo: for each figure its title, subtitle and the hash of its table."""
    path, _mark, query = link.partition("?")
    made, errors = adapter.figures_at(files.DEMO, path, parse_qs(query, keep_blank_values=True))
    found = {"link": link, "figures": [_figure(each) for each in made]}
    return found | ({"errors": errors} if errors else {})


def _figure(made: adapter.Made) -> list[str]:
    told = adapter.told(made)
    return [told["title"], told["subtitle"], hash_of(told["table"])]


def hash_of(table: dict) -> str:
    """The columns as keys and the values as written, in twelve digits."""
    content = json.dumps([table["columns"], table["rows"]], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:12]
