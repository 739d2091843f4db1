"""The definitions that open beside the numbers, as the browser fetches them once."""

import json
from hashlib import sha256

from lib.metrics.glossary import glossary


def _content() -> bytes:
    """Anchor → label, definition and details of every term."""
    terms = {
        term.anchor: {"label": term.label, "definition": term.definition, "details": term.details}
        for term in glossary().values()
    }
    return json.dumps(terms, ensure_ascii=False).encode()


CONTENT = _content()
URL = f"/definisjoner-{sha256(CONTENT).hexdigest()[:10]}.json"
