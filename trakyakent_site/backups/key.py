"""The key that seals backups: from the environment, or from a file."""

from pathlib import Path

from django.conf import settings

from trakyakent_site.backups.container import BackupProblem

SHORTEST = 20


def key_from(path: Path | None = None) -> str:
    """The key, or nothing where none is given; raises BackupProblem for one that can be guessed."""
    if path is None:
        return str(settings.BACKUP_KEY)
    try:
        key = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupProblem(f"{path} cannot be read as the file of a key: {error}.") from error
    if len(key) < SHORTEST:
        raise BackupProblem(f"The key in {path} has {len(key)} characters; at least {SHORTEST} are needed.")
    return key
