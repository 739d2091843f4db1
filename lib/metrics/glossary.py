"""The glossary: every word for a number that a reader can look up, the metrics and the parts of growth.

The page about the numbers, the marks beside the numbers and the search are all made from it.
"""

from dataclasses import dataclass

from lib.metrics.metric import Metric
from lib.metrics.registry import METRICS
from lib.words import N_, _, cached_by_language, lower_first
from lib.words.matching import folded

_COUNTED_FRAME = "grants"


@dataclass(frozen=True)
class Term:
    """A word with its meaning, in the reader's language.

    ``anchor`` is its address on the page about the numbers. ``left_out`` says what is not counted,
    ``made_of`` names the numerator and the denominator of a ratio, and ``sums`` says why the rows of a table
    cannot be added up; all empty where there is nothing to say.
    """

    id: str
    label: str
    definition: str
    unit: str
    source: str
    left_out: str = ""
    made_of: str = ""
    sums: str = ""

    @property
    def anchor(self) -> str:
        """``unike-leger``."""
        return folded(self.label).replace(" ", "-")

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """What stands below the definition, as (label, text)."""
        said = (
            (_("Not counted"), self.left_out),
            (_("Unit"), self.unit),
            (_("Numerator / denominator"), self.made_of),
            (_("Adding up"), self.sums),
            (_("Source"), self.source),
        )
        return tuple((label, text) for label, text in said if text)


# Part of a flow, as the column of a table is called → its label and its definition.
_FLOW = {
    "first_time": (
        N_("First-time"),
        N_(
            "Doctors, or municipalities, with a grant this year and in no earlier year of the extract. What "
            "they had before the first year of the extract is not known."
        ),
    ),
    "continued": (
        N_("Continued"),
        N_("Doctors, or municipalities, with a grant this year and the year before."),
    ),
    "left": (
        N_("Left"),
        N_(
            "Doctors, or municipalities, with a grant the year before and none this year. Until the year is "
            "decided, they are «not there so far»."
        ),
    ),
    "net": (
        N_("Net change"),
        N_("The number this year less the number the year before: all who have come, less all who are gone."),
    ),
    "returned": (
        N_("Returned"),
        N_(
            "Doctors, or municipalities, with a grant this year and in an earlier year, but not the year "
            "before."
        ),
    ),
    "arrived": (
        N_("Arrived from elsewhere in the scheme"),
        N_(
            "With a grant in both years, but outside the selection the year before: elsewhere, or of another "
            "type."
        ),
    ),
    "moved_on": (
        N_("Moved on within the scheme"),
        N_("With a grant in both years, but outside the selection this year: elsewhere, or of another type."),
    ),
}


@cached_by_language(1)
def glossary() -> dict[str, Term]:
    """Every term by its id, which is that of the metric or of the column of a table."""
    terms = [*map(_of_metric, METRICS.values()), *_of_flow()]
    return {term.id: term for term in terms}


def _of_metric(metric: Metric) -> Term:
    parts = [METRICS[id] for id in (metric.numerator, metric.denominator) if id]
    names = [part.label for part in parts]
    return Term(
        id=metric.id,
        label=metric.label,
        definition=metric.definition,
        unit=metric.unit,
        source="; ".join(dict.fromkeys(part.source for part in parts or [metric])),
        left_out=_left_out(parts or [metric]),
        made_of=f"{names[0]} / {lower_first(names[1])}" if parts else "",
        sums="" if metric.additive or metric.is_ratio else _not_summed(),
    )


def _of_flow() -> list[Term]:
    source, unit = METRICS["grants"].source, _("doctors or municipalities")
    return [
        Term(id, _(label), _(definition), unit, source, left_out=_rejected(), sums=_not_summed())
        for id, (label, definition) in _FLOW.items()
    ]


def _left_out(parts: list[Metric]) -> str:
    return _rejected() if any(part.frame == _COUNTED_FRAME for part in parts) else ""


def _rejected() -> str:
    return _("Rejected and dismissed applications.")


def _not_summed() -> str:
    return _("One may stand in several rows, so the rows of a table cannot be added up.")
