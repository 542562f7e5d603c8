"""The latest errors, kept in one bounded file for the page of the operator; the log itself is kept by the system."""

import json
import logging
from collections import deque
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

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


def moment_of(text: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else None
    return None


def latest(path: Path, most: int = SHOWN) -> list[dict[str, Any]]:
    """The newest errors, newest first, each with its moment; lines that were cut off are left out."""
    lines: deque[str] = deque(maxlen=most)
    for each in (former(path), path):
        with suppress(OSError), each.open(encoding="utf-8", errors="replace") as file:
            lines.extend(file)
    found = []
    for line in reversed(lines):
        with suppress(ValueError):
            record = json.loads(line)
            if isinstance(record, dict):
                told = {name: str(record.get(name, "")) for name in ("time", "logger", "message", "path")}
                found.append({**told, "at": moment_of(told["time"])})
    return found
