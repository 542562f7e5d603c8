"""Static files as they are collected: packed for every reader, readable for the proxy, of two releases and no more."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Beside the list of the newest release; each holds the names of one release's files.
FORMER = "staticfiles.*.json"
RELEASES = 2
PACKED = (".gz", ".br")
# Hours for which a file is kept that no release names: another process may be collecting at this moment.
YOUNG = 1


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Django's and whitenoise's storage, which tidies up when all is collected.

    Pages of the release before are still being read while the new one starts, on this machine or another; what they
    name must be there. What older ones named goes.
    """

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[tuple]:
        yield from super().post_process(*args, **kwargs)
        if not kwargs.get("dry_run"):
            folder = Path(self.location)
            keep_list(folder, list(self.hashed_files.values()))
            remove_older(folder)
            open_for_proxy(folder)


def keep_list(folder: Path, names: list[str]) -> None:
    """Note what this release names; the same release again is no other one."""
    lists = former_lists(folder)
    if lists and set(json.loads(lists[-1].read_text())) == set(names):
        return
    path = folder / f"staticfiles.{time.time_ns():020d}.json"
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(sorted(names)))
    draft.replace(path)


def former_lists(folder: Path) -> list[Path]:
    """The lists of the releases, the newest last."""
    return sorted(folder.glob(FORMER))


def remove_older(folder: Path, now: float | None = None) -> int:
    """Remove what none of the last releases names; returns how many files."""
    lists = former_lists(folder)
    kept = {name for path in lists[-RELEASES:] for name in json.loads(path.read_text())}
    oldest = (now or time.time()) - YOUNG * 3600
    removed = 0
    for path in [*folder.rglob("*")]:
        name = path.relative_to(folder).as_posix()
        whole = name.removesuffix(".gz").removesuffix(".br")
        if path.is_dir() or "/" not in name and name.startswith("staticfiles.") or whole in kept:
            continue
        if len(lists) > RELEASES and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            removed += 1
    for path in lists[:-RELEASES]:
        path.unlink(missing_ok=True)
    return removed


def open_for_proxy(folder: Path) -> None:
    """Packed files get the mode of all others, which the proxy's group may read where that is granted."""
    mode = settings.FILE_UPLOAD_PERMISSIONS
    for path in folder.rglob("*"):
        if path.suffix in PACKED and path.stat().st_mode & 0o777 != mode:
            os.chmod(path, mode)
        elif settings.FILES_FOR_GROUP and path.is_dir():
            path.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
