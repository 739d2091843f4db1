"""The texts of the page about the numbers: contents, origin, definitions, method and limits."""

from html import escape

import streamlit as st

from lib.extract.extract_cache import cached_by_extract
from lib.extract.model import Extract
from lib.figures.reading import explanations
from lib.metrics import frames
from lib.ui import html
from lib.ui.page_header import section
from lib.words import N_, _, count, date, word_list
from lib.words.scheme import scheme

# Anchor → title of the sections of the page about the numbers, in their order.
SECTIONS = {
    "stemmer-det": N_("Do they agree?"),
    "hva-er-endret": N_("What has changed?"),
    "kontrollene": N_("What the checks found"),
    "ordliste": N_("Glossary"),
    "metode": N_("Method and limits"),
    "fagfolk": N_("For specialists"),
}
_PERIODS = "{periods}"  # in a paragraph of the scheme
_PARAGRAPHS = (
    (
        N_("Unique doctors"),
        N_(
            "A doctor is counted once in each row of a table, however many grants. The same doctor may "
            "stand in several rows, so rows do not sum to the whole. Rejected and dismissed applications "
            "are not counted; pending ones are."
        ),
    ),
)


def contents() -> None:
    """A link to each section of the page."""
    st.html(html.contents({anchor: _(title) for anchor, title in SECTIONS.items()}))


def part(anchor: str) -> None:
    """The heading of a section, under its address."""
    section(_(SECTIONS[anchor]), anchor)


def terms() -> None:
    """Every definition."""
    st.html(html.terms())


def no_earlier_extract() -> None:
    """What stands in place of the changes where there are none to tell of."""
    st.html(html.nothing(_("There is no earlier extract to compare with.")))


def origin(extract: Extract) -> None:
    """Where the numbers come from: the published report, and the extract in use."""
    manifest, report = extract.manifest, scheme().report
    said = [escape(_("The extract {id} of {date}.").format(id=manifest.id, date=date(manifest.produced_at)))]
    if report:
        said.insert(0, f"{escape(_('The report:'))} {html.link_out(report['title'], report['address'])}.")
    st.html(f"<p class=origin>{' '.join(said)}</p>")


def method(extract: Extract) -> None:
    """The paragraphs on method, with facts from the register and the notices about the extract's years."""
    common = [(_(title), _(text)) for title, text in _PARAGRAPHS]
    paragraphs = [*_own_paragraphs(extract), *common, (_("Centrality"), _centrality(extract))]
    st.html("".join(f"<h3>{escape(title)}</h3><p>{escape(text)}</p>" for title, text in paragraphs))


def reading(extract: Extract) -> None:
    """How the numbers are read, each word with an example."""
    form = _("For example: {example}")
    st.html(
        "".join(
            f"<h3>{escape(each.title)}</h3><p>{escape(each.text)}</p>"
            f"<p>{escape(form.format(example=each.example))}</p>"
            for each in explanations(extract)
        )
    )


def _own_paragraphs(extract: Extract) -> list[tuple[str, str]]:
    """The scheme's own paragraphs, with the periods of the extract's years filled in where they are named."""
    months = {row["year"]: row["months"] for row in extract.reference.grant_periods.to_pylist()}
    form = _("{months} months for {year}")
    known = [form.format(months=months[year], year=year) for year in frames.years(extract) if year in months]
    return [
        (part["title"], part["text"].replace(_PERIODS, word_list(known)))
        for part in scheme().method
        if known or _PERIODS not in part["text"]
    ]


@cached_by_extract(1)
def _centrality(extract: Extract) -> str:
    """Which class counts, with the number of classes that are stand-ins."""
    register = extract.reference.municipalities.to_pylist()
    stand_ins = sum(row["vintage"] == 2020 and row["centrality_status"] != "confirmed" for row in register)
    return _(
        "The register's class counts, except where all rows of a municipality in the extract have another. "
        "In the register of 2020, {number} municipalities carry their class of 2024 as a stand-in; about "
        "nine of them are expected to be wrong."
    ).format(number=count(stand_ins))
