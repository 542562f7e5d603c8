"""The latest errors, kept in one bounded file for the page of the operator; the log itself is kept by the system."""

import json
import logging
from collections import deque
from contextlib import suppress
from pathlib import Path

from trakyakent_site.operations.logs import JsonLines

LARGEST = 256 * 1024
SHOWN = 10


class RecentErrors(logging.Handler):
    """Any number of processes write to the file; a full one becomes the former one, and the one before goes."""

    def __init__(self, path: str | Path):
        super().__init__(logging.ERROR)
        self.path = Path(path)
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        # A full or broken disk has been told by the log; here it must not become an error of its own.
        with suppress(OSError, ValueError):
            if self.path.exists() and self.path.stat().st_size > LARGEST:
                self.path.replace(former(self.path))
            with self.path.open("a", encoding="utf-8") as file:
                file.write(self.format(record) + "\n")


def former(path: Path) -> Path:
    return path.with_name(f"{path.name}.1")


def latest(path: Path, most: int = SHOWN) -> list[dict[str, str]]:
    """The newest errors, newest first; lines that were cut off are left out."""
    lines: deque[str] = deque(maxlen=most)
    for each in (former(path), path):
        with suppress(OSError), each.open(encoding="utf-8", errors="replace") as file:
            lines.extend(file)
    found = []
    for line in reversed(lines):
        with suppress(ValueError):
            record = json.loads(line)
            if isinstance(record, dict):
                found.append({name: str(record.get(name, "")) for name in ("time", "logger", "message", "path")})
    return found
