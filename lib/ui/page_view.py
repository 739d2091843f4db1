"""The view of a page: the extract in use and the reader's selection."""

from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.metrics.view import View
from lib.ui import link
from lib.ui.address import Choices, read, selection_of
from lib.ui.current_extract import CurrentExtract, extract_provider


@dataclass(frozen=True)
class PageView(View):
    """The view of one run of a page. ``trouble`` says why its extract is not the one published last.

    ``choices`` are what the filters are made of: what is chosen, what a link asked for that does not exist,
    and places that became others.
    """

    trouble: ExtractError | None = None
    choices: Choices = field(default=Choices({}), compare=False)

    @property
    def before(self) -> Extract | None:
        """The extract that was in use when this one was published; None where there was none to read."""
        replaced = self.extract.manifest.replaced
        try:
            return None if replaced is None else extract_provider().earlier(replaced)
        except ExtractError:
            return None


_CURRENT: ContextVar[PageView | None] = ContextVar("view", default=None)


def enter(found: CurrentExtract, choices: Choices, *, compares: bool = True) -> None:
    """Make the view of the choices the current one for the rest of this run; a page may compare no places."""
    selection = selection_of(found.extract, choices.chosen)
    if not compares:
        selection = replace(selection, against=())
    _CURRENT.set(PageView(found.extract, selection, trouble=found.trouble, choices=choices))


def current() -> PageView:
    """The view of this run; a page that is run alone looks at the default selection."""
    if _CURRENT.get() is None:
        found = extract_provider().current()
        link.begin_run()
        enter(found, read(found.extract, {}))
    return _CURRENT.get()
