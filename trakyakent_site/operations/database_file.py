"""Whether the file of the embedded database is still the one that this process opened.

A file that was moved over it, emptied or deleted is told by device, number and size: one system call, at a save, at
`/hazir` and four times a second in a worker, never for a finished page.
"""

import os
import sqlite3
from typing import NamedTuple

from django.conf import settings
from django.db import OperationalError


class Identity(NamedTuple):
    """What makes a file this file, whatever its name."""

    device: int
    number: int
    # A new database is empty until its first table; only one that had content can be emptied.
    was_empty: bool = False


class DatabaseFileReplaced(OperationalError):
    """Nothing was saved, because the open file is no longer the one of the name."""


# The first file of each name that this process opened; workers that hold another one than stands there are replaced.
_first: dict[str, Identity] = {}
WORDS = {
    "replaced": "another file was moved over the database while it was open",
    "missing": "the file of the database was moved away or deleted while it was open",
    "empty": "the file of the database was emptied while it was open",
}


def is_path(name: object) -> bool:
    text = str(name)
    return bool(text) and not text.startswith("file:") and ":memory:" not in text


def identity_of(name: object) -> Identity | None:
    try:
        status = os.stat(str(name))
    except FileNotFoundError:
        return None
    return Identity(status.st_dev, status.st_ino, status.st_size == 0)


def remember(name: object) -> Identity | None:
    """The file that has just been opened."""
    if not is_path(name):
        return None
    identity = identity_of(name)
    if identity is not None:
        _first.setdefault(str(name), identity)
    return identity


def forget() -> None:
    """For tests, and for a process that begins anew."""
    _first.clear()


def difference(name: object, opened: Identity | None) -> str:
    """`replaced`, `missing` or `empty`; nothing if the file is the one that was opened."""
    if opened is None:
        return ""
    try:
        status = os.stat(str(name))
    except FileNotFoundError:
        return "missing"
    if (status.st_dev, status.st_ino) != opened[:2]:
        return "replaced"
    return "empty" if status.st_size == 0 and not opened.was_empty else ""


def refuse_unless_same(name: object, opened: Identity | None) -> None:
    """Raise DatabaseFileReplaced, which is a failure of the database: the form gets back what was typed."""
    what = difference(name, opened)
    if what:
        raise DatabaseFileReplaced(f"Nothing was saved: {WORDS[what]} ({name}).")


def refuse_if_gone(name: object) -> None:
    """Raise DatabaseFileReplaced before SQLite makes an empty file where this process had opened a database."""
    opened = _first.get(str(name))
    if opened is not None and difference(name, opened) == "missing":
        raise DatabaseFileReplaced(f"Nothing was saved: {WORDS['missing']} ({name}).")


def state() -> str:
    """For `/hazir` and `doctor`: `ok`, or in one word what has happened to the file since this process opened it."""
    name = settings.DATABASES["default"]["NAME"]
    return difference(name, _first.get(str(name))) or "ok"


def is_successor_ready() -> bool:
    """Whether another whole database stands under the name, so that a worker may begin anew with it."""
    name = settings.DATABASES["default"]["NAME"]
    if difference(name, _first.get(str(name))) != "replaced":
        return False
    try:
        connection = sqlite3.connect(f"file:{name}?mode=ro", uri=True, timeout=0.2)
        try:
            return bool(connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return False
