"""The page shell and its content security policy, both made from Streamlit's own index.html.

Streamlit's shell says it is English and carries an inline script. The changes are made once at start, and a
Streamlit whose shell no longer fits stops the server there, not the reader later.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from streamlit.file_util import get_static_dir

from lib.ui import definitions
from lib.ui.sitemap import SITE
from lib.words import _
from lib.words.catalogue import LANGUAGE
from lib.words.scheme import scheme

STYLE = Path(__file__).with_name("style.css").read_bytes()
STYLE_URL = f"/stil-{sha256(STYLE).hexdigest()[:10]}.css"
SCRIPTS = ("page.js", "figure.js", "navigation.js", "search.js", "definitions.js")
SCRIPT = b"\n".join(Path(__file__).with_name(name).read_bytes() for name in SCRIPTS)
SCRIPT_URL = f"/side-{sha256(SCRIPT).hexdigest()[:10]}.js"


def _figure_words() -> dict[str, str]:
    """What figure.js says of what it has done."""
    return {
        "table": _("The table is copied"),
        "picture": _("The picture is copied"),
        "link": _("The link is copied"),
        "failed": _("The browser does not allow it"),
        "map": _("Map. The arrow keys go from place to place, Enter opens it."),
    }


def norwegian_shell(page: str) -> str:
    """Streamlit's index.html with our language, title and words for a browser without scripts."""
    needs_scripts = _("{site} needs JavaScript. Turn it on in the browser and load the page again.")
    needs_scripts = needs_scripts.format(site=scheme().site)
    remove, copied = escape(_("Remove the filter {name}")), escape(_("The link is copied."))
    figure = escape(json.dumps(_figure_words(), ensure_ascii=False))
    changes = (
        (r'<html lang="en">', f'<html lang="{LANGUAGE}">'),
        (r"<title>.*?</title>", f"<title>{escape(scheme().site)}</title>"),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{escape(needs_scripts)}</p></noscript>"),
        # A library of Streamlit's tries WebAssembly and does without it just as well. Taking it away asks
        # less of the policy than allowing it to be compiled.
        # Without the address of the server the page looks for it under its own path first, in vain.
        (
            r"<head>",
            "<head><script>delete window.WebAssembly;"
            "window.__streamlit={BACKEND_BASE_URL:location.origin}</script>",
        ),
        # Last in the head, so that our rules come after Streamlit's own.
        (
            r"</head>",
            f'<link rel="stylesheet" href="{STYLE_URL}">'
            f'<script src="{SCRIPT_URL}" data-remove="{remove}" data-copied="{copied}" '
            f'data-figure="{figure}" '
            f'data-definitions="{definitions.URL}" data-close="{escape(_("Close"))}" '
            f'data-all="{escape(_("All definitions"))}" defer></script>'
            "</head>",
        ),
        # It points at an interface for programs that we do not offer.
        (r'<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', ""),
    )
    for pattern, replacement in changes:
        page, found = re.subn(pattern, lambda _match, new=replacement: new, page, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's index.html has {found} places like {pattern!r}, expected one.")
    return page


def policy(page: str) -> str:
    """The content security policy that lets this page run, and nothing that is not ours.

    Inline scripts are named by the hash of their content. Inline styles are allowed: Streamlit's styling
    library writes them as it draws. Vega runs through its interpreter, so nothing is evaluated.
    """
    inline_scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inline_scripts]
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],  # our own websocket too
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def no_such_page() -> str:
    """The page for an unknown address: a sentence, and the pages there are."""
    links = "".join(f'<li><a href="/{path}">{escape(_(title))}</a></li>' for _file, title, path in SITE)
    heading, site = escape(_("There is no such page")), escape(scheme().site)
    advice = escape(_("The address may be mistyped. These are the pages:"))
    return (
        f'<!doctype html><html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading} – {site}</title>"
        "<style>body{max-width:40rem;margin:4rem auto;padding:0 1rem;font:1.1rem/1.6 system-ui,sans-serif;"
        "color-scheme:light dark}</style></head>"
        f"<body><main><h1>{heading}</h1><p>{advice}</p>"
        f"<ul>{links}</ul></main></body></html>"
    )


NO_SUCH_PAGE = no_such_page()
SHELL = norwegian_shell((Path(get_static_dir()) / "index.html").read_text(encoding="utf-8"))
CONTENT_SECURITY_POLICY = policy(SHELL)
