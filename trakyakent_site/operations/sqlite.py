"""How the embedded database is opened (docs/decisions/0003-sqlite-journal.md)."""

import sqlite3


def has_wal_reset_bug(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite can corrupt a database in WAL mode that several processes write.

    Fixed in 3.51.3, and carried back to 3.50.7 and 3.44.6. Versions before 3.7 have no WAL at all.
    """
    fixed_branches = {(3, 50): 7, (3, 44): 6}
    if version[:2] in fixed_branches:
        return version[2] < fixed_branches[version[:2]]
    return version < (3, 51, 3)


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """The fastest journal that is safe with this SQLite."""
    return "TRUNCATE" if has_wal_reset_bug(version) else "WAL"


def options(journal: str) -> dict:
    """Options for Django's `DATABASES`.

    IMMEDIATE: two writers queue up instead of failing in the middle. FULL: what was answered with
    "saved" survives a power cut. Memory mapping stays off: it makes the bug above reach readers.
    """
    return {
        "timeout": 5,
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;",
    }
