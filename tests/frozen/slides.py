"""What stands on slides, read from the file alone: the house's own reader may change with what it reads."""

import io
import re
from collections.abc import Iterator
from urllib.parse import unquote

from pptx import Presentation
from pptx.oxml.ns import qn

# The name of an object of ours, as it stands in presentations that people have.
_TAG = re.compile(r"\[alis:(?P<part>[a-z]+\d*):(?P<figure>[^\]:]*):[0-9a-f.]*~?[0-9a-f.]*\]\s*$")
_REGION = re.compile(r"^(?P<said>.*)\[(?P<code>\d+)\]$", re.S)


def opened(content: bytes):
    """The presentation of a file."""
    return Presentation(io.BytesIO(content))


def saved(presentation) -> bytes:
    """The file of a presentation."""
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def shapes(slide) -> Iterator:
    """Every shape, those in groups too, but not the regions within a map."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        if hasattr(shape, "shapes") and tag_of(shape) is None:
            waiting += list(shape.shapes)


def tag_of(shape) -> tuple[str, str] | None:
    """The part and the figure of an object of ours: ("chart", "by-year?years=2023"); None for another's."""
    found = _TAG.search(shape.name)
    return (found["part"], unquote(found["figure"])) if found else None


def ours(slide) -> dict[tuple[str, str], object]:
    """Our objects on a slide, by part and figure."""
    return {tag: shape for shape in shapes(slide) if (tag := tag_of(shape))}


def box(shape) -> tuple[int, int, int, int]:
    """Where a shape stands."""
    return (shape.left, shape.top, shape.width, shape.height)


def lines(shape) -> list[str]:
    """The lines of a text, with single spaces."""
    return [spaced(paragraph.text) for paragraph in shape.text_frame.paragraphs]


def spaced(text: str) -> str:
    """A text whose spaces are single and plain, as office programs may leave them."""
    return re.sub(r"\s+", " ", text).strip()


def notes(slide) -> list[str]:
    """The lines of the speaker's notes."""
    if not slide.has_notes_slide:
        return []
    found = [shape for shape in slide.notes_slide.shapes if shape.has_text_frame]
    return [line for shape in found for line in lines(shape) if line]


def content(shape) -> object:
    """What an object says or draws."""
    if getattr(shape, "has_chart", False) and shape.has_chart:
        return chart(shape.chart)
    if getattr(shape, "has_table", False) and shape.has_table:
        return [[spaced(cell.text) for cell in row.cells] for row in shape.table.rows]
    if hasattr(shape, "shapes"):
        return regions(shape)
    return lines(shape) if shape.has_text_frame else ""


def chart(native) -> dict:
    """A native chart: its kinds, and every series with name, categories, values, texts and colours."""
    found = []
    for plot in native.plots:
        categories = [spaced(str(each)) for each in plot.categories]
        for series in plot.series:
            element = series._element
            across = [point.text for point in element.iterfind(f"{qn('c:xVal')}//{qn('c:v')}")]
            found.append(
                {
                    "kind": plot._element.tag.rpartition("}")[2],
                    "name": spaced(series.name),
                    "categories": categories,
                    "values": [float(each) for each in across] if across else list(series.values),
                    "texts": _labels(element),
                    "colours": [each.get("val") for each in element.iter(qn("a:srgbClr"))],
                }
            )
    return {"series": found}


def _labels(series) -> dict[str, str]:
    found = {}
    for label in series.iterfind(f".//{qn('c:dLbl')}"):
        text = "".join(part.text or "" for part in label.iter(qn("a:t")))
        if text:
            found[label.find(qn("c:idx")).get("val")] = spaced(text)
    return found


def regions(group) -> dict[str, list[str]]:
    """The regions of a map: code → colour and what is said; the parts of a legend by their texts."""
    found = {}
    for number, shape in enumerate(group.shapes):
        named = _REGION.match(shape.name)
        colour = next((each.get("val") for each in shape._element.iter(qn("a:srgbClr"))), "")
        if named:
            found[named["code"]] = [colour, spaced(named["said"])]
        else:
            text = spaced(shape.text_frame.text) if shape.has_text_frame else ""
            found[f"part {number}"] = [colour, text]
    return found


def presentation(file: bytes) -> list[dict]:
    """Every slide: its objects by part and figure, its other texts, and its notes."""
    found = []
    for slide in opened(file).slides:
        own = [content(shape) for shape in shapes(slide) if tag_of(shape) is None]
        said = {f"{part} of {figure}": content(shape) for (part, figure), shape in ours(slide).items()}
        found.append({**said, "others": [each for each in own if each], "notes": notes(slide)})
    return found
