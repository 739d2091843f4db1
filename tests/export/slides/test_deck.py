"""A deck: title slide, order, properties, progress, two figures on a slide, key figures, and its speed."""

import time
from dataclasses import replace

from lib.export.shown import message_of
from lib.export.slides import Deck, DeckFigure, Entry, make_deck
from lib.figures.figure import KeyFigure
from lib.metrics.selection import Selection
from tests.export.figures import by_hand
from tests.export.slides.reading import notes, opened, part, shapes, texts
from tests.figures.catalogue import makers

CHOSEN = Selection(years=(2023,))
MAKERS = makers()
FIFTEEN = (
    "region_map doctors county",
    "region_map grants county",
    "region_map grants municipality",
    "region_ranking doctors county",
    "region_ranking grants municipality",
    "class_chart centrality grants",
    "class_chart size_class shares",
    "gross_and_net doctor_id",
    "growth_by county",
    "money_history",
    "count_history",
    "budget_steps",
    "class_table centrality",
    "without_grants county",
)
KEYS = replace(
    by_hand(chart=None),
    title="Nøkkeltall",
    subtitle="2023 · hele landet",
    statement="I 2023 hadde ordningen 1 871 unike leger.",
    cards=tuple(
        KeyFigure(f"key-{n}", f"Tall {n}", f"{n}", "mill. kr", f"{n} mill. kr", "", "", "+1 fra i fjor")
        for n in range(1, 7)
    ),
    source="Kilde: prøve. Syntetiske demodata.",
    facts=(("Utvalg", "hele landet"),),
)
OF_KEYS = Entry((DeckFigure(KEYS, "key-figures"),))


def shown(label: str) -> DeckFigure:
    return DeckFigure(MAKERS[label](CHOSEN), f"{label}?aar=2023")


def test_the_first_slide_is_the_title_and_the_rest_come_in_order():
    labels = ("budget_steps", "class_table centrality")
    made = opened(
        make_deck(Deck("Til ledermøtet", "Avdelingen", tuple(Entry((shown(it),)) for it in labels)))
    )
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == [
        "Til ledermøtet",
        *(message_of(shown(label).figure) for label in labels),
        "Om tallene",
    ]
    assert "Avdelingen" in texts(made.slides[0]) and "Syntetiske demodata" in texts(made.slides[0])


def test_the_file_names_its_title_and_author_and_nobody_else():
    properties = opened(make_deck(Deck("Til ledermøtet", "Avdelingen", ()))).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        "Til ledermøtet",
        "Avdelingen",
        "Avdelingen",
    )


def test_progress_is_told_slide_by_slide_and_ends_with_the_whole():
    told = []
    deck = Deck("a", "b", (Entry((shown("budget_steps"),)), OF_KEYS))
    make_deck(deck, progress=lambda made, whole: told.append((made, whole)))
    assert told == [(1, 4), (2, 4), (4, 4)]


def test_two_figures_stand_beside_each_other_with_their_own_heading_and_source():
    left, right = shown("region_map grants county"), shown("region_ranking grants county")
    slide = opened(make_deck(Deck("a", "b", (Entry((left, right), title="Hvor går tilskuddet?"),)))).slides[1]
    assert slide.shapes.title.text_frame.text == "Hvor går tilskuddet?"
    assert part(slide, "map").left + part(slide, "map").width <= part(slide, "chart").left
    for figure in (left.figure, right.figure):
        assert figure.title in texts(slide) and figure.subtitle in texts(slide)
    assert texts(slide).count(left.figure.source) == 2
    assert left.figure.title in notes(slide) and right.figure.title in notes(slide)


def test_key_figures_are_six_numbers_and_a_sentence():
    slide = opened(make_deck(Deck("a", "b", (OF_KEYS,)))).slides[1]
    assert part(slide, "sentence").text_frame.text == KEYS.statement
    for number, key in enumerate(KEYS.cards, 1):
        assert part(slide, "number", number).text_frame.text == f"{key.label}\n{key.text}\n{key.below}"
    assert KEYS.source in texts(slide) and "Utvalg: hele landet" in notes(slide)


def test_every_slide_after_the_first_is_numbered():
    made = opened(make_deck(Deck("a", "b", (Entry((shown("budget_steps"),)), OF_KEYS))))
    for slide in list(made.slides)[1:]:
        assert any(shape._element.find(".//{*}fld[@type='slidenum']") is not None for shape in shapes(slide))


def test_fifteen_slides_with_three_maps_are_made_in_time():
    figures = [shown(label) for label in FIFTEEN]
    started = time.perf_counter()
    content = make_deck(Deck("a", "b", tuple(Entry((figure,)) for figure in figures)))
    took = time.perf_counter() - started
    assert len(opened(content).slides) == 17  # with the first, the contents and the last
    assert took < 10, took
    assert len(content) < 1_000_000, len(content)
