"""Method and limits: what a reader must know before a number is used."""

from html import escape

import streamlit as st

from lib.extract.model import Extract
from lib.words import N_, _, count

_PARAGRAPHS = (
    (
        N_("Applied, granted and paid"),
        N_(
            "The budget, the amount applied for, the amount granted and the amount paid are four different "
            "amounts. The status report gives granted amounts for 2022 and amounts applied for in 2023. "
            "Here each keeps its own name, and granted stays empty where it is not published."
        ),
    ),
    (
        N_("Unequal periods"),
        N_(
            "The grants of 2022 cover 9 months, those of 2023 cover 11. Growth in amounts must be read with "
            "that in mind; the page Budget gives each amount per month of grant period."
        ),
    ),
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
    paragraphs = [(_(title), _(text)) for title, text in _PARAGRAPHS]
    paragraphs.insert(3, (_("Centrality"), centrality))
    st.html("".join(f"<h3>{escape(title)}</h3><p>{escape(text)}</p>" for title, text in paragraphs))
