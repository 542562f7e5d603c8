"""The one folder that is written, which nobody else may read: database, mail, keys and media lie in it.

With FILES_FOR_GROUP the proxy's group may read media, static files and the copy of the pages, and nothing else. Needs
nothing but Python.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

# By which a folder is known to be an installation's, and may be closed.
MARKS = {"db.sqlite3", "secret_key", "done", "media", "static", "mail", "environment"}
FOR_GROUP = {"media", "static", "mirror"}
# For all that is made: the owner alone.
UMASK = 0o077
EVERYBODY, OTHERS = 0o077, 0o007


class FolderProblem(Exception):
    """The folder cannot be used; the text says why and what to do."""


def prepare(folder: Path, *, for_group: bool = False, closes: bool = True) -> list[str]:
    """Make the folder, and close it and what lies in it; returns what had to be mended. Raises FolderProblem."""
    os.umask(UMASK)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FolderProblem(f"the folder {folder} cannot be made: {error.strerror}. Name another one.") from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise FolderProblem(
            f"{folder} cannot be written by the user {os.getuid()}. Write: chown -R {os.getuid()} {folder},"
            " and look whether its disk is mounted read-only."
        )
    too_open = list(open_paths(folder, for_group=for_group)) if closes else []
    if too_open and not is_ours(folder):
        raise FolderProblem(f"{folder} is open to others and holds files that are not ours. Name a folder of its own.")
    return [mend(path, bits) for path, bits in too_open]


def open_paths(folder: Path, *, for_group: bool = False) -> Iterator[tuple[Path, int]]:
    """What others can read, with the bits that are too many: the folder, what lies in it, and the mail."""
    bits = forbidden_bits(folder, for_group=for_group)
    if (is_owned(folder) and mode_of(folder) & bits) or mode_of(folder) & OTHERS:
        yield folder, bits
    for path in [*sorted(folder.iterdir()), *sorted((folder / "mail").glob("*"))]:
        if path.is_symlink() or path.name in {"venv", "lost+found"} or not path.exists():
            continue
        bits = OTHERS if for_group and path.name in FOR_GROUP else EVERYBODY
        if is_owned(path) and mode_of(path) & bits:
            yield path, bits


def forbidden_bits(folder: Path, *, for_group: bool) -> int:
    # The group may pass through to media and static files, but not look around.
    return EVERYBODY & ~0o010 if for_group else EVERYBODY


def mend(path: Path, bits: int) -> str:
    mode = mode_of(path)
    try:
        path.chmod(mode & ~bits)
    except OSError as error:
        raise FolderProblem(
            f"others can read {path} (mode {mode:04o}), and that cannot be changed: {error.strerror}."
            f" Write as its owner: chmod {mode & ~bits:04o} {path}"
        ) from None
    return f"{path} could be read by others (mode {mode:04o}); now it cannot ({mode & ~bits:04o})."


def is_ours(folder: Path) -> bool:
    """Whether it holds an installation, or nothing yet; /tmp or a home folder is never closed to others."""
    names = {path.name for path in folder.iterdir()} - {"lost+found"}
    return not mode_of(folder) & stat.S_ISVTX and (not names or bool(names & MARKS))


def holds_installation(folder: Path) -> bool:
    """Whether a folder that is not usable can at least be looked at, and one of ours has started in it."""
    try:
        return {"secret_key", "uploads"} <= set(os.listdir(folder))
    except OSError:
        return False


def is_owned(path: Path) -> bool:
    return os.getuid() in (0, path.stat().st_uid)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
