"""What an office program draws nothing for is said beside the category, with its reason."""

from collections.abc import Iterable

import pandas as pd

from lib.words import joined, lowered


def reasons(frame: pd.DataFrame, field: str) -> dict[str, list[str]]:
    """Category → what is said in place of its missing values, with its series; once where all lack the same.

    ``text`` is what stands at a mark; it may name the series itself.
    """
    found = {}
    for name, rows in frame.groupby("name", sort=False):
        missing = [row for row in rows.to_dict("records") if pd.isna(row[field]) and row["text"]]
        texts = {row["text"] for row in missing}
        if len(missing) == len(rows) and len(texts) == 1:
            found[name] = list(texts)
        else:
            found[name] = [_of_series(row.get("series", ""), row["text"]) for row in missing]
    return found


def _of_series(series: str, text: str) -> str:
    return text if series.lower() in text.lower() else f"{series}: {lowered(text)}"


def with_reasons(name: str, said: Iterable[str]) -> str:
    """``2024 (utbetalt: ikke utbetalt ennå)``: the category and what is missing of it."""
    said = [lowered(text) for text in said]
    return f"{name} ({joined(said)})" if said else name
