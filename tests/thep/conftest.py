import tempfile
from pathlib import Path

import pytest

from thep import postgres


@pytest.fixture
def var():
    """A folder for a private server, with nothing left running in it afterwards.

    Not in `tmp_path`: each run of pytest that starts closes the folder above it to other accounts, root's PostgreSQL's
    among them.
    """
    with tempfile.TemporaryDirectory(prefix="thep-test-") as folder:
        yield Path(folder, "deep", "var")
        left = [path.parent for path in Path(folder).glob("**/postmaster.pid") if postgres._listening(path.parent)]
        for data in left:
            postgres._run(data, "pg_ctl", "stop", "--mode=immediate", "--pgdata", data)
        assert left == []
