"""The definitions that open beside the numbers, as the browser fetches them once."""

import json
from hashlib import sha256

from lib.metrics.glossary import glossary
from lib.ui.sitemap import ABOUT
from lib.words import _, lower_first


def _content() -> bytes:
    """Id → address, the name of its mark, label, definition and details of every term."""
    terms = {
        term.id: {
            "address": f"/{ABOUT}#{term.anchor}",
            "ask": _("What is {term}?").format(term=lower_first(term.label)),
            "label": term.label,
            "definition": term.definition,
            "details": term.details,
        }
        for term in glossary().values()
    }
    return json.dumps(terms, ensure_ascii=False).encode()


CONTENT = _content()
URL = f"/definisjoner-{sha256(CONTENT).hexdigest()[:10]}.json"
