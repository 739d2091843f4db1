"""Notices about extracts: that there are new numbers, that the newest cannot be read, and what has changed
since the reader's link was made."""

import streamlit as st

from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.figures.extract_changes import changes_since
from lib.ui import filter_choices, html
from lib.ui.current_extract import extract_provider
from lib.ui.page_view import PageView
from lib.words import _, date

WATCH_SECONDS = 20
_SHOWN = "extract_shown"  # session state: the id that the reader's page was last made of
_NEWS = "extract_before"  # (id before, choices then): shown until the reader chooses something else
_LINK = "extract_of_link"  # the same, for the extract that a link was made on


def detect_new_extract(extract: Extract) -> None:
    """Remember the earlier extract if this is another than on the reader's last run, or than in the link."""
    now, before = extract.manifest.id, st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = now
    if before not in (None, now):
        st.session_state[_NEWS] = before
    if before is None and (asked := filter_choices.extract_in_link()) not in (None, now):
        st.session_state[_LINK] = asked


def messages(view: PageView) -> list[str]:
    """The messages about extracts for this run of a page."""
    messages = []
    if view.trouble is not None:
        messages.append(_trouble(view))
    if before := _kept(view, _NEWS):
        messages.append(_new_numbers(view, before))
    if asked := _kept(view, _LINK):
        messages.append(_since_link(view, asked))
    return messages


def _kept(view: PageView, key: str) -> str | None:
    """The id under a key, until the reader changes what was chosen when it was first shown."""
    if key not in st.session_state:
        return None
    told_of, choices = st.session_state[key], view.choices.chosen
    if isinstance(told_of, str):
        st.session_state[key] = told_of, choices
        return told_of
    extract_id, then = told_of
    if then == choices:
        return extract_id
    del st.session_state[key]
    return None


def _new_numbers(view: PageView, before: str) -> str:
    manifest = view.extract.manifest
    text = _("New numbers from {date}: this page now shows the extract {id}; until now it showed {before}.")
    return " ".join(
        [
            text.format(date=date(manifest.produced_at), id=manifest.id, before=before),
            _compared(view, before)
            or _("What has changed cannot be said: that extract is not there any more."),
        ]
    )


def _since_link(view: PageView, asked: str) -> str:
    text = _("The link was made on the extract {asked}, and the page shows {id}.")
    if (changes := _compared(view, asked)) is None:
        # A link may be of an extract that was never published here.
        text = _("The link is to the extract {asked}, which is not here. The page shows {id}.")
    return " ".join(filter(None, [text.format(asked=asked, id=view.extract.manifest.id), changes]))


def _compared(view: PageView, other: str) -> str | None:
    """A sentence about what changed from another extract; None for one that cannot be read."""
    try:
        before = extract_provider().earlier(other)
    except ExtractError:
        return None
    return changes_since(view.extract, before, view.selection)


def _trouble(view: PageView) -> str:
    manifest = view.extract.manifest
    text = _(
        "The newest extract cannot be read. The numbers are those of the last one that can: {id}, {date}. "
        "Whoever publishes the numbers finds the reason with python -m lib check."
    )
    return text.format(id=manifest.id, date=date(manifest.produced_at))


@st.fragment(run_every=WATCH_SECONDS)
def watch(shown: str) -> None:
    """Offer new numbers to a reader who does not click; the page changes when they accept."""
    try:
        newest = extract_provider().current().extract.manifest
    except ExtractError:
        return
    if newest.id == shown:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="news"):
        text = _("New numbers from {date} are published.").format(date=date(newest.produced_at))
        st.html(html.notice(text), width="content")
        if st.button(_("Show the new numbers"), key="news-show"):
            st.rerun(scope="app")
