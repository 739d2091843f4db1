"""The verdicts of the bench, on costs made by hand: a must that is broken is named, and only then."""

from dataclasses import replace

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.figures import geometry
from tests.bench.drive import Cost, ends_rerun, holds_geometry
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
