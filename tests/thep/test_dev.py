"""What a person meets who has nothing but Python and `dev.py`."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import dev
from thep import postgres

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A folder with a requirements.txt and no .venv, in place of the portal's own."""
    (tmp_path / "requirements.txt").write_text("nothing==1 --hash=sha256:00\n")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "requirements.sha256")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(machine: Path, *, pip_exit: int = 0) -> Path:
    """A .venv made earlier, whose Python only writes down what it was asked."""
    python = machine / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" >> {machine}/asked\nexit {pip_exit}\n')
    python.chmod(0o755)
    (machine / ".venv" / "requirements.sha256").write_text("an earlier requirements.txt")
    return machine / "asked"


def digest(machine: Path) -> str:
    return hashlib.sha256((machine / "requirements.txt").read_bytes()).hexdigest()


def test_older_python_is_told_which_is_needed():
    pretend = "import runpy, sys; sys.version_info, sys.version = (3, 10, 4), '3.10.4 (main)'; runpy.run_path('dev.py')"
    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "The portal needs Python 3.11 or newer; this is 3.10.4."


def test_without_a_command_the_commands_are_listed():
    with pytest.raises(SystemExit) as ended:
        dev.main([])

    assert ended.value.code == dev.__doc__
    assert {line.split()[2] for line in dev.__doc__.splitlines() if line.startswith("python3")} == set(dev.COMMANDS)


def test_taken_port_brings_the_advice_to_name_another():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} cannot be used: Address already in use.*") as ended:
            dev.require_free(port)

    assert f"Another port: python3 dev.py run --port {port + 1}" in str(ended.value.code)
    dev.require_free(port)


def test_python_without_venv_is_told_what_to_install(machine, monkeypatch):
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match="apt install python3-venv"):
        dev.prepare()
    assert not dev.VENV.exists()


def test_current_environment_is_used_as_it_is(machine):
    asked = made(machine, pip_exit=1)
    dev.STAMP.write_text(digest(machine))

    dev.prepare()
    assert not asked.exists()


def test_changed_requirements_are_installed_by_hash_and_remembered(machine):
    asked = made(machine)

    dev.prepare()
    dev.prepare()
    assert asked.read_text() == (
        "-m pip install --quiet --disable-pip-version-check --no-input "
        "--only-binary=:all: --require-hashes -r requirements.txt\n"
    )
    assert dev.STAMP.read_text() == digest(machine)


def test_failed_installation_is_explained_and_tried_again(machine):
    asked = made(machine, pip_exit=1)

    for _ in range(2):
        with pytest.raises(SystemExit, match=r"(?s)pip could not install.*proxy.*offline"):
            dev.prepare()
    assert len(asked.read_text().splitlines()) == 2


def test_environment_of_a_python_that_is_gone_is_made_afresh(machine, monkeypatch):
    made(machine)
    dev.python().unlink()
    dev.python().symlink_to(machine / "gone")
    calls = []
    monkeypatch.setattr(
        dev.subprocess, "run", lambda command: calls.append(command[:3]) or subprocess.CompletedProcess(command, 1)
    )

    with pytest.raises(SystemExit, match="Python could not make"):
        dev.prepare()
    assert calls == [[sys.executable, "-m", "venv"]]
    assert not dev.VENV.exists()


def test_check_runs_everything_and_names_what_failed(machine, monkeypatch, capsys):
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "python", lambda: "true")
    monkeypatch.setattr(dev, "tool", lambda name: "false" if name == "djade" else "true")

    with pytest.raises(SystemExit) as ended:
        dev.check([])
    assert ended.value.code == "Failed: template format."
    assert [line for line in capsys.readouterr().out.splitlines() if line] == [
        "ok      lint",
        "ok      code format",
        "FAILED  template format",
        "ok      who imports whom",
        "ok      migrations",
        "ok      security settings",
    ]


class Portal:
    """`dev.py run` on a free port, with its own folder and database; ready when it answers."""

    def __init__(self, var: Path):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.process = subprocess.Popen(
            [sys.executable, "dev.py", "run", "--port", str(port)],
            cwd=ROOT,
            env=environment | {"THEP_VAR": str(var)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def answers(self) -> int:
        """The status of its first page, asked for until the portal listens or is gone."""
        for line in self.process.stdout:
            self.said += line
            if "Quit the server" in line:
                break
        while self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address) as page:
                    return page.status
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionRefusedError):
                    raise
        pytest.fail(f"The portal ended:\n{self.said}")

    def told(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        self.process.communicate()
        return self.process.returncode


@pytest.fixture
def start(var):
    """Starts portals in one folder, and leaves none running."""
    portals = []

    def start():
        portals.append(Portal(var))
        return portals[-1]

    yield start
    for portal in portals:
        portal.process.terminate()
        portal.process.wait()
        portal.process.stdout.close()


@pytest.mark.slow
def test_run_serves_stops_in_order_and_comes_back_after_being_killed(start, var):
    data = var / "postgres"

    first = start()
    assert first.answers() == 200
    assert f"The portal: {first.address.replace('127.0.0.1', 'localhost')}" in first.said
    assert first.told(signal.SIGINT) == 0
    assert postgres._listening(data) is None

    killed = start()
    assert killed.answers() == 200
    killed.told(signal.SIGKILL)

    again = start()
    assert again.answers() == 200
    assert again.told(signal.SIGTERM) == 128 + signal.SIGTERM
    assert postgres._listening(data) is None
