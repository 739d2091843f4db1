"""Figures for the tests of the exports: one made by hand, and every figure of the pages."""

import altair as alt
import pandas as pd

from lib.figures.figure import Chart, Column, Figure, Table

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
    frame = pd.DataFrame({"name": names, "value": values, "text": [str(value) for value in values]})
    bars = alt.Chart(alt.NamedData("data")).encode(y=alt.Y("name:N", sort=None), x="value:Q")
    spec = (bars.mark_bar() + bars.mark_text().encode(text="text:N")).to_dict()
    fields = {
        "id": "by-hand",
        "title": "Kroner etter fylke",
        "subtitle": "2023 · hele landet · kr",
        "chart": Chart("bars", lambda theme: spec, {"data": frame}, columns=("value",)),
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
