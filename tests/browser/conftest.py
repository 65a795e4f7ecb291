"""A portal of its own with the sample partnership, and a real Chromium in front of it."""

import fcntl
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
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.looking import IN_TIME
from tests.browser.signing_in import PASSWORD, fill_in

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}

expect.set_options(timeout=IN_TIME)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def portal_settings() -> dict[str, str]:
    """What a module's portal is told beyond the demo."""
    return {}


@pytest.fixture(scope="module")
def elsewhere() -> tuple[str, ...]:
    """Addresses beside the portal's that pages of a module may ask."""
    return ()


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the portal prints, which in the demo is where its messages go."""
    return tmp_path_factory.mktemp("portal") / "console"


@pytest.fixture(scope="session")
def loaded() -> Iterator[str]:
    """Where a portal with the sample lies, stopped: made once for all workers, for each module to take a copy.

    The last one to let go of it takes it away.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    place = Path(tempfile.gettempdir(), f"thep-portal-{run}")  # pytest's own folders shut PostgreSQL out
    place.mkdir(mode=0o755, exist_ok=True)
    with (place / "users").open("w") as users:
        with (place / "making").open("w") as making:
            fcntl.flock(making, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_SH)
            if not (place / "made").exists():
                _load(place / "var")
                (place / "made").touch()
        yield str(place / "var")
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        shutil.rmtree(place)


def _load(var: Path) -> None:
    var.mkdir(mode=0o755, parents=True, exist_ok=True)
    environment = _environment({"THEP_DEMO": "1", "THEP_VAR": str(var)})
    for command in ("migrate", "load_sample"):
        subprocess.run(_manage(command), cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def portal(loaded: str, portal_settings: dict[str, str], console: Path) -> Iterator[str]:
    """The address of a running portal, started as a person would and ended again."""
    with tempfile.TemporaryDirectory(prefix="thep-portal-") as var:
        settings = {"THEP_DEMO": "1", "THEP_VAR": var, **portal_settings}
        subprocess.run(
            ["cp", "-a", f"{loaded}/.", settings["THEP_VAR"]], check=True
        )  # with its owners: PostgreSQL asks
        yield from _running(settings, console)


def _environment(settings: dict[str, str]) -> dict[str, str]:
    environment = os.environ | settings
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return environment


def _manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]


def _running(settings: dict[str, str], console: Path) -> Iterator[str]:
    environment = _environment(settings)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with console.open("w") as printed:
        server = subprocess.Popen(
            _manage("runserver", "--noreload", str(port)),
            cwd=ROOT,
            env=environment,
            stdout=printed,
            stderr=subprocess.DEVNULL,
        )
    try:
        yield _once_it_answers(f"http://localhost:{port}", server)
    finally:
        server.terminate()
        server.wait(30)


def _once_it_answers(address: str, server: subprocess.Popen) -> str:
    for _ in range(600):
        assert server.poll() is None, "the portal ended by itself"
        try:
            urllib.request.urlopen(f"{address}/sign-in/")
            return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the portal does not answer")


@pytest.fixture(scope="module")  # longer, and its event loop would stand in the way of other tests' databases
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without its own windows where that is installed: it takes a third of the processor time.

    In CI its absence fails.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        missing = "There is no Chromium: apt-get install chromium-headless-shell"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser, portal: str, elsewhere: tuple[str, ...]) -> Iterator[Page]:
    """A page at a desk and on a phone. A console message, an error or a request to elsewhere fails the test."""
    width, height = WIDTHS[request.param]
    context = chromium.new_context(base_url=portal, viewport={"width": width, "height": height})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: answer.status < 400 or wrong.append(f"{answer.status}: {answer.url}"))
    ours = (portal, "data:", *elsewhere)
    page.on("request", lambda asked: asked.url.startswith(ours) or wrong.append(f"elsewhere: {asked.url}"))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def sign_in(page: Page):
    def as_role(role: str) -> Page:
        fill_in(page, f"{role}@thep.example", PASSWORD)
        return page

    return as_role
