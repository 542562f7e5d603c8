"""What lies in a backup: a tar file of the database, the stored files and the settings, with the sum of each.

`backup.json` comes first and says whether the rest can be restored here; `manifest.json` comes last and names every
file with its size and sum, and every table with its rows. The tar file itself lies in a `container`.
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from trakyakent_site.backups.container import FRAME, BackupProblem, DamagedBackup, Reader, Writer

FORMAT = 1
BEGINNING, MANIFEST = "backup.json", "manifest.json"
DATABASE, MEDIA = "database/", "media/"
SETTINGS, SECRET_KEY = "settings.env", "secret_key"  # the name of a file
# What could be a file of ours; everything else leads out of its place or hides something.
NAME = re.compile(r"(?:backup\.json|manifest\.json|settings\.env|secret_key|database/[\w.-]+|media/.+)", re.DOTALL)
LONGEST_NAME = 4000


@dataclass
class Beginning:
    """What has to be known before anything is unpacked."""

    kind: str  # the database: sqlite or postgresql
    version: str
    migrations: list[str]
    started_at: str
    database_bytes: int
    media_bytes: int
    # Tells whether another installation has the same secret key, and nothing of the key.
    key_mark: str
    format: int = FORMAT


@dataclass
class Manifest:
    """Everything in a backup."""

    rows: dict[str, int]
    # What one kind of database needs beside its files.
    details: dict[str, Any]
    unions: list[str]
    ended_at: str
    files: dict[str, list] = field(default_factory=dict)  # name: bytes and sum
    # Files that were removed while they were to be read; no row named them any more.
    vanished: list[str] = field(default_factory=list)
    hint: str = ""


class ArchiveWriter:
    """Puts one file after the other, and remembers the sum of each."""

    def __init__(self, container: Writer):
        # A stream of our own, of which the types of tarfile know nothing; `close` ends the archive.
        stream: Any = container
        self.tar = tarfile.open(fileobj=stream, mode="w|", bufsize=FRAME, format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.files: dict[str, list] = {}

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """A file of exactly this size."""
        reading = Summing(file)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, reading)
        self.files[name] = [size, reading.sum.hexdigest()]

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, io.BytesIO(content), len(content))

    def add_json(self, name: str, value: Beginning | Manifest) -> None:
        self.add_bytes(name, json.dumps(asdict(value), indent=1).encode())

    def finish(self) -> None:
        self.tar.close()


class Summing:
    """A file that is read, and the sum of what was read."""

    def __init__(self, file: IO[bytes] | Reader):
        self.file = file
        self.sum = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        try:
            data = self.file.read(size)
        except (tarfile.TarError, EOFError) as error:
            raise DamagedBackup(f"This backup is cut off or altered ({error}).") from error
        self.sum.update(data)
        self.size += len(data)
        return data


def refuse_odd(entry: tarfile.TarInfo, seen: set[str]) -> None:
    """Raise unless the entry is a plain file that stays in its place."""
    parts = PurePosixPath(entry.name).parts
    is_tidy = "/".join(parts) == entry.name and not {"..", "."}.intersection(parts)
    is_plain = entry.isreg() and "\0" not in entry.name and "\\" not in entry.name and len(entry.name) < LONGEST_NAME
    if not (is_tidy and is_plain and NAME.fullmatch(entry.name)):
        raise DamagedBackup(f"The archive holds {entry.name[:80]!r}, which no backup of ours has: it is refused.")
    if entry.name in seen:
        raise DamagedBackup(f"The archive holds {entry.name[:80]!r} twice.")
    seen.add(entry.name)


def entries(container: Reader) -> Iterator[tuple[str, Summing]]:
    """Each file in its order, to be read before the next one; raises BackupProblem for what is not as it was made."""
    seen: set[str] = set()
    try:
        with tarfile.open(fileobj=container, mode="r|", bufsize=FRAME) as tar:  # type: ignore[call-overload]  # ours
            for entry in tar:
                refuse_odd(entry, seen)
                content = tar.extractfile(entry)
                if content is None:
                    raise DamagedBackup(f"{entry.name!r} in the archive cannot be read.")
                yield entry.name, Summing(content)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise DamagedBackup(f"This is no backup, or it is cut off or altered ({error}).") from error
    container.finish()


def parse(kind: type, content: bytes) -> Any:
    """The beginning or the manifest; raises BackupProblem."""
    try:
        values = json.loads(content)
        number = values.get("format", FORMAT)
        if number != FORMAT:
            raise BackupProblem(f"The archive has the form {number}, of a newer version; this one reads {FORMAT}.")
        return kind(**values)
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedBackup("The archive does not say what it holds: it is cut off or altered.") from error
