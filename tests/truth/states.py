"""States of the pages, drawn with a fixed seed: an extract, a page and everything its address can say."""

from dataclasses import dataclass, field
from functools import cache
from random import Random

from tests.truth.extracts import raw
from tests.truth.reference import register_codes

SEED = 11
EXTRACTS = ("D", "Y4", "FAR", "GAPS", "ONE", "MIXED")
SIZES, TYPES = "abcdefg", ("alis", "veiledning")
# Page → how often it is drawn, and what it measures.
PAGES = {
    "oversikt.py": (5, ("leger", "sokt")),
    "kart.py": (8, ("tilskudd", "leger", "sokt")),
    "rekkevidde.py": (2, ()),
    "sentralitet.py": (4, ("tilskudd", "leger", "sokt", "andeler")),
    "vekst.py": (4, ("leger", "kommuner")),
    "budsjett.py": (3, ()),
    "kommune.py": (5, ()),
    "om_tallene.py": (1, ()),
    "presentasjon.py": (1, ()),
}
COMPARING = ("oversikt.py", "vekst.py", "budsjett.py", "kommune.py")
# Page → its other switches.
SWITCHES = {
    "kart.py": {
        "per": ("alt", "innbyggere", "tilskudd", "leger"),
        "vis": ("naa", "endring", "endring-prosent", "aar-for-aar"),
        "niva": ("fylker", "kommuner"),
        "skala": ("klasser", "trinnlos"),
    },
    "rekkevidde.py": {"periode": ("valgt", "alle")},
    "sentralitet.py": {"inndeling": ("sentralitet", "storrelse")},
    "budsjett.py": {"belop": ("alt", "maaned")},
}


@dataclass(frozen=True)
class State:
    """One address of one extract. ``params`` are as they stand in the link."""

    extract: str
    page: str
    params: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def address(self) -> str:
        """The address as a reader would paste it, with the extract before it."""
        path = "" if self.page == "oversikt.py" else self.page.removesuffix(".py").replace("_", "-")
        query = "&".join(f"{name}={value}" for name, values in self.params.items() for value in values)
        return f"{self.extract} /{path}?{query}".rstrip("?")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""
        return self.params.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """The value of a parameter that stands once."""
        return self.params.get(name, (default,))[0]


@cache
def years_of(extract: str) -> tuple[int, ...]:
    """The years that an extract has rows of."""
    return tuple(sorted({int(year) for year in raw(extract)[0]["year"]}))


def borders_of(extract: str, params: dict[str, tuple[str, ...]]) -> int:
    """The borders of an address: as it says, else those of the latest year chosen."""
    asked = params.get("grense", ("publisert",))[0]
    if asked in ("2020", "2024"):
        return int(asked)
    latest = max(map(int, params.get("aar", (str(years_of(extract)[-1]),))))
    return 2024 if latest >= 2024 else 2020


def states(number: int, seed: int = SEED) -> list[State]:
    """So many states, the same at every run."""
    rng = Random(seed)
    return [_drawn(rng, EXTRACTS[place % len(EXTRACTS)]) for place in range(number)]


def states_of_classes() -> list[State]:
    """Classes set against each other on the pages that compare them, in each extract, also of a place."""
    of_classes = (
        {"sentralitet": ("6",), "mot": ("sentralitet-1",)},
        {"sentralitet": ("1", "2"), "mot": ("sentralitet-5", "sentralitet-6"), "fylke": ("46",)},
        {"storrelse": ("g",), "mot": ("storrelse-a", "storrelse-d", "storrelse-c", "storrelse-b")},
        {"mot": ("storrelse-e",), "type": ("veiledning",)},
        {"sentralitet": ("6",), "mot": ("sentralitet-2", "18", "storrelse-a"), "fylke": ("18",)},
    )
    pages = [page for page in COMPARING if page != "kommune.py"]
    return [
        State(extract, page, params | ({"aar": (str(years_of(extract)[-1]),)} if at % 2 else {}))
        for extract in EXTRACTS
        for page in pages
        for at, params in enumerate(of_classes)
    ]


def _drawn(rng: Random, extract: str) -> State:
    pages = list(PAGES)
    (page,) = rng.choices(pages, [PAGES[page][0] for page in pages])
    params: dict[str, tuple[str, ...]] = {}
    years = years_of(extract)
    if rng.random() < 0.7:
        count = min(len(years), rng.choice((1, 1, 1, 2, 2, 3)))
        params["aar"] = tuple(map(str, sorted(rng.sample(years, count))))
    if rng.random() < 0.4:
        params["grense"] = (rng.choice(("2020", "2024", "2024", "publisert")),)
    params |= _places(rng, extract, page, params)
    if rng.random() < 0.2:
        params["sentralitet"] = tuple(sorted(rng.sample("123456", rng.choice((1, 1, 2, 3)))))
    if rng.random() < 0.2:
        params["storrelse"] = tuple(sorted(rng.sample(SIZES, rng.choice((1, 1, 2, 3)))))
    if rng.random() < 0.3:
        params["type"] = (rng.choice(TYPES),)
    measures = PAGES[page][1]
    if measures and rng.random() < 0.7:
        params["maal"] = (rng.choice(measures),)
    if page in COMPARING and rng.random() < 0.25:
        params["mot"] = _against(rng, register_codes(borders_of(extract, params)))
    switches = SWITCHES.get(page, {})
    params |= {name: (rng.choice(values),) for name, values in switches.items() if rng.random() < 0.5}
    return State(extract, page, params)


def _against(rng: Random, codes: dict[str, str]) -> tuple[str, ...]:
    """One to three places to compare with. Ålesund and its parts are one or three by the years, so none."""
    counties = sorted(set(codes.values()))
    municipalities = sorted(codes.keys() - {"1507", "1508", "1580"})
    drawn = [rng.choice(rng.choice((counties, municipalities))) for _ in range(rng.choice((1, 1, 2, 3)))]
    return tuple(dict.fromkeys(drawn))


def _places(rng: Random, extract: str, page: str, params: dict) -> dict[str, tuple[str, ...]]:
    """Counties, or a municipality with its county or without; the municipality's own page always has one."""
    codes = register_codes(borders_of(extract, params))
    counties = sorted(set(codes.values()))
    draw = rng.random()
    if page == "kommune.py" or draw < 0.12:
        likely = ("0301", "4601", "1507", "1508", "1580", "1835", "5001", "1820")
        code = rng.choice(likely if rng.random() < 0.4 else sorted(codes))
        code = code if code in codes else rng.choice(sorted(codes))
        return {"fylke": (codes[code],), "kommune": (code,)} if rng.random() < 0.6 else {"kommune": (code,)}
    if draw < 0.4:
        return {"fylke": tuple(sorted(rng.sample(counties, rng.choice((1, 1, 1, 2, 4)))))}
    return {}
