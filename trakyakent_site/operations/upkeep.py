"""What the tasks of the night have left behind, for whoever watches them: backup, copy of the pages, certificate."""

from datetime import datetime
from pathlib import Path

from cryptography import x509

from trakyakent_site.backups import record
from trakyakent_site.mirror import copying


def backup_made_at() -> datetime | None:
    """When the last good backup was made; None if there was none."""
    return record.moment_of(record.read().made_at)


def mirror_made_at() -> datetime | None:
    """When the oldest of the unions' copies was made; None if there is none."""
    moments = [record.moment_of(copy.made_at) for copy in copying.read_state().values()]
    return min((moment for moment in moments if moment), default=None)


def seconds_since_backup(now: datetime) -> float | None:
    return age(backup_made_at(), now)


def seconds_since_mirror(now: datetime) -> float | None:
    return age(mirror_made_at(), now)


def age(moment: datetime | None, now: datetime) -> float | None:
    return max((now - moment).total_seconds(), 0) if moment else None


def certificate_end(path: str) -> datetime | None:
    """The last moment of the certificate; None if it cannot be read. Raises nothing."""
    try:
        return x509.load_pem_x509_certificate(Path(path).read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None
