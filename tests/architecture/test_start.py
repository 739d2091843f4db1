"""What a server has loaded when it is ready: an import wall sees direct imports only."""

import subprocess
import sys

from tests.architecture.test_walls import REPOSITORY

HEAVY = ("scipy", "sklearn", "networkx", "joblib", "geopandas", "shapely", "topojson", "mapclassify")
START = """
import sys
import dashboard
from lib.ui.warm import warm_up
warm_up()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_a_server_that_is_ready_has_loaded_nothing_that_only_builds_the_data():
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=120
    )
    loaded = done.stdout.split()
    assert {"altair", "pandas", "pyarrow", "streamlit"} <= set(loaded)  # it has warmed up
    assert [name for name in HEAVY if name in loaded] == []
