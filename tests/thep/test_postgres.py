"""The private server as its users meet it: each test has a process of its own that uses one in a folder of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from thep import postgres

ROOT = Path(__file__).resolve().parents[2]
USER = """
import sys
from pathlib import Path
from thep import postgres

print(postgres.database(None, Path(sys.argv[1]))["HOST"], flush=True)
sys.stdin.readline()
"""


class Process:
    """A process that uses the private server of `var` until it is told to end."""

    def __init__(self, var: Path, **environment: str):
        self.var = var
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", USER, var],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._folder = ""

    @property
    def folder(self) -> str:
        self._folder = self._folder or self.process.stdout.readline().strip()
        return self._folder

    def asks(self, sql: str) -> tuple:
        connection = psycopg2.connect(
            host=self.folder, port=postgres.PORT, user=postgres.USER, dbname=postgres.NAME, connect_timeout=10
        )
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone() if cursor.description else ()
        finally:
            connection.close()

    def told(self, number: signal.Signals) -> int:
        assert self.folder
        self.process.send_signal(number)
        self.process.communicate()
        return self.process.returncode

    def ends(self) -> int:
        self.process.communicate("\n")
        return self.process.returncode


def runs(var: Path) -> bool:
    return postgres._listening(var / "postgres") is not None


def test_url_names_the_server_and_connections_are_kept(tmp_path):
    entry = postgres.database("postgresql://ann:s%40crt@db.example:5433/portal?sslmode=require", tmp_path)

    assert {name: entry[name] for name in ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example",
        "PORT": 5433,
        "NAME": "portal",
        "USER": "ann",
        "PASSWORD": "s@crt",
        "OPTIONS": {"sslmode": "require"},
    }
    assert entry["CONN_MAX_AGE"] > 0
    assert entry["CONN_HEALTH_CHECKS"] is True
    assert list(tmp_path.iterdir()) == []


def test_url_of_another_kind_of_database_is_refused(tmp_path):
    with pytest.raises(ValueError, match="must name a PostgreSQL database"):
        postgres.database("sqlite:///portal.db", tmp_path)


@pytest.mark.slow
def test_server_starts_with_its_first_user_and_stops_with_the_last(var):
    first = Process(var)
    assert first.asks("SELECT 1") == (1,)
    second = Process(var)
    assert second.folder == first.folder == str(var / "postgres")

    assert first.ends() == 0
    assert second.asks("SELECT 1") == (1,)
    assert second.ends() == 0
    assert not runs(var)


@pytest.mark.slow
def test_server_is_the_same_whatever_the_locale(var):
    question = """
        SELECT datlocprovider, datlocale, datcollate, pg_encoding_to_char(encoding), current_setting('lc_messages'),
               current_setting('default_text_search_config'), current_setting('timezone'), lower('ÉCOLE')
        FROM pg_database WHERE datname = 'thep'
    """
    answers = set()
    for language in ("C", "fr_FR.ISO-8859-1"):
        process = Process(var.with_name(language), LANG=language, LC_ALL=language, PGPORT="6000", TZ="Asia/Tokyo")
        answers.add(process.asks(question))
        process.ends()

    assert answers == {("b", "C.UTF-8", "C", "UTF8", "C", "pg_catalog.english", "UTC", "école")}


@pytest.mark.slow
def test_server_takes_no_connections_but_its_owners(var):
    process = Process(var)

    assert process.asks("SHOW listen_addresses") == ("",)
    assert Path(process.folder).stat().st_mode & 0o077 == 0
    process.ends()


@pytest.mark.slow
def test_processes_that_start_together_share_one_server(var):
    processes = [Process(var) for _ in range(4)]

    assert len({process.asks("SELECT pg_postmaster_start_time()") for process in processes}) == 1
    assert [process.ends() for process in processes] == [0, 0, 0, 0]
    assert not runs(var)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_that_ends_the_last_user_stops_the_server(var, number):
    process = Process(var)

    assert process.told(number) != 0
    assert not runs(var)


@pytest.mark.slow
def test_killed_users_server_is_adopted_and_stopped_by_the_next(var):
    killed = Process(var)
    killed.told(signal.SIGKILL)
    assert runs(var)

    following = Process(var)
    assert following.asks("SELECT 1") == (1,)
    following.ends()
    assert not runs(var)


@pytest.mark.slow
def test_server_starts_again_after_everything_was_killed_and_its_number_is_anothers(var):
    killed = Process(var)
    killed.asks("CREATE TABLE kept AS SELECT 7 AS number")
    killed.told(signal.SIGKILL)
    pid_file = var / "postgres" / "postmaster.pid"
    number, rest = pid_file.read_text().split("\n", 1)
    os.kill(int(number), signal.SIGKILL)
    pid_file.write_text(f"{os.getpid()}\n{rest}")

    following = Process(var)
    assert following.asks("SELECT number FROM kept") == (7,)
    following.ends()
    assert not runs(var)


@pytest.mark.slow
def test_first_start_killed_half_way_is_begun_again(var):
    half = var / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    process = Process(var)
    assert process.asks("SELECT 1") == (1,)
    process.ends()
    assert not half.exists()


@pytest.mark.slow
def test_folder_whose_name_is_too_long_for_a_socket_has_its_socket_elsewhere(var):
    process = Process(var / ("long" * 30))
    assert process.asks("SELECT 1") == (1,)
    folder = Path(process.folder)
    assert folder.stat().st_mode & 0o077 == 0

    process.ends()
    assert not folder.exists()


@pytest.mark.slow
def test_files_of_another_version_are_left_alone_and_the_reason_is_told(var, monkeypatch):
    monkeypatch.setattr(postgres, "TRIES", 1)
    data = var / "postgres"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("12\n")

    with pytest.raises(RuntimeError, match=r"does not start\. Its log is .*server.log; pg_ctl says"):
        postgres._start(data)
    assert (data / "PG_VERSION").read_text() == "12\n"
