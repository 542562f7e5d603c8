"""What of an installation a backup holds, and how it is reached: database, stored files, settings, secret key."""

import hashlib
import hmac
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from trakyakent_site.backups import postgresql_database, sqlite_database
from trakyakent_site.media.storage import BucketStorage
from trakyakent_site.operations.environment import RELEASED
from trakyakent_site.operations.variables import VARIABLES
from unions.files.storage import UNFINISHED

# What may hold a password, or says only where this installation lies.
SECRET = re.compile(r"KEY|URL|PASSWORD|SECRET|TOKEN|DSN|DIR$|FILE$|ARGS|WHEELS|PYTHON")


def database() -> tuple[ModuleType, Any]:
    """The module for this kind of database, and what its functions take."""
    if connection.vendor == "postgresql":
        return postgresql_database, connection
    return sqlite_database, Path(str(connection.settings_dict["NAME"]))


def version() -> str:
    return f"{RELEASED:%Y-%m-%d}"


def media_root() -> Path:
    return Path(settings.MEDIA_ROOT)


def stored_files() -> Iterator[tuple[str, Path]]:
    """Every stored file with its name and where it can be read until the next one is asked for, in a steady order.

    Those that are being written are left out.
    """
    if settings.MEDIA_STORE:
        yield from fetched_files()
        return
    root = media_root()
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if not name.endswith(UNFINISHED) and path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def fetched_files() -> Iterator[tuple[str, Path]]:
    """The files of the bucket, one after the other."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="fetching-") as folder:
        path = Path(folder, "file")
        for name, _size in bucket().sizes():
            try:
                with bucket().open(name) as file, open(path, "wb") as copy:
                    shutil.copyfileobj(file, copy)
            except FileNotFoundError:
                # Removed meanwhile; whoever reads the path finds the same.
                path.unlink(missing_ok=True)
            yield name, path


def bucket() -> BucketStorage:
    """Where the files lie if MEDIA_STORE is set."""
    return cast(BucketStorage, default_storage)


def has_files() -> bool:
    if settings.MEDIA_STORE:
        return next(bucket().sizes(), None) is not None
    return any(True for _file in stored_files())


def size_of_files() -> int:
    if settings.MEDIA_STORE:
        return sum(size for _name, size in bucket().sizes())
    total = 0
    for _name, path in stored_files():
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total


def open_settings() -> str:
    """The settings that are no secret, as lines of an environment file."""
    values = settings.ENVIRONMENT.values
    lines = [f"{name}={values[name]}\n" for name in sorted(VARIABLES) if values.get(name) and not SECRET.search(name)]
    return "".join(lines)


def key_mark() -> str:
    """By which two installations can tell that they have the same secret key, and nobody anything of the key."""
    return hmac.new(settings.SECRET_KEY.encode(), b"mark in backups", hashlib.sha256).hexdigest()[:24]
