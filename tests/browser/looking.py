"""How a person goes from page to page, and what they see at a glance."""

from playwright.sync_api import Locator, Page

IN_TIME = 60_000  # ms: a machine that does much else takes long over publishing a report


def follow(way: Locator) -> None:
    """Click what leads to another page, and wait until that one is there.

    A click alone is over before: what is read, filled in or gone to next may meet the page that is being left.
    """
    with way.page.expect_navigation(timeout=IN_TIME):
        way.click()


def fits(page: Page) -> bool:
    """Nothing is wider than the screen, once all is loaded."""
    page.wait_for_load_state("load")
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def open_more(page: Page) -> None:
    """The menu at the head of the page with what people need less often."""
    page.locator(".masthead .more summary").click()
