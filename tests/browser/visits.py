"""Pages that are opened once for several tests, since to open one is most of what such a test costs."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.harness import Recorder, open_page


@dataclass
class Visit:
    """A page in a tab of its own, opened when it is first asked for, and again once a test has changed it."""

    page: Page
    recorder: Recorder
    url: str
    is_as_opened: bool = field(default=False, init=False)

    def as_opened(self) -> Page:
        """The page for a test that only looks, and leaves it as it was."""
        if not self.is_as_opened:
            open_page(self.page, self.url)
            self.is_as_opened = True
        self.page.mouse.move(0, 0)  # a test before may have left the mouse or the focus on a button
        self.page.evaluate("document.activeElement?.blur()")
        return self.page

    def to_be_changed(self) -> Page:
        """The page for a test that does something to it."""
        page = self.as_opened()
        self.is_as_opened = False
        return page
