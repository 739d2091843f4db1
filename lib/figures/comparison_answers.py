"""What sets places apart, in a sentence made from the table of a comparison."""

from lib.figures.figure import CellValue, Figure, Topic
from lib.figures.growth_answers import grants_or_applications
from lib.figures.values import format_change, format_short, within
from lib.metrics.registry import METRICS
from lib.metrics.value import is_missing
from lib.words import N_, _, count, lower_first, upper_first, word_list, year_range

# The keys of a comparison's columns, and the name of the row between two places and the country.
PLACE, CHANGE = "place", "_change_pct"  # of the names; after a metric, of its change
DIFFERENCE = N_("Difference of the two")
MANY = 3  # places from here on are too many for one rate against another


def how_they_compare(figure: Figure) -> str:
    """The grants of each place, and how many that is per inhabitant."""
    topic, rows = figure.topic, _places(figure)
    known = [row for row in rows if not is_missing(row["grants"])]
    said = [f"{row[PLACE]}: {format_short(row['grants'], 'count')}." for row in rows if row not in known]
    if known:
        said.insert(0, _of_two(figure, known) if len(known) < MANY else _of_many(topic, known))
    if topic.by and topic.place:  # the places that they are classes of
        said[0] = f"{topic.place}: {lower_first(said[0])}"
    return " ".join(said)


def _of_two(figure: Figure, rows: list[dict[str, CellValue]]) -> str:
    """``Nordland har 117 tilskudd, Vestland 301; per 100 000 innbyggere 48,5 mot 46,6.``"""
    first, *others = rows
    said = ", ".join([_has(figure.topic, first), *(_beside(figure.topic, row) for row in others)])
    beside = others[0] if others else figure.table.whole
    if is_missing(first["grants_per_100k"]) or is_missing(beside["grants_per_100k"]):
        return f"{said}."
    form = _("{one} against {other}") if others else _("{one} against {other} in {whole}")
    rates = form.format(
        one=_rate(first), other=_rate(beside), whole=lower_first(str(figure.table.whole[PLACE]))
    )
    return _("{grants}; per 100,000 inhabitants {rates}.").format(grants=said, rates=rates)


def _of_many(topic: Topic, rows: list[dict[str, CellValue]]) -> str:
    """Of three or more, the rate stands beside each."""
    first, *others = rows
    form = _("{grants} ({rate} per 100,000 inhabitants)")
    one = _has(topic, first)
    one = one if is_missing(first["grants_per_100k"]) else form.format(grants=one, rate=_rate(first))
    rest = [
        _beside(topic, row) + ("" if is_missing(row["grants_per_100k"]) else f" ({_rate(row)})")
        for row in others
    ]
    return f"{word_list([one, *rest])}."


def _has(topic: Topic, row: dict[str, CellValue]) -> str:
    form = _("{place} has {grants}{inside}")
    counted = grants_or_applications(topic, row["grants"])
    return form.format(place=upper_first(named(topic, row)), grants=counted, inside=_inside(topic))


def _beside(topic: Topic, row: dict[str, CellValue]) -> str:
    """A place after the first, with its number. Two numbers would follow each other after a class."""
    form = _("{place} has {n}") if topic.by else "{place} {n}"
    return form.format(place=named(topic, row), n=count(row["grants"]))


def named(topic: Topic, row: dict[str, CellValue]) -> str:
    """A place or class as it stands within a sentence."""
    name = str(row[PLACE])
    if topic.by == "size_class":
        return _("municipalities with {sizes}").format(sizes=lower_first(name))
    return lower_first(name) if topic.by else name


def _rate(row: dict[str, CellValue]) -> str:
    return format_short(row["grants_per_100k"], "decimal")


def how_they_stand(figure: Figure) -> str:
    """The value of each place for what is asked, and the country's."""
    topic, table = figure.topic, figure.table
    column = table.column(topic.column)
    write = format_change if column.kind == "percent" else format_short
    form = "{place} ({value})" if topic.by else "{place} {value}"
    rows = [
        form.format(place=named(topic, row), value=within(text, row[column.key]) if topic.by else text)
        for row in _places(figure)
        for text in (write(row[column.key], column.kind),)
    ]
    if not rows:
        return figure.nothing
    subject = column.label
    if column.key in METRICS:
        subject = _("{metric} in {years}")
        subject = subject.format(metric=METRICS[column.key].label, years=year_range(topic.years))
    form = _("{subject}: {places}. {country}: {value}.")
    return form.format(
        subject=f"{subject}{_inside(topic, topic.place if topic.by else '')}",
        places=word_list(rows),
        country=table.whole[PLACE],
        value=write(table.whole[column.key], column.kind),
    )


def _places(figure: Figure) -> list[dict[str, CellValue]]:
    return [row for row in figure.table.body if row[PLACE] != _(DIFFERENCE)]


def _inside(topic: Topic, place: str = "") -> str:
    """The place, the years where several are added up, the filters beside places, and what is not decided."""
    years = _("{years} together").format(years=year_range(topic.asked)) if topic.is_sum else ""
    said = ", ".join(filter(None, (years, place, topic.filters, topic.status)))
    return f" ({said})" if said else ""
