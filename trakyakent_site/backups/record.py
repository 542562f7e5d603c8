"""What became of the last backups, in a file of the data folder, for `/isler` and `doctor`.

A file and not a row: a restored database would tell of the backups of long ago, and a dead one nothing.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

FILE = "backups.json"
# A night and two hours.
LONGEST_AGE = timedelta(hours=26)
# Proving costs as much as restoring, so it may be left to some nights.
LONGEST_UNPROVED = timedelta(days=8)


@dataclass
class Record:
    """The last good backup, the last proof and the last failure; empty where there was none."""

    number: int = 0
    name: str = ""
    folder: str = ""
    made_at: str = ""
    bytes: int = 0
    seconds: float = 0
    proved_name: str = ""
    proved_at: str = ""
    failure: str = ""
    failed_at: str = ""
    proof_failure: str = ""
    proof_failed_at: str = ""
    sent_name: str = ""
    sent_at: str = ""
    sending_failure: str = ""
    sending_failed_at: str = ""


def path() -> Path:
    return Path(settings.DATA_DIR) / FILE


def read() -> Record:
    """The record; an empty one if there is none, or if it cannot be read."""
    try:
        values = json.loads(path().read_text(encoding="utf-8"))
        known = {field.name for field in fields(Record)}
        return Record(**{name: value for name, value in values.items() if name in known})
    except (OSError, ValueError, TypeError, AttributeError):
        return Record()


def write(record: Record) -> None:
    draft = path().with_name(f"{FILE}.{os.getpid()}")
    draft.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    draft.replace(path())


def moment_of(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None


def now() -> datetime:
    return datetime.now(tz=UTC)


def warnings(record: Record | None = None, at: datetime | None = None) -> list[str]:
    """What an operator should hear of."""
    record, at = record or read(), at or now()
    made, failed = moment_of(record.made_at), moment_of(record.failed_at)
    found = []
    if made is None:
        found.append("No backup has been made yet.")
    elif at - made > LONGEST_AGE:
        found.append(f"The last good backup is {int((at - made).total_seconds() // 3600)} hours old.")
    elif made - at > timedelta(hours=1):
        found.append("The last backup was made in the future: the clock was or is wrong.")
    if failed and (made is None or failed > made):
        found.append(f"The last backup failed: {record.failure}")
    return [*found, *unproved(record, made, at), *unsent(record, at)]


def unproved(record: Record, made: datetime | None, at: datetime) -> list[str]:
    proved, failed = moment_of(record.proved_at), moment_of(record.proof_failed_at)
    if failed and (proved is None or failed > proved):
        return [f"A backup could not be restored when that was tried: {record.proof_failure}"]
    if made and (proved is None or at - proved > LONGEST_UNPROVED):
        return ["No backup has been restored on trial for a week (manage.py backup --prove)."]
    return []


def unsent(record: Record, at: datetime) -> list[str]:
    """Where a store is named, the newest backup must be in it."""
    if not settings.BACKUP_STORE:
        return []
    sent, failed = moment_of(record.sent_at), moment_of(record.sending_failed_at)
    if failed and (sent is None or failed > sent):
        return [f"The last backup could not be sent to the store: {record.sending_failure}"]
    if sent is None:
        return ["No backup has been sent to the store of BACKUP_STORE yet."]
    if at - sent > LONGEST_AGE:
        return [f"The last backup was sent to the store {int((at - sent).total_seconds() // 3600)} hours ago."]
    return []
