"""What a person would see at a glance."""

from playwright.sync_api import Page


def fits(page: Page) -> bool:
    """Nothing is wider than the screen, once all is loaded."""
    page.wait_for_load_state("load")
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def open_more(page: Page) -> None:
    """The menu at the head of the page with what people need less often."""
    page.locator(".masthead .more summary").click()
