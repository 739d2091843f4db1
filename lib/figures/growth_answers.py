"""What happened, in sentences made from the tables of the overview and of growth."""

from lib.figures.comparisons import clauses
from lib.figures.figure import CellValue, Counted, Figure, Topic
from lib.figures.values import format_short
from lib.metrics.value import difference, is_missing
from lib.words import N_, _, count, lower_first, ngettext, percent, word_list, year_range

# The parts of the flow of doctors into a year, and what they are called beside each other.
FLOW = {
    "first_time": N_("First-time"),
    "returned": N_("Returned"),
    "arrived": N_("Arrived from elsewhere in the scheme"),
    "continued": N_("Continued"),
    "left": N_("Left"),
    "moved_on": N_("Moved on within the scheme"),
}
# The parts of a flow as they are said with their number, in the order of FLOW.
_SAID = {
    "first_time": N_("{n} first-time"),
    "returned": N_("{n} returned"),
    "arrived": N_("{n} came from elsewhere in the scheme"),
    "continued": N_("{n} continued"),
    "left": N_("{n} left"),
    "moved_on": N_("{n} moved on within the scheme"),
}
_ALWAYS = ("first_time", "continued", "left")  # said also where it is none
_APPLIED_FOR: dict[Counted, str] = {
    "grants": N_("{amount} is applied for in {grants} to {municipalities}."),
    "applications": N_("{amount} is applied for in {grants} from {municipalities}."),
    "both": N_("{amount} is applied for in {grants} in {municipalities}."),
}
_HAD: dict[Counted, str] = {
    "grants": N_("In {years} {who} had {counted}{change}."),
    "applications": N_("For {years}, {counted} have applied in {who} so far{change}."),
    "both": N_("In {years} {who} had {counted} with a grant or an application{change}."),
}


_NONE: dict[Counted, str] = {
    "grants": N_("No grants in {years} for this selection ({selection})."),
    "applications": N_("No applications for {years} so far for this selection ({selection})."),
    "both": N_("No grants or applications for {years} so far for this selection ({selection})."),
}


def what_happened(figure: Figure) -> str:
    """How many doctors there are, and the change; true under any filter."""
    topic, now = figure.topic, figure.table.body[-1]
    if not now["grants"]:
        return _nothing(topic, now)
    change = ""
    if not is_missing(now["net"]):
        before = figure.table.body[0]["doctors"]
        same_places = difference(now["doctors"], before) != now["net"]
        change = change_words(topic.asked[-1], now["net"], now["net_pct"], same_places=same_places)
    return _had(topic, topic.asked, counted_words("doctors", now["doctors"]), change)


def what_is_behind(figure: Figure) -> str:
    """The parts of the change, what is applied for, and what must be said beside a comparison."""
    topic, now = figure.topic, figure.table.body[-1]
    if not now["grants"]:
        return ""
    parts = "" if is_missing(now["net"]) else _behind(topic, now)
    return clauses(parts, what_is_applied_for(figure), topic.caution)


def what_is_applied_for(figure: Figure) -> str:
    """The amount, in how many grants and to how many municipalities; nothing where there are no grants."""
    topic, now = figure.topic, figure.table.body[-1]
    if not now["grants"]:
        return ""
    return _(_APPLIED_FOR[topic.counts()]).format(
        amount=format_short(now["applied_nok"], "nok"),
        grants=grants_or_applications(topic, now["grants"]),
        municipalities=ngettext("{n} municipality", "{n} municipalities", now["municipalities"]).format(
            n=count(now["municipalities"])
        ),
    )


def _nothing(topic: Topic, now: dict[str, CellValue]) -> str:
    """That there are no grants in the selection, and how many applications were turned down."""
    chosen = ", ".join(filter(None, (topic.place, topic.filters))) or lower_first(_("The whole country"))
    if is_missing(now["grants"]):
        form = _("Nothing can be told of {years} for this selection ({selection}): {reason}.")
        return form.format(years=year_range(topic.asked), selection=chosen, reason=now["grants"].text)
    form = _(_NONE[topic.counts()])
    if now["turned_down"]:
        form = _("No grants in {years} for this selection ({selection}): {n} applications were turned down.")
    turned_down = count(now["turned_down"] or 0)
    return form.format(years=year_range(topic.asked), selection=chosen, n=turned_down)


def how_it_grew(figure: Figure) -> str:
    """How many there are in the latest year chosen, and the change from the year before."""
    topic, year = figure.topic, figure.topic.asked[-1]
    row = next(row for row in figure.table.body if row["year"] == str(year))
    number = row[topic.metric]
    if is_missing(number):
        return f"{year}: {format_short(number, 'count')}."
    counted = counted_words(topic.metric, number, topic.counts(year))
    change = ""
    if not is_missing(row["change"]):
        before = next(row for row in figure.table.body if row["year"] == str(year - 1))[topic.metric]
        same_places = difference(number, before) != row["change"]
        change = change_words(year, row["change"], row["change_pct"], same_places=same_places)
    return _had(topic, (year,), counted, change)


