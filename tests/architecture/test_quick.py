"""The list of what a quick run leaves out names tests that there are."""

import re
import tomllib

from tests.architecture.test_walls import REPOSITORY

QUICK = tomllib.loads((REPOSITORY / "tests" / "quick.toml").read_text(encoding="utf-8"))


def test_every_test_that_is_left_out_is_there():
    named = [*QUICK["left_out"], *QUICK["one_of"]]
    assert len(named) == len(set(named)) > 30
    lost = []
    for name in named:
        file, _, test = name.partition("::")
        path = REPOSITORY / file
        if not path.is_file() or (test and not re.search(rf"^def {test}\(", path.read_text("utf-8"), re.M)):
            lost.append(name)
    assert lost == []
