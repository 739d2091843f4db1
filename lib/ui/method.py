"""Method and limits: what a reader must know before a number is used."""

from html import escape

import streamlit as st

from lib.extract.model import Extract
from lib.words import N_, _, count
from lib.words.scheme import scheme

_PARAGRAPHS = (
    (
        N_("Unique doctors"),
        N_(
            "A doctor is counted once in each row of a table, however many grants. The same doctor may stand "
            "in several rows, so rows do not sum to the whole. Rejected and dismissed applications are not "
            "counted; pending ones are."
        ),
    ),
    (
        N_("Borders"),
        N_(
            "Grants are recast to counties by municipality code, never by shares of inhabitants. "
            "Ålesund (1507) was divided in 2024 and is shown whole for earlier years."
        ),
    ),
)


def method(extract: Extract) -> None:
    """The paragraphs on method, with the number of centrality classes that are stand-ins."""
    register = extract.reference.municipalities.to_pylist()
    stand_ins = sum(row["vintage"] == 2020 and row["centrality_status"] != "confirmed" for row in register)
    centrality = _(
        "The extract's own class counts where it has one. In the register of 2020, {number} municipalities "
        "carry their class of 2024 as a stand-in; about nine of them are expected to be wrong."
    ).format(number=count(stand_ins))
    own = [(part["title"], part["text"]) for part in scheme().method]
    common = [(_(title), _(text)) for title, text in _PARAGRAPHS]
    paragraphs = [*own, *common, (_("Centrality"), centrality)]
    st.html("".join(f"<h3>{escape(title)}</h3><p>{escape(text)}</p>" for title, text in paragraphs))