def who_stands_behind(figure: Figure) -> str:
    """The parts of the change into the latest year chosen; nothing where no year is before it."""
    topic, year = figure.topic, str(figure.topic.asked[-1])
    row = next((row for row in figure.table.body if row["name"] == year), None)
    if row is None:
        return ""
    return _behind(topic, row)


def _behind(topic: Topic, row: dict[str, CellValue]) -> str:
    parts = _parts(row, is_decided=topic.asked[-1] not in topic.undecided)
    form = _("Behind the change: {parts}.") if row["net"] else _("Behind the numbers: {parts}.")
    return form.format(parts=parts)


def who_changed_type(figure: Figure) -> str:
    """The way between the types that most doctors went; every one of them where they are two."""
    if len(figure.topic.compared) < 2:
        return figure.nothing or _("There is nothing to show for this selection.")
    rows = figure.table.body
    if not rows:
        return _("{when}: no doctor changed type.").format(when=_between(figure.topic))
    if len(rows) <= _MOVES_IN_A_LINE:
        return _every_move(figure)
    most = [lower_first(row["change"]) for row in rows if row["doctors"] == rows[0]["doctors"]]
    form = _("{when}: most doctors went from {changes} ({n}).")
    if len(most) > 1:
        form = _("{when}: most doctors went from {changes} ({n} each).")
    return form.format(when=_between(figure.topic), changes=word_list(most), n=count(rows[0]["doctors"]))


_MOVES_IN_A_LINE = 2


def every_change_of_type(figure: Figure) -> str:
    """How many went each way between the types, the largest first, where the answer leaves some out."""
    return _every_move(figure) if len(figure.table.body) > _MOVES_IN_A_LINE else ""


def _between(topic: Topic) -> str:
    """``Fra 2022 til 2023 (Vestland)``."""
    first, last = topic.compared
    place = ", ".join(filter(None, (topic.place, topic.filters, topic.status)))
    return _("From {first} to {last}").format(first=first, last=last) + (f" ({place})" if place else "")


def _every_move(figure: Figure) -> str:
    moves = [
        _("{doctors} from {change}").format(
            doctors=_plain_doctors(row["doctors"]), change=lower_first(row["change"])
        )
        for row in figure.table.body
    ]
    return _("{when}: {moves}.").format(when=_between(figure.topic), moves=word_list(moves))


def _had(topic: Topic, years: tuple[int, ...], counted: str, change: str) -> str:
    """Who had how many: the scheme, or what is chosen; in a year that is not decided, how many applied."""
    form = _(_HAD[topic.counts(*years)])
    who = topic.place or _("the scheme")
    who = f"{who} ({topic.filters})" if topic.filters else who
    return form.format(who=who, counted=counted, years=year_range(years), change=change)


def change_words(year: int, net: int, pct: CellValue, *, same_places: bool = False) -> str:
    """The change into a year from the one before, in number and per cent.

    ``same_places`` is true where the two numbers do not differ by it, as their places are not the same.
    """
    in_pct = "" if is_missing(pct) else f" ({percent(pct, with_sign=True)})"
    form = _(", as many as in {year}")
    if net:
        form = (
            _(", {change} more than in {year}{pct}") if net > 0 else _(", {change} fewer than in {year}{pct}")
        )
    said = form.format(change=count(abs(net)), year=year - 1, pct=in_pct)
    return _("{change} in the same places").format(change=said) if same_places else said


def _parts(row: dict[str, CellValue], *, is_decided: bool) -> str:
    """Who came, who stayed, who is gone. They balance. Nobody has left a year that is not decided."""
    said = []
    for part in FLOW:
        form = _(_SAID[part])
        if part == "left" and not is_decided:
            form = _("{n} are not there so far")
        if row.get(part) or part in _ALWAYS:
            said.append(form.format(n=count(row[part])))
    return ", ".join(said)


def grants_or_applications(topic: Topic, number: int) -> str:
    """Grants with their number; applications where nothing is decided."""
    form = {
        "grants": ngettext("{n} grant", "{n} grants", number),
        "applications": ngettext("{n} application", "{n} applications", number),
        "both": ngettext("{n} grant or application", "{n} grants and applications", number),
    }[topic.counts()]
    return form.format(n=count(number))


def counted_words(metric: str, number: int, counted: Counted = "grants") -> str:
    """Doctors or municipalities with their number; of municipalities, what they have while all is decided."""
    if metric == "doctors":
        return ngettext("{n} unique doctor", "{n} unique doctors", number).format(n=count(number))
    form = ngettext("{n} municipality", "{n} municipalities", number)
    if counted == "grants":
        form = ngettext("{n} municipality with grants", "{n} municipalities with grants", number)
    return form.format(n=count(number))


def _plain_doctors(number: int) -> str:
    return ngettext("{n} doctor", "{n} doctors", number).format(n=count(number))
