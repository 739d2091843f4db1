"""The site: the script Streamlit runs for every reader and every click. Frame first, then the page."""

import streamlit as st

from lib.extract.findings import ExtractError
from lib.ui import extract_notices, filter_bar, html, link
from lib.ui.current_extract import extract_provider
from lib.ui.page_header import end_page, tab_title
from lib.ui.page_view import enter
from lib.ui.sitemap import COMPARED, PAGES, SET_ASIDE, SITE
from lib.words import _
from lib.words.scheme import scheme


def main() -> None:
    """Draw the frame and run the page the reader asked for."""
    page = st.navigation(
        [
            st.Page(PAGES / file, title=_(title), url_path=path or None, default=not path)
            for file, title, path in SITE
        ],
        position="top",
    )
    try:
        current = extract_provider().current()
    except ExtractError as error:
        st.set_page_config(page_title=scheme().site, layout="wide")
        st.html(html.fault(_("The numbers cannot be shown"), str(error)))
        st.stop()
    link.begin_run()
    extract_notices.detect_new_extract(current.extract)
    st.html(html.page_links(((path, _(title)) for _file, title, path in SITE), page.url_path))
    set_aside = SET_ASIDE.get(page.url_path, ())
    choices = filter_bar.draw(current.extract, set_aside)
    enter(current, choices, compares=COMPARED not in set_aside)
    title = tab_title(page.title, is_of_selection="year" not in set_aside)
    st.set_page_config(page_title=title, layout="wide")
    extract_notices.watch(current.extract.manifest.id)
    page.run()
    end_page()


main()
