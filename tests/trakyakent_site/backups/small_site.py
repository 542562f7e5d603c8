"""An installation of the tables that a backup asks for, and of two stored files."""

import sqlite3
from pathlib import Path

from trakyakent_site.backups import installation, sqlite_database

KEY = "Zr0t9-cQ8sYwvN2mXbE7hL"
TABLES = """
    CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT);
    CREATE TABLE unions_union (id INTEGER PRIMARY KEY, code TEXT);
    CREATE TABLE account (id INTEGER PRIMARY KEY, sum INTEGER);
    INSERT INTO django_migrations (app, name) VALUES ('unions', '0001_initial');
    INSERT INTO unions_union (code) VALUES ('ornek');
    INSERT INTO account (sum) VALUES (500), (500);
"""


class SmallSite:
    """What a backup is made of."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.database = folder / "db.sqlite3"
        self.media = folder / "media"

    def fill(self, connection: sqlite3.Connection) -> None:
        connection.executescript(TABLES)
        for name, content in [("ornek/pages.document/a/belge.pdf", b"%PDF"), ("ornek/pages.photo/b/ışık.jpg", b"")]:
            path = self.media / name
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        (self.media / "ornek/pages.photo/b/0f.part").write_bytes(b"unfinished")

    def use(self, monkeypatch) -> None:
        monkeypatch.setattr(installation, "database", lambda: (sqlite_database, self.database))
