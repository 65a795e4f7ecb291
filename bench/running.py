"""Programs run apart from this one, as on a public server, with the time and memory each took."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.scratch import ROOT

BYTES_IN_MAXRSS = 1 if sys.platform == "darwin" else 1024
MB = 1_000_000


@dataclass(frozen=True)
class Run:
    """`peak` is the most memory the process held at once, in MB; PostgreSQL's own is not in it.

    A process is born with its parent's peak, so this one stays small and reads no output that it does not need.
    """

    seconds: float
    peak: float
    output: str = ""


class Failed(Exception):
    """The program's last words."""


class Runner:
    """Runs Python programs with the settings of a public server, and with files in a folder of their own."""

    def __init__(self, var: Path) -> None:
        var.mkdir(parents=True, exist_ok=True)
        self.var = var
        kept = {name: value for name, value in os.environ.items() if not name.startswith("THEP_")}
        self._environment = kept | {
            "DJANGO_SETTINGS_MODULE": "thep.settings",
            "THEP_VAR": str(var),
            "THEP_SECOND_STEP": "0",  # whoever measures has shown none
        }

    def manage(self, url: str, *arguments: str) -> Run:
        """What it prints goes nowhere."""
        return self.run(url, "manage.py", *arguments, is_read=False)

    def run(self, url: str, *arguments: str, is_read: bool = True) -> Run:
        """`python ARGUMENTS` against the database at `url`. Raises `Failed`."""
        with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
            began = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self._environment | {"DATABASE_URL": url},
                stdout=output if is_read else subprocess.DEVNULL,
                stderr=errors,
            )
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:
                process.kill()
                process.wait()
                raise
            seconds = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            errors.seek(0)
            if process.returncode:
                raise Failed(f"{' '.join(arguments)}:\n{(errors.read() or output.read())[-2000:]}")
            return Run(seconds, usage.ru_maxrss * BYTES_IN_MAXRSS / MB, output.read())
