import pytest
from django.db.migrations.loader import MigrationLoader

from trakyakent_site.backups.postgresql_database import loader_for, newest

OURS = ["members", "pages", "unions"]


@pytest.fixture
def every(settings):
    """The migrations that one step an app makes at once, by their app in the order in which they were written."""
    # The tables of the tests are made without them.
    settings.MIGRATION_MODULES = {}
    steps = MigrationLoader(None).disk_migrations
    return {
        key[0]: [tuple(of) for of in step.replaces] for key, step in steps.items() if step.replaces and key[0] in OURS
    }


def test_tables_of_a_backup_are_made_step_by_step_where_it_knows_only_a_part(every):
    recorded = {*every["unions"][:9], *every["members"][:6], *every["pages"]}

    loader = loader_for(None, recorded)

    assert newest(loader, recorded) == [every["members"][5], every["pages"][-1], every["unions"][8]]


def test_tables_of_a_later_backup_are_made_at_once(every):
    recorded = {key for keys in every.values() for key in keys}

    loader = loader_for(None, recorded)

    found = newest(loader, recorded)
    assert [key[0] for key in found] == OURS
    assert [{tuple(of) for of in loader.disk_migrations[key].replaces} for key in found] == [
        set(every[app]) for app in OURS
    ]
