"""The site: the script Streamlit runs for every reader and every click. Frame first, then the page."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from lib.extract.findings import ExtractError
from lib.ui import filters, link, markup, news
from lib.ui.shelf import shelf
from lib.ui.sitemap import SITE
from lib.ui.view import enter
from lib.words import _
from lib.words.scheme import scheme

PAGES = Path(__file__).resolve().parents[2] / "pages"


def main() -> None:
    """Draw the frame and run the page the reader asked for."""
    st.set_page_config(page_title=scheme().site, layout="wide")
    page = st.navigation(
        [
            st.Page(PAGES / file, title=_(title), url_path=path or None, default=not path)
            for file, title, path in SITE
        ],
        position="top",
    )
    try:
        served = shelf().served()
    except ExtractError as error:
        st.html(markup.fault(_("The numbers cannot be shown"), str(error)))
        st.stop()
    link.follow()
    news.note(served.extract)
    enter(served, filters.sidebar(served.extract))
    news.watch(served.extract.manifest.id)
    try:
        page.run()
    except StopException:  # a page that has said all it has
        link.write()
        raise
    link.write()


main()
