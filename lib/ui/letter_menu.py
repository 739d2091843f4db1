"""The letter about the place chosen, as PDF and for Word: one click each."""

from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from lib.export import Format
from lib.export.letter.files import LETTER_FORMATS
from lib.figures.letter_of_place import letter, name_of, place_view, stem_of, subject_of
from lib.metrics.view import View
from lib.ui.address import address_of
from lib.words import _, use_language

_PAGE = "kommune"


def letter_menu(view: View) -> None:
    """Offer the letter about the one municipality or county chosen; nothing where there is not one."""
    subject = subject_of(view)
    if not subject:
        return
    there = urlsplit(st.context.url or "")
    site = f"{there.scheme}://{there.netloc}" if there.netloc else ""
    address = site + address_of(place_view(view).selection, _PAGE)
    with st.container(horizontal=True, gap="small", key="letter"):
        for file in LETTER_FORMATS:
            st.download_button(
                _("{letter} ({file})").format(letter=name_of(subject), file=file.label),
                data=partial(_made, view, file, address),
                file_name=f"{stem_of(view)}.{file.extension}",
                mime=file.mime,
                key=f"letter-{file.id}",
                icon=":material/download:",
                on_click="ignore",
                type="tertiary",
            )


def _made(view: View, file: Format, address: str) -> bytes:
    with use_language(view.language):
        return file.make(letter(view, address=address))
