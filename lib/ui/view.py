"""What a page looks at: the extract in use and the reader's selection."""

from contextvars import ContextVar
from dataclasses import dataclass

from lib.extract.errors import ExtractError
from lib.extract.model import Extract
from lib.metrics.selection import Selection
from lib.ui.address import read, selection_of
from lib.ui.shelf import Served, shelf


@dataclass(frozen=True)
class View:
    """The extract and the selection of one run of a page."""

    served: Served
    selection: Selection

    @property
    def extract(self) -> Extract:
        """The extract that every number of the page is from."""
        return self.served.extract

    @property
    def before(self) -> Extract | None:
        """The extract that was in use when this one was published; None where there was none to read."""
        replaced = self.extract.manifest.replaced
        try:
            return None if replaced is None else shelf().other(replaced)
        except ExtractError:
            return None


_CURRENT: ContextVar[View | None] = ContextVar("view", default=None)


def enter(view: View) -> None:
    """Make a view the current one for the rest of this run."""
    _CURRENT.set(view)


def current() -> View:
    """The view of this run; a page that is run alone looks at the default selection."""
    view = _CURRENT.get()
    if view is None:
        served = shelf().served()
        view = View(served, selection_of(served.extract, read(served.extract, {}).chosen))
    return view
