#!/usr/bin/env python3
"""The portal's daily commands. They need Python 3.11 or newer and nothing else: what is missing goes into .venv.

python3 dev.py run [--port 8000] [--reload]   start the portal, with the sample partnership if it holds nothing yet
python3 dev.py test [pytest's arguments]      run the tests
python3 dev.py check                          lint, formatting, who imports whom, migrations, security settings
python3 dev.py format                         put code and templates in the form that check asks for
python3 dev.py bench [arguments]              measure speed on a partnership and on England
python3 dev.py requirements [--upgrade]       compile requirements.txt from requirements.in
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python runs this file as far as here
    sys.exit(
        f"The portal needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
        "If a newer one is installed, name it: python3.12 dev.py run. Otherwise: https://www.python.org/downloads/"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "requirements.sha256"


def run(arguments: list[str]) -> None:
    """Serve the sample partnership on this machine, in one process: when it ends, the database ends with it."""
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("--port", type=int, default=8000, help="8000 unless told")
    parser.add_argument("--reload", action="store_true", help="start again when the code changes")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script that starts this with & has it ignored
    require_free(options.port)
    prepare()
    if Path(sys.prefix) != VENV:
        os.execv(python(), [python(), __file__, "run", *arguments])

    os.environ |= {"DJANGO_SETTINGS_MODULE": "thep.settings", "THEP_DEMO": "1", "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    os.environ.setdefault("THEP_URL", f"http://localhost:{options.port}")
    import django
    from django.core.management import call_command, execute_from_command_line

    print("Starting the database …", flush=True)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_sample")
    # By name: to a browser, passkeys belong to a name and never to a number.
    print(f"\nThe portal: http://localhost:{options.port}/ (Ctrl-C stops it)\n", flush=True)
    if options.reload:  # unlike KeyboardInterrupt, this waits for the process that serves
        signal.signal(signal.SIGINT, lambda number, frame: sys.exit(128 + number))
    sys.argv = ["manage.py", "runserver", f"127.0.0.1:{options.port}"]  # what the reloader starts again
    execute_from_command_line(sys.argv if options.reload else [*sys.argv, "--noreload"])


def test(arguments: list[str]) -> None:
    prepare()
    os.execv(python(), [python(), "-m", "pytest", *arguments])


def check(arguments: list[str]) -> None:
    """Run every check, whatever the others find; fails at the end if one failed."""
    prepare()
    manage = (python(), "manage.py")
    checks = {
        "lint": (tool("ruff"), "check", "--output-format", "concise", "."),
        "code format": (tool("ruff"), "format", "--check", "--output-format", "concise", "."),
        "template format": (tool("djade"), "--check", "--target-version", "5.2", *templates()),
        "who imports whom": (tool("lint-imports"),),
        "migrations": (*manage, "makemigrations", "--check", "--dry-run"),
        "security settings": (*manage, "check", "--deploy", "--fail-level", "WARNING"),
    }
    environment = {name: value for name, value in os.environ.items() if name != "THEP_DEMO"}

    def outcome(command):
        return subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )

    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, done in zip(checks, pool.map(outcome, checks.values()), strict=True):
            print(f"{'FAILED' if done.returncode else 'ok':7} {name}", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout, flush=True)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}.")


def format(arguments: list[str]) -> None:
    prepare()
    subprocess.run((tool("ruff"), "check", "--fix", "--quiet", "."), check=False)  # what it cannot mend, check reports
    subprocess.run((tool("ruff"), "format", "."), check=True)
    subprocess.run((tool("djade"), "--target-version", "5.2", *templates()), check=False)  # 1 means: changed something


def bench(arguments: list[str]) -> None:
    prepare()
    os.execv(python(), [python(), "-m", "bench", *arguments])


def requirements(arguments: list[str]) -> None:
    """Exact versions with hashes for every Python from 3.11; those already chosen stay unless --upgrade."""
    prepare()
    compile_ = (tool("uv"), "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes")
    told = ("--custom-compile-command", "python3 dev.py requirements", "--quiet")
    sys.exit(subprocess.run((*compile_, *told, *arguments, "requirements.in", "-o", "requirements.txt")).returncode)


def prepare() -> None:
    """A .venv with exactly what requirements.txt names; at once where it has that already."""
    wanted = hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()
    if not python().exists():
        shutil.rmtree(VENV, ignore_errors=True)  # its Python is gone
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not STAMP.exists():
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit(
                "This Python cannot make a virtual environment: its venv and ensurepip modules are not installed.\n"
                "On Debian or Ubuntu: apt install python3-venv. Then run the same command again."
            )
        print("Making .venv …", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", VENV]).returncode:
            sys.exit(f"Python could not make {VENV}; it says why above. On Debian or Ubuntu: apt install python3-venv.")
    print("Installing requirements.txt into .venv (once; a minute or two) …", flush=True)
    # Root's PostgreSQL runs under an account of its own, which must be able to read what pip installs.
    os.umask(0o022)
    install = (python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    if subprocess.run((*install, "--only-binary=:all:", "--require-hashes", "-r", "requirements.txt")).returncode:
        sys.exit(
            "pip could not install requirements.txt; it says why above. It needs the network this once: behind a\n"
            "proxy set HTTPS_PROXY; offline, set PIP_NO_INDEX=1 and PIP_FIND_LINKS to a folder that `pip download\n"
            "--only-binary=:all: -r requirements.txt` filled elsewhere. Then run the same command again."
        )
    STAMP.write_text(wanted)


def require_free(port: int) -> None:
    """End with advice unless this machine lets us serve on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            other = port + 1 if 1024 <= port < 65535 else 8000
            sys.exit(
                f"Port {port} cannot be used: {error.strerror if isinstance(error, OSError) else error}. "
                f"Perhaps the portal runs already.\nAnother port: python3 dev.py run --port {other}"
            )


def python() -> Path:
    return VENV / "bin" / "python"


def tool(name: str) -> Path:
    return VENV / "bin" / name


def templates() -> list[Path]:
    return sorted(ROOT.glob("templates/**/*.html"))


COMMANDS = {command.__name__: command for command in (run, test, check, format, bench, requirements)}


def main(arguments: list[str]) -> None:
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        sys.exit(__doc__)
    os.chdir(ROOT)
    try:
        command(arguments[1:])
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
