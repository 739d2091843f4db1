"""Figures for the tests of the exports: one made by hand, and every figure of the pages."""

from copy import deepcopy
from dataclasses import replace

from lib.figures.charts import bars
from lib.figures.drawing import Mark
from lib.figures.figure import Column, Figure, Table

NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\tinnrykk",
    "\rretur",
    "<script>alert(1)</script>",
    "[lenke](https://example.com)",
    "**fet**",
    '"sitat"; semikolon',
    "Åsnes & Ørland",
    "Kárášjohka – Karasjok",
)


def by_hand(names: tuple[str, ...] = ("Vestland", "Oslo"), **changes) -> Figure:
    """Bars with a value, a negative value and an unknown one for each name in turn."""
    values = [(1234.5, -3.25, None)[i % 3] for i in range(len(names))]
    marks = (Mark(name, 0, value, str(value)) for name, value in zip(names, values, strict=True))
    chart = bars(marks, column="value")
    spec = deepcopy(chart.spec("light"))  # its own, which a test may break
    fields = {
        "id": "by-hand",
        "title": "Kroner etter fylke",
        "subtitle": "2023 · hele landet · kr",
        "chart": replace(chart, spec=lambda theme: spec),
        "table": Table(
            (Column("name", "Fylke"), Column("value", "Kroner (kr)", "decimal")),
            tuple(zip(names, values, strict=True)),
        ),
        "alt": "Kroner etter fylke",
        "source": "Kilde: prøve. Uttrekk prøve-1, 20. oktober 2023. Syntetiske demodata.",
        "file_stem": "alis_kroner-etter-fylke_2023",
        "facts": (("Utvalg", "hele landet"), ("Uttrekk", "prøve-1")),
        "notes": ("En merknad.",),
    }
    return Figure(**fields | changes)
