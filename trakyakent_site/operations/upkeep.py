"""What the tasks of the night have left behind, for whoever watches them: backup, copy of the pages, certificate."""

import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.utils.dateparse import parse_datetime

# Where the command writes what its last run brought; absent until it has run once.
BACKUP_RECORDS = ["backups.json", "backups/last.json"]
MIRROR = "mirror"
# Names under which a record may say when it was made.
MOMENTS = ["made_at", "finished_at", "at"]


def backup_record() -> dict | None:
    """What the last backup said of itself; None if there was none, or what is there cannot be read."""
    for name in BACKUP_RECORDS:
        try:
            record = json.loads((settings.DATA_DIR / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(record, dict):
            return record
    return None


def backup_made_at() -> datetime | None:
    record = backup_record() or {}
    return next((moment for name in MOMENTS if (moment := moment_of(record.get(name)))), None)


def backup_failed_at() -> datetime | None:
    return moment_of((backup_record() or {}).get("failed_at"))


def moment_of(value: object) -> datetime | None:
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, tz=UTC)
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def mirror_made_at() -> datetime | None:
    """When a page of the copy was written last."""
    folder = settings.DATA_DIR / MIRROR
    try:
        written = [written_at(path) for path in folder.iterdir()]
    except OSError:
        return None
    return max((moment for moment in written if moment), default=None)


def written_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError:
        return None


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
