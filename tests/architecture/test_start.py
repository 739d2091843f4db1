"""What a server has loaded when it is ready: an import wall sees direct imports only."""

import subprocess
import sys

from tests.architecture.test_walls import REPOSITORY

HEAVY = ("scipy", "sklearn", "networkx", "joblib", "geopandas", "shapely", "topojson", "mapclassify")
START = """
import sys
import dashboard
from lib.ui.startup import warm_up
warm_up()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_a_server_that_is_ready_has_loaded_nothing_that_only_builds_the_data():
    loaded = run_for_modules(START)
    assert {"altair", "pandas", "pyarrow", "streamlit"} <= set(loaded)  # it has warmed up
    assert [name for name in HEAVY if name in loaded] == []


FILE_WORKER = """
import sys
import lib.export.deck_files
import lib.export.letter.files, lib.export.letter.pdf, lib.export.letter.docx
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
LARGE = ("pandas", "pyarrow", "numpy", "altair", "streamlit")


def test_the_process_that_makes_files_is_small():
    """It is given finished figures, and has half the memory for it that a frame and a chart library take."""
    loaded = run_for_modules(FILE_WORKER)
    assert {"pptx", "xlsxwriter", "docx", "typst"} <= set(loaded)
    assert [name for name in LARGE if name in loaded] == []


def run_for_modules(script: str) -> list[str]:
    """The modules that a fresh Python has loaded after a script."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.split()
