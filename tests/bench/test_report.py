"""The verdicts of the bench, on costs made by hand: a must that is broken is named, and only then."""

from dataclasses import replace

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.figures import geometry
from tests.bench.drive import Cost, ends_rerun, holds_geometry
from tests.bench.exports import DECK, ExportCost, Round
from tests.bench.report import PageCost, Pair, table

OURS = Cost(cpu_ms=35, bytes=(25_000, 900), elapsed_ms=(200, 300), geometry=False)
NAIVE = Cost(cpu_ms=100, bytes=(90_000, 80_000), elapsed_ms=(600, 700), geometry=True)


def page(ours: Cost = OURS, *, charts: int = 2) -> PageCost:
    return PageCost("kart", charts, new=(Pair(ours, NAIVE),), known=(Pair(ours, NAIVE),))


def test_a_page_at_its_limits_holds_whatever_the_naive_one_costs() -> None:
    assert page().breaches() == []


def test_cpu_is_judged_where_there_are_charts() -> None:
    dear = replace(OURS, cpu_ms=36)
    assert page(dear).breaches() == ["CPU 0.36 > 0.35"]
    assert page(dear, charts=0).breaches() == []


def test_one_rerun_above_the_limit_breaks_the_must() -> None:
    assert page(replace(OURS, bytes=(900, 26_000))).breaches() == ["26.0 kB > 25 kB"]


def test_geometry_in_a_frame_breaks_the_must() -> None:
    assert page(replace(OURS, geometry=True)).breaches() == ["geometry in a frame"]


def test_the_outlines_of_the_map_are_recognised_in_a_frame() -> None:
    message = ForwardMsg()
    message.delta.new_element.vega_lite_chart.spec = geometry.content().decode()
    assert holds_geometry(message.SerializeToString())
    message.delta.new_element.vega_lite_chart.spec = f'{{"data": {{"url": "{geometry.URL}"}}}}'
    assert not holds_geometry(message.SerializeToString())


def test_a_rerun_ends_with_its_own_message() -> None:
    assert ends_rerun(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString())
    assert not ends_rerun(ForwardMsg(ref_hash="0").SerializeToString())


def test_the_table_names_what_is_broken() -> None:
    assert table([page(replace(OURS, cpu_ms=50))]).endswith("CPU 0.50 > 0.35")


def export(*, middle: float, slowest: float, took_s: float = 9.9) -> ExportCost:
    """Three rounds: clicks of 50, 60 and 100 ms alone, and the middle and the slowest beside an export."""
    one = Round((50, 60, 100), (50, middle, slowest))
    other = Round((50, 60, 100), (50, 60, 100))
    return ExportCost("deck", (one, one, other), (took_s, 1), 10)


def test_an_export_that_adds_less_than_the_limit_holds() -> None:
    assert export(middle=109, slowest=149).breaches() == []
    assert export(middle=109, slowest=149).line().endswith("; holds")


def test_a_stall_a_slowest_click_and_a_slow_file_are_each_named() -> None:
    assert export(middle=110, slowest=149).breaches() == ["stall 50 ms > 50 ms"]
    assert export(middle=60, slowest=190).breaches() == ["worst stall 90 ms > 50 ms"]
    assert export(middle=60, slowest=100, took_s=10.5).breaches() == ["10.5 s > 10 s"]


def test_the_deck_of_the_bench_is_fifteen_slides_with_three_maps() -> None:
    assert len(DECK) + 1 == 15 and sum(name.startswith("region-map") for name in DECK) == 3
