"""The findings of a comparison: which place has most per inhabitant, and which grows fastest."""

from collections.abc import Callable

from lib.figures.comparison_answers import CHANGE, DIFFERENCE, PLACE, named
from lib.figures.comparisons import Member, extremes
from lib.figures.figure import Figure, Question
from lib.figures.values import format_change, format_short
from lib.metrics.registry import METRICS
from lib.metrics.value import is_known
from lib.words import _, lower_first, upper_first


def _compared(figure: Figure) -> str:
    """``Nordland vokser raskest, Troms og Finnmark har flest leger per innbygger``."""
    rate, growth = _first(figure, "doctors_per_100k"), _first(figure, f"doctors{CHANGE}")
    if rate is None:
        return ""
    if growth is None or growth.shown <= 0:
        said = _("{name} has the most doctors per inhabitant").format(name=_named(figure, rate))
        return upper_first(said)
    form = _("{first} grows fastest, {other} has the most doctors per inhabitant")
    if growth.name == rate.name:
        form = _("{first} grows fastest, and has the most doctors per inhabitant")
    return upper_first(form.format(first=_named(figure, growth), other=_named(figure, rate)))


def _one_question(figure: Figure) -> str:
    """``Søkt per innbygger: mest i Bergen (97 kr), mot 84 kr i hele landet``."""
    key, table = figure.topic.column, figure.table
    first, whole = _first(figure, key), (figure.table.whole or {}).get(key)
    if first is None or not is_known(whole):
        return ""
    kind = table.column(key).kind
    if key.endswith(CHANGE):
        if first.shown <= 0:
            return ""
        form = _("Doctors: {name} grows fastest ({value}), against {of_all} in {whole}")
        return form.format(
            name=_named(figure, first),
            value=format_change(first.value, kind),
            of_all=format_change(whole, kind),
            whole=lower_first(str(table.whole[PLACE])),
        )
    if key not in METRICS:
        return ""
    form = _("{metric}: most in {name} ({value}), against {of_all} in {whole}")
    return form.format(
        metric=METRICS[key].label,
        name=_named(figure, first),
        value=first.text,
        of_all=format_short(whole, kind),
        whole=lower_first(str(table.whole[PLACE])),
    )


def _named(figure: Figure, member: Member) -> str:
    return named(figure.topic, {PLACE: member.name})


def _first(figure: Figure, key: str) -> Member | None:
    """The one place with most of a column; None where two share it, or it rests on few."""
    table = figure.table
    if key not in [column.key for column in table.columns]:
        return None
    kind = table.column(key).kind
    rows = [row for row in table.body if row[PLACE] != _(DIFFERENCE)]
    found = extremes(Member(str(row[PLACE]), row[key], kind) for row in rows)
    is_first = len(found.most) == 1 < found.compared and found.most[0].name not in figure.topic.few
    return found.most[0] if is_first and all(is_known(row[key]) for row in rows) else None


HEADLINES: dict[Question, Callable[[Figure], str]] = {"comparison": _compared, "beside": _one_question}
