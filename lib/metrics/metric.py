"""The metric: one record that pages, files, the page about the numbers and the tests all read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import narwhals as nw

from lib.metrics.value import Reason
from lib.words import N_, _, ngettext
from lib.words.numbers import HARD_SPACE, WHOLE_NOK

Kind = Literal["count", "nok", "decimal", "percent"]
Frame = Literal["grants", "turned_down", "register", "budget", "periods"]
GrantType = Literal["alis", "guidance"]
Amount = Literal["applied", "granted", "paid"]

_SOURCES: dict[Frame, str] = {
    "grants": N_("The extract of grants"),
    "turned_down": N_("The extract of grants"),
    "register": N_(
        "Statistics Norway: table 07459 (inhabitants), Klass 131 (municipalities), Klass 128 (centrality)"
    ),
    "budget": N_("The Directorate of Health's status and annual reports, and notices of the scheme"),
    "periods": N_("The notices of the scheme"),
}

# The unit of a count → its text of a number of things.
_COUNTED: dict[str, Callable[[int], str]] = {
    "grants": lambda n: ngettext("{n} grant", "{n} grants", n),
    "doctors": lambda n: ngettext("{n} doctor", "{n} doctors", n),
    "municipalities": lambda n: ngettext("{n} municipality", "{n} municipalities", n),
    "inhabitants": lambda n: ngettext("{n} inhabitant", "{n} inhabitants", n),
}


@dataclass(frozen=True)
class Metric:
    """A number with its meaning. Texts are English message ids; the properties give the reader's words.

    A metric is either an ``expression`` on a frame, or a ratio of two other metrics times ``scale``.
    ``where`` limits it to some of the rows and ``grant_type`` to those of a type; ``amount`` names the one
    of the amounts that it sums.
    ``known`` counts the rows whose value is known, and ``missing`` is the reason where no row is; a metric
    that ``needs_all`` is missing where any row is. A value that is not wholly known is never zero.
    """

    id: str
    label_id: str
    unit_id: str
    definition_id: str
    kind: Kind
    better: Literal["higher", "lower"] | None = None  # None: no judgement, so no red or green
    additive: bool = False
    frame: Frame = "grants"
    expression: nw.Expr | None = None
    where: nw.Expr | None = None
    grant_type: GrantType | None = None
    amount: Amount | None = None
    known: nw.Expr | None = None
    missing: Reason = Reason.NOT_PUBLISHED
    needs_all: bool = False
    numerator: str | None = None
    denominator: str | None = None
    scale: int = 1

    @property
    def label(self) -> str:
        """The metric's name on screen."""
        return _(self.label_id)

    @property
    def unit(self) -> str:
        """The unit its values carry."""
        return _(self.unit_id)

    @property
    def forms(self) -> tuple[str, str]:
        """The text of one and of several, with its unit, where ``{n}`` is the number."""
        if self.unit_id in _COUNTED:
            return _COUNTED[self.unit_id](1), _COUNTED[self.unit_id](2)
        if self.kind == "nok":  # its currency stands before or after the number, as in every amount
            per = self.unit.removeprefix(_("NOK"))
            return (_(WHOLE_NOK).format(amount="{n}").replace(HARD_SPACE, " ") + per,) * 2
        return (f"{{n}} {self.unit}",) * 2

    @property
    def definition(self) -> str:
        """The definition: what is counted, and what is not."""
        return _(self.definition_id)

    @property
    def source(self) -> str:
        """Where its numbers come from; a ratio's parts name their own."""
        return _(_SOURCES[self.frame])

    @property
    def is_ratio(self) -> bool:
        """True for a metric made of a numerator and a denominator."""
        return self.numerator is not None
