"""Which backups are kept: the newest three, and the newest of each of 7 days, 4 weeks and 12 months.

They are counted, not compared with the clock: one that jumps makes a wrong day in a name, and removes nothing. Their
order is that of their numbers, which only rise.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"backup-(\d{6,})-(\d{8}T\d{6})Z\.tar(?:\.sealed)?")
MOMENT = "%Y%m%dT%H%M%S"
NEWEST, DAYS, WEEKS, MONTHS = 3, 7, 4, 12
# The folder also holds what was never finished: nobody works on it while the lock is ours.
UNFINISHED = ".part"


@dataclass(frozen=True, order=True)
class Kept:
    """A finished backup, in a folder or in a store."""

    number: int
    made_at: datetime
    path: Path


def backup_of(path: Path) -> Kept | None:
    """As the name says it; None for the name of something else."""
    match = NAME.fullmatch(path.name)
    if not match:
        return None
    try:
        return Kept(int(match[1]), datetime.strptime(match[2], MOMENT).replace(tzinfo=UTC), path)
    except ValueError:
        return None


def name_of(number: int, made_at: datetime, *, sealed: bool) -> str:
    return f"backup-{number:06}-{made_at.astimezone(UTC).strftime(MOMENT)}Z.tar{'.sealed' if sealed else ''}"


def backups_in(folder: Path) -> list[Kept]:
    """The finished backups, the oldest first."""
    paths = folder.iterdir() if folder.is_dir() else []
    return sorted(backup for path in paths if path.is_file() and (backup := backup_of(path)))


def kept_of(backups: Iterable[Kept]) -> set[Kept]:
    """Those that stay."""
    newest_first = sorted(backups, reverse=True)
    return set(newest_first[:NEWEST]) | {
        backup
        for number, period in [
            (DAYS, lambda moment: moment.date()),
            (WEEKS, lambda moment: moment.isocalendar()[:2]),
            (MONTHS, lambda moment: (moment.year, moment.month)),
        ]
        for backup in newest_of_each(newest_first, number, period)
    }


def newest_of_each(newest_first: list[Kept], number: int, period: Callable[[datetime], object]) -> list[Kept]:
    found: dict[object, Kept] = {}
    for backup in newest_first:
        if len(found) == number:
            break
        found.setdefault(period(backup.made_at), backup)
    return list(found.values())


def superfluous(backups: list[Kept], never: Iterable[str]) -> list[Path]:
    """Those that may go, but none that `never` names."""
    kept = kept_of(backups)
    return [backup.path for backup in backups if backup not in kept and backup.path.name not in set(never)]


def prune(folder: Path, *, never: Iterable[str] = ()) -> list[str]:
    """Remove what need not be kept, but none that `never` names; returns the names of what went."""
    removed = superfluous(backups_in(folder), never)
    for path in removed:
        path.unlink()
    return [path.name for path in removed]
