"""The short set of the faults: a few kills and one backup in the middle of saves. The long one is in docs/assurance."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.slow
def test_killed_writers_lose_nothing_and_a_backup_holds_what_was_saved_before_it():
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.storm", "--kills", "4", "--backups", "1"],
        cwd=settings.BASE_DIR,
        env=kept,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told.pop("acknowledged") > 0
    assert told.pop("seconds") > 0
    assert told == {
        "database": "SQLite",
        "kills": 8,
        "backups": 1,
        "refused": [],
        "lost": 0,
        "files_changed": 0,
        "twice": 0,
        "rows_without_file": 0,
        "torn_files": 0,
        "integrity": 1,
        "backups_whole": 1,
        "missing_in_backups": 0,
    }
