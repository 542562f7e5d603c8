import sqlite3

import pytest

from tests.trakyakent_site.backups.small_site import SmallSite
from trakyakent_site.backups import container


@pytest.fixture
def site(tmp_path, settings, monkeypatch):
    """A folder with a small database and two stored files; what is made goes beside it."""
    monkeypatch.setattr(container, "COST", 2)
    # The tables of the tests are made without them.
    settings.MIGRATION_MODULES = {}
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.DATA_DIR.mkdir()
    site = SmallSite(settings.DATA_DIR)
    with sqlite3.connect(site.database) as connection:
        site.fill(connection)
    connection.close()
    site.use(monkeypatch)
    return site
