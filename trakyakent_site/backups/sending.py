"""Carries a finished backup to the store, removes there what need not be kept, and fetches one for a restore."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trakyakent_site.backups import record, retention
from trakyakent_site.backups.container import BackupProblem, is_sealed
from trakyakent_site.backups.making import in_words
from trakyakent_site.backups.store import Store, StoreProblem
from trakyakent_site.backups.unpacking import workshop

NEWEST = "newest"


def send(store: Store, path: Path) -> list[str]:
    """Lay the backup into the store; returns what was removed there. Notes what came of it; raises BackupProblem."""
    noted = record.read()
    try:
        if not is_sealed(path):
            raise StoreProblem(f"{path.name} is not sealed, and stays on this machine: set BACKUP_KEY.")
        store.put(path)
        removed = prune(store, never=[path.name, noted.proved_name])
    except BackupProblem as error:
        noted.sending_failure, noted.sending_failed_at = str(error), record.now().isoformat()
        record.write(noted)
        raise
    noted.sent_name, noted.sent_at = path.name, record.now().isoformat()
    noted.sending_failure = noted.sending_failed_at = ""
    record.write(noted)
    return removed


def highest_number(store: Store) -> int:
    """Of the backups in the store: a machine that was set up anew counts on from it, or its backups were the oldest."""
    return max((backup.number for backup in backups_in(store)), default=0)


def backups_in(store: Store) -> list[retention.Kept]:
    """The oldest first; what has another name is not ours."""
    return sorted(backup for name in store.sizes() if (backup := retention.backup_of(Path(name))))


def prune(store: Store, *, never: list[str]) -> list[str]:
    """The same backups stay as in a folder."""
    removed = [path.name for path in retention.superfluous(backups_in(store), never)]
    for name in removed:
        store.remove(name)
    return removed


@contextmanager
def fetched(store: Store, name: str) -> Iterator[Path]:
    """A backup of the store as a file for a while, the newest one if none is named; raises BackupProblem."""
    names = list(store.sizes())
    if not names:
        raise StoreProblem(f"The store {store.place.name} holds no backup.")
    name = names[-1] if name == NEWEST else name
    if name not in names:
        raise StoreProblem(f"The store {store.place.name} holds no {name}; it holds {', '.join(names[-5:])}.")
    with workshop() as folder:
        target = Path(folder) / name
        try:
            store.fetch(name, target)
        except OSError as error:
            raise BackupProblem(in_words(error, target)) from error
        yield target
