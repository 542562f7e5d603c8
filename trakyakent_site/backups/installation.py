"""What of an installation a backup holds, and how it is reached: database, stored files, settings, secret key."""

import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import connection

from trakyakent_site.backups import postgresql_database, sqlite_database
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
    """Every stored file with its name, in a steady order; not those that are being written."""
    root = media_root()
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if not name.endswith(UNFINISHED) and path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def size_of_files() -> int:
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
