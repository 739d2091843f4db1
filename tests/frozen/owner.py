"""What the owner of a presentation does to it by hand, and the record of it that the tests are held to."""

from dataclasses import asdict, dataclass, field

from pptx.util import Emu, Pt

from tests.frozen.slides import box, ours


@dataclass
class Record:
    """What was done, by the name of what it was done to."""

    texts: list[str] = field(default_factory=list)  # the owner's own words
    gone: list[str] = field(default_factory=list)  # texts of ours that the owner wrote over
    boxes: dict[str, tuple] = field(default_factory=dict)  # name of a moved object → where it stands
    deleted: list[tuple[str, str]] = field(default_factory=list)  # part and figure of what was taken away

    @property
    def as_json(self) -> dict:
        """The record as it is kept."""
        return asdict(self)


# What the owner writes, by the language of the presentation.
WORDS = {
    "nb": {
        "title": "Dette må vi snakke om",
        "subtitle": "Tall for styret",
        "line": "Se også årsrapporten",
        "box": "Husk budsjettet fra i fjor",
        "note": "Ikke glem å nevne ventelisten",
        "slide": "Vårt eget lysbilde",
        "footer": "Hver lege teller én gang hos oss.",
        "sentence": "Et godt år for ordningen.",
        "legend": "Mørkt er mye",
    },
    "en": {
        "title": "This we must talk about",
        "subtitle": "Numbers for the board",
        "line": "See the annual report too",
        "box": "Remember last year's budget",
        "note": "Do not forget the waiting list",
        "slide": "A slide of our own",
        "footer": "We count every doctor once.",
        "sentence": "A good year for the scheme.",
        "legend": "Dark is much",
    },
}


class Owner:
    """A person with a presentation open."""

    def __init__(self, presentation, language: str) -> None:
        self.presentation, self.words = presentation, WORDS[language]
        self.record = Record()

    def slide_with(self, figure: str):
        """The slide on which a figure stands, by the beginning of its tag."""
        return next(
            slide
            for slide in self.presentation.slides
            if any(part == "title" and tag.startswith(figure) for part, tag in ours(slide))
        )

    def part(self, slide, part: str):
        """The first object of a part."""
        return next(shape for tag, shape in ours(slide).items() if tag[0] == part)

    def moves(self, shape, right: int, down: int, scale: float = 1) -> None:
        """Move an object by so many points, and make it so much larger."""
        shape.left, shape.top = shape.left + Pt(right), shape.top + Pt(down)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        self.record.boxes[shape.name.partition(" [alis:")[0] + _tag_of(shape)] = box(shape)

    def writes_over(self, shape, word: str, line: int = 0) -> None:
        """Reword a line, as one who types over it: the look of its first run stays."""
        runs = shape.text_frame.paragraphs[line].runs
        self.record.gone.append("".join(run.text for run in runs))
        for run in runs[1:]:
            run._r.getparent().remove(run._r)
        runs[0].text = self.words[word]
        self.record.texts.append(self.words[word])

    def adds_line(self, frame, word: str) -> None:
        """A line of the owner's below ours."""
        frame.add_paragraph().text = self.words[word]
        self.record.texts.append(self.words[word])

    def adds_box(self, slide, word: str):
        """A text box of the owner's."""
        made = slide.shapes.add_textbox(Pt(30), Pt(480), Pt(200), Pt(30))
        made.text_frame.text = self.words[word]
        self.record.texts.append(self.words[word])
        return made

    def deletes(self, shape, tag: tuple[str, str]) -> None:
        """Take an object away."""
        shape._element.getparent().remove(shape._element)
        self.record.deleted.append(tag)


def _tag_of(shape) -> str:
    _label, _mark, tag = shape.name.partition(" [alis:")
    return f" [alis:{tag.rpartition(':')[0]}" if tag else ""


def edit(presentation, language: str) -> Record:
    """Go through a presentation as its owner would before a meeting."""
    owner = Owner(presentation, language)
    for step in (
        _map,
        _ranking,
        _table,
        _keys,
        _two,
        _legend,
        _group,
        _own_slide,
    ):
        step(owner)
    return owner.record


def _map(owner: Owner) -> None:
    slide = owner.slide_with("region-map")
    owner.moves(slide.shapes.title, 20, 10)
    owner.moves(owner.part(slide, "map"), -10, 25, 0.8)
    owner.writes_over(owner.part(slide, "footer"), "footer")


def _ranking(owner: Owner) -> None:
    slide = owner.slide_with("region-ranking")
    owner.writes_over(slide.shapes.title, "title")
    owner.moves(owner.part(slide, "chart"), 30, 20, 0.9)
    owner.adds_line(owner.part(slide, "subtitle").text_frame, "line")
    owner.adds_line(slide.notes_slide.notes_text_frame, "note")
    owner.adds_box(slide, "box")


def _table(owner: Owner) -> None:
    slide = owner.slide_with("class-table")
    owner.writes_over(owner.part(slide, "subtitle"), "subtitle")
    table = owner.part(slide, "table").table
    table.columns[0].width = Emu(2_600_000)
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.italic = True


def _keys(owner: Owner) -> None:
    slide = owner.slide_with("key-figures")
    owner.writes_over(owner.part(slide, "sentence"), "sentence")
    owner.moves(owner.part(slide, "number1"), 0, 40)


def _two(owner: Owner) -> None:
    """On the slide of two figures the one on the right is drawn smaller."""
    slide = next(s for s in owner.presentation.slides if sum(part == "heading" for part, _f in ours(s)) == 2)
    right = max((shape for (part, _f), shape in ours(slide).items() if part == "chart"), key=lambda s: s.left)
    owner.moves(right, 15, 30, 0.85)


def _legend(owner: Owner) -> None:
    """A legend taken away, and words of the owner's instead."""
    slide = owner.slide_with("change-map")
    tag, shape = next((tag, shape) for tag, shape in ours(slide).items() if tag[0].startswith("legend"))
    owner.deletes(shape, tag)
    owner.adds_box(slide, "legend")


def _group(owner: Owner) -> None:
    """A chart grouped with an arrow of the owner's."""
    slide = owner.slide_with("class-chart")
    arrow = slide.shapes.add_shape(33, Pt(300), Pt(300), Pt(40), Pt(20))
    slide.shapes.add_group_shape([arrow, owner.part(slide, "chart")]).name = "Min gruppe"


def _own_slide(owner: Owner) -> None:
    """A slide of the owner's in second place, and the last of ours moved to third."""
    slide = owner.presentation.slides.add_slide(owner.presentation.slide_layouts[0])
    slide.shapes.title.text_frame.text = owner.words["slide"]
    owner.record.texts.append(owner.words["slide"])
    ids = owner.presentation.slides._sldIdLst
    ids.insert(1, ids[-1])
    ids.insert(2, ids[-1])
