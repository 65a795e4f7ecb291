"""A portal of its own with the sample partnership, and a real Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "sample-partnership"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    """The address of a running portal, started as a person would and ended again."""
    with tempfile.TemporaryDirectory(prefix="thep-portal-") as var:  # pytest's own folders shut PostgreSQL out
        yield from _running({"THEP_DEMO": "1", "THEP_VAR": var})


def _running(settings: dict[str, str]) -> Iterator[str]:
    environment = os.environ | settings
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    def manage(*words: str) -> list[str]:
        return [sys.executable, "manage.py", *words]

    for command in ("migrate", "load_sample"):
        subprocess.run(manage(command), cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        manage("runserver", "--noreload", str(port)),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _once_it_answers(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(30)


def _once_it_answers(address: str, server: subprocess.Popen) -> str:
    for _ in range(150):
        assert server.poll() is None, "the portal ended by itself"
        try:
            urllib.request.urlopen(f"{address}/sign-in/")
            return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the portal does not answer")


@pytest.fixture(scope="module")  # longer, and its event loop would stand in the way of other tests' databases
def chromium() -> Iterator[Browser]:
    """The system's Chromium. In CI its absence fails."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        missing = "There is no Chromium: apt-get install chromium"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser, portal: str) -> Iterator[Page]:
    """A page at a desk and on a phone. A console message, an error or a request to elsewhere fails the test."""
    width, height = WIDTHS[request.param]
    context = chromium.new_context(base_url=portal, viewport={"width": width, "height": height})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: answer.status < 400 or wrong.append(f"{answer.status}: {answer.url}"))
    page.on("request", lambda asked: asked.url.startswith((portal, "data:")) or wrong.append(f"elsewhere: {asked.url}"))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def sign_in(page: Page):
    def as_role(role: str) -> Page:
        page.goto("/sign-in/")
        page.get_by_label("E-mail address").fill(f"{role}@thep.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    return as_role
