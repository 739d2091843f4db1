"""What is drawn without its number has it in words under the chart, and what left stands below zero.

The numbers are counted from the rows of the committed extract with pandas.
"""

import json

import pandas as pd
import pytest

from lib.export.native import sheet_chart_of
from lib.figures import class_figures, flows
from lib.figures.figure import Figure
from lib.metrics.growth import MUNICIPALITIES
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.figures.catalogue import EXTRACT, everywhere
from tests.pages.rows import grants

NOW = Selection(years=(2023,))
NOTE = "Uten plass til tallet i diagrammet"


def noted(figure: Figure) -> str:
    return "".join(note for note in figure.notes if note.startswith(NOTE)).replace("\xa0", " ")


def test_who_left_and_has_no_room_in_the_bar_is_counted_below_it():
    rows = grants()
    places = {year: set(rows[rows.year == year].municipality_code) for year in (2022, 2023)}
    left = len(places[2022] - places[2023])
    assert left == 16
    figure = flows.gross_and_net(View(EXTRACT, NOW), of=MUNICIPALITIES)
    assert noted(figure) == f"{NOTE} – 2023: ikke videreført {left}."
    assert "ikke videreført 16" in figure.alt


def test_the_last_class_without_room_for_its_share_has_it_beside_the_bar_and_in_the_finding():
    """Class 6 of centrality: 123 of 2 235 grants (5,5 %), and 3,8 % of the inhabitants."""
    rows = grants()
    now = rows[rows.year == 2023]
    sixth = now[now.centrality == 6]
    assert (len(sixth), len(now)) == (123, 2_235)
    figure = class_figures.class_shares(View(EXTRACT, NOW), by="centrality")
    assert not noted(figure)
    beside = figure.chart.spec("light")["layer"][-1]
    assert beside["transform"][0]["filter"].startswith("datum.order === 5 ")
    (frame,) = map(pd.DataFrame, figure.chart.datasets.values())
    last = frame[frame["order"] == 5]
    assert [text.replace("\xa0", " ") for text in last["text"]] == ["3,8 %", "5,5 %", "8,1 %"]
    assert "3,8 % av innbyggerne, 5,5 % av tilskuddene" in figure.finding.replace("\xa0", " ")


def hidden(figure: Figure) -> list[str]:
    """The texts that have no room in the drawing."""
    (frame,) = map(pd.DataFrame, figure.chart.datasets.values())
    if "inside" in frame:
        rows = frame[~frame["inside"].astype(bool) & (frame["value"] != 0)]
        return [text.removeprefix("−") for text in rows["text"]]
    inner = frame[frame["order"] < frame["order"].max()]
    return list(inner[(inner["share"] < 6) & (inner["share"] > 0)]["text"])


@pytest.mark.parametrize("kind", ["gross_and_net", "class_shares"])
def test_no_number_is_left_out_of_both_chart_and_words(kind: str):
    told = 0
    for label, chosen, figure in everywhere(kind):
        for text in hidden(figure) if figure.chart is not None else ():
            assert f" {text}".replace("\xa0", " ") in noted(figure), (label, chosen)
            told += 1
    assert told > 5


def test_what_left_is_written_below_zero_and_so_is_the_axis():
    """208 doctors of 2022 are not there in 2023: counted from the rows."""
    rows = grants()
    doctors = {year: set(rows[rows.year == year].doctor_id) for year in (2022, 2023)}
    assert len(doctors[2022] - doctors[2023]) == 208
    figure = flows.gross_and_net(View(EXTRACT, NOW))
    (frame,) = figure.chart.datasets.values()
    assert "−208" in set(frame["text"])
    assert "abs(" not in json.dumps(figure.chart.spec("light"))
    assert sheet_chart_of(figure).series[0].values == (-208,)


def test_the_net_is_read_out():
    said = flows.gross_and_net(View(EXTRACT, NOW)).alt.replace("\xa0", " ")
    assert "netto endring +513" in said
    assert "37,8 %" in said
