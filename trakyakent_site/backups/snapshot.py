"""A database as it is at one moment, as files."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Snapshot:
    """The files of a database at one moment, and what must be equal after they were restored."""

    files: dict[str, Path]
    rows: dict[str, int]
    migrations: list[str]
    unions: list[str]
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.files.values())


def quoted(name: str) -> str:
    """The name of a table or column, as both databases read it."""
    return '"' + name.replace('"', '""') + '"'
