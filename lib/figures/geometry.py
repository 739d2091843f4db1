"""The boundaries a map is drawn from, and the address a browser fetches them at.

A chart names the geometry by ``URL`` and never holds it: the file is fetched once and kept, because its
address changes with its content.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "geo" / "norge.json"
HASH_DIGITS = 10


@cache
def content() -> bytes:
    """The TopoJSON file as it is: layers counties_2020, counties_2024 and municipalities_2020, EPSG:25833."""
    return FILE.read_bytes()


@cache
def topology() -> dict:
    """The same file parsed, for a picture that must carry its geometry. Shared: do not change it."""
    return json.loads(content())


URL = f"/geo/{FILE.stem}-{sha256(content()).hexdigest()[:HASH_DIGITS]}.json"
