"""What a page looks at: the extract in use and the reader's selection."""

from contextvars import ContextVar
from dataclasses import dataclass

from lib.extract.findings import ExtractError
from lib.extract.model import Extract
from lib.metrics.selection import Selection
from lib.metrics.view import View
from lib.ui.address import read, selection_of
from lib.ui.shelf import Served, shelf


@dataclass(frozen=True)
class PageView(View):
    """The view of one run of a page. ``trouble`` says why its extract is not the one published last."""

    trouble: ExtractError | None = None

    @property
    def before(self) -> Extract | None:
        """The extract that was in use when this one was published; None where there was none to read."""
        replaced = self.extract.manifest.replaced
        try:
            return None if replaced is None else shelf().other(replaced)
        except ExtractError:
            return None


_CURRENT: ContextVar[PageView | None] = ContextVar("view", default=None)


def enter(served: Served, selection: Selection) -> None:
    """Make a view the current one for the rest of this run."""
    _CURRENT.set(PageView(served.extract, selection, trouble=served.trouble))


def current() -> PageView:
    """The view of this run; a page that is run alone looks at the default selection."""
    if _CURRENT.get() is None:
        served = shelf().served()
        enter(served, selection_of(served.extract, read(served.extract, {}).chosen))
    return _CURRENT.get()
