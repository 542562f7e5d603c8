"""The outermost form of a backup: bytes in a row that show whether they are whole, sealed with a key if there is one.

Without a key, the last line holds the sum of all before it; tools that read tar files ignore it. With a key, the bytes
are cut into frames, each encrypted and numbered (AES-256-GCM), the last one marked as the last: nothing can be left
out, exchanged or added. The key is stretched by scrypt, and a check in the head tells a wrong key from damage.
"""

import hashlib
import hmac
import os
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"UNIONS-BACKUP-SEALED-1\n"
SALT, CHECK, TAG = 16, 16, 16
FRAME = 1024 * 1024
# Of a guess at the key: a tenth of a second and 32 MiB.
COST = 2**15
LINE = b"\nsum of this backup: sha256 %s\n"
LINE_LENGTH = len(LINE % (b"0" * 64))


# What operators have beside their backups, or make of them, by how such a file begins.
OTHER_FILES = {
    b"\x1f\x8b": "packed by gzip: unpack it first (gunzip)",
    b"BZh": "packed by bzip2: unpack it first (bunzip2)",
    b"\xfd7zXZ\x00": "packed by xz: unpack it first (unxz)",
    b"\x28\xb5\x2f\xfd": "packed by zstd: unpack it first (unzstd)",
    b"PK\x03\x04": "packed as zip: unpack it first (unzip)",
    b"-----BEGIN PGP": "encrypted by PGP: decrypt it first (gpg --decrypt)",
    b"age-encryption.org": "encrypted by age: decrypt it first (age --decrypt)",
    b"SQLite format 3\x00": "a database of SQLite, not a backup by manage.py backup",
    b"PGDMP": "a dump by pg_dump, not a backup by manage.py backup: pg_restore reads it",
    b"-- PostgreSQL database dump": "a dump by pg_dump, not a backup by manage.py backup: psql reads it",
}


class BackupProblem(Exception):
    """What went wrong, in one sentence for the operator."""


class DamagedBackup(BackupProblem):
    """The archive is not as it was made."""


def keys_of(key: str, salt: bytes) -> tuple[AESGCM, bytes]:
    """What encrypts, and the check that tells a wrong key."""
    material = Scrypt(salt=salt, length=32 + CHECK, n=COST, r=8, p=1).derive(key.encode())
    return AESGCM(material[:32]), material[32:]


def nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class PlainWriter:
    """Writes bytes, and at the end their sum."""

    def __init__(self, file: IO[bytes]):
        self.file = file
        self.sum = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sum.update(data)
        return self.file.write(data)

    def finish(self) -> None:
        self.file.write(LINE % self.sum.hexdigest().encode())


class SealedWriter:
    """Writes bytes in encrypted frames."""

    def __init__(self, file: IO[bytes], key: str):
        salt = os.urandom(SALT)
        self.cipher, check = keys_of(key, salt)
        self.head = MAGIC + salt + check
        self.file = file
        self.file.write(self.head)
        self.waiting = bytearray()
        self.number = 0

    def write(self, data: bytes) -> int:
        self.waiting += data
        # One byte more than a frame: the last one is never empty unless all is.
        while len(self.waiting) > FRAME:
            self._seal(bytes(self.waiting[:FRAME]), is_last=False)
            del self.waiting[:FRAME]
        return len(data)

    def _seal(self, data: bytes, *, is_last: bool) -> None:
        self.file.write(self.cipher.encrypt(nonce(self.number, is_last=is_last), data, self.head))
        self.number += 1

    def finish(self) -> None:
        self._seal(bytes(self.waiting), is_last=True)


class PlainReader:
    """Reads bytes, and says at the end whether they are those that were written."""

    def __init__(self, file: IO[bytes], size: int):
        self.file = file
        self.left = size - LINE_LENGTH
        self.sum = hashlib.sha256()
        if self.left < 0:
            raise DamagedBackup("The archive is cut off.")

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        self.sum.update(data)
        return data

    def finish(self) -> None:
        """Read what is left; raises DamagedBackup."""
        while self.read(FRAME):
            continue
        line = self.file.read()
        if not line.startswith(LINE[: LINE.index(b"%")]):
            raise DamagedBackup("The archive is cut off: the line with its sum is missing at the end.")
        if line != LINE % self.sum.hexdigest().encode():
            raise DamagedBackup("The archive was altered: its sum is not the one at its end.")


class SealedReader:
    """Reads the bytes of encrypted frames."""

    def __init__(self, file: IO[bytes], key: str):
        self.file = file
        self.head = file.read(len(MAGIC) + SALT + CHECK)
        if len(self.head) < len(MAGIC) + SALT + CHECK:
            raise DamagedBackup("The archive is cut off.")
        if not key:
            raise BackupProblem("The archive is sealed: give its key in BACKUP_KEY or by --key-file.")
        self.cipher, check = keys_of(key, self.head[len(MAGIC) : -CHECK])
        if not hmac.compare_digest(check, self.head[-CHECK:]):
            raise BackupProblem("The key is not the one with which the archive was sealed.")
        self.ready = b""
        self.next = file.read(FRAME + TAG)
        self.number = 0

    def read(self, size: int = -1) -> bytes:
        while self.next and (size < 0 or len(self.ready) < size):
            self.ready += self._open()
        size = len(self.ready) if size < 0 else size
        data, self.ready = self.ready[:size], self.ready[size:]
        return data

    def _open(self) -> bytes:
        frame, self.next = self.next, self.file.read(FRAME + TAG)
        try:
            data = self.cipher.decrypt(nonce(self.number, is_last=not self.next), frame, self.head)
        except InvalidTag:
            raise DamagedBackup("The sealed archive was cut off or altered.") from None
        self.number += 1
        return data

    def finish(self) -> None:
        """Read what is left; raises DamagedBackup."""
        while self.read(FRAME):
            continue
        if not self.number:
            raise DamagedBackup("The archive is cut off.")


Writer = PlainWriter | SealedWriter
Reader = PlainReader | SealedReader


def writer_of(file: IO[bytes], key: str) -> Writer:
    return SealedWriter(file, key) if key else PlainWriter(file)


def is_sealed(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def reader_of(file: IO[bytes], key: str) -> Reader:
    """Of an archive that is open; raises BackupProblem."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(max(len(MAGIC), 40))
    sealed = head.startswith(MAGIC)
    file.seek(0)
    for beginning, words in OTHER_FILES.items():
        if head.lstrip(b"-\r\n ").startswith(beginning.lstrip(b"- ")):
            raise BackupProblem(f"This file is {words}.")
    if not size:
        raise DamagedBackup("This file is empty: the archive is cut off.")
    return SealedReader(file, key) if sealed else PlainReader(file, size)
