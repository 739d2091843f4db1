"""What is remembered of an extract goes with it: a server meets many in its life."""

import gc
from weakref import ref

from lib.extract.extract_cache import cached_by_extract
from lib.extract.read import open_extract
from lib.figures.growth_figures import yearly_growth
from lib.figures.region_figures import region_map
from lib.metrics.selection import Selection
from lib.metrics.view import View
from tests.handmade import make_folder, publish_small

CHOSEN = Selection(years=(2023,))


def test_a_value_is_computed_once_for_each_extract(tmp_path):
    publish_small(make_folder(tmp_path))
    first, second = open_extract(tmp_path), open_extract(tmp_path)
    asked = []

    @cached_by_extract(8)
    def rows(extract, column: str) -> int:
        asked.append(column)
        return len(extract.grants[column])

    assert [rows(each, "year") for each in (first, second, first, second)] == [6, 6, 6, 6]
    assert asked == ["year", "year"]


def test_an_extract_that_nobody_looks_at_is_not_kept_by_what_was_made_of_it(tmp_path):
    publish_small(make_folder(tmp_path))
    extract = open_extract(tmp_path)
    figures = [yearly_growth(View(extract, CHOSEN)), region_map(View(extract, CHOSEN), metric="doctors")]
    gone = ref(extract)
    del extract
    gc.collect()
    assert gone() is None
    assert all(figure.table.rows for figure in figures)
