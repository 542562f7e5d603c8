import pytest
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from unions.models.first_tables import TablesOf

OURS = ["members", "pages", "unions"]


@pytest.fixture
def planned(settings, monkeypatch):
    """The migrations of our apps that a database would get which has had those given."""
    # The tables of the tests are made without them.
    settings.MIGRATION_MODULES = {}

    def of(applied):
        monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: dict.fromkeys(applied))
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return [(step.app_label, step.name) for step, _backwards in plan if step.app_label in OURS]

    return of


@pytest.fixture
def joined(settings):
    settings.MIGRATION_MODULES = {}
    return {key: step for key, step in MigrationLoader(None).disk_migrations.items() if step.replaces}


@pytest.mark.django_db
def test_an_empty_database_gets_its_tables_at_once_and_an_older_one_goes_on_where_it_stands(planned, joined):
    ours = {key: step for key, step in joined.items() if key[0] in OURS}
    first = {app: next(step for key, step in ours.items() if key[0] == app) for app in OURS}
    every = {app: [tuple(key) for key in first[app].replaces] for app in OURS}

    assert set(planned([])) >= set(ours)
    assert not set(planned([])) & {key for keys in every.values() for key in keys}

    older = [*every["members"][:6], *every["pages"][:3], *every["unions"][:9]]
    plan = planned(older)
    assert set(plan) >= {key for keys in every.values() for key in keys} - set(older)
    assert not set(plan) & {*ours, *older}

    # Only one app stands behind.
    plan = planned([*every["members"], *every["pages"][:-1], *every["unions"]])
    assert every["pages"][-1] in plan
    assert not set(plan) & {*ours, *every["members"], *every["unions"]}

    assert not set(planned([key for keys in every.values() for key in keys])) & {*ours, *sum(every.values(), [])}


def test_the_tables_made_at_once_are_those_of_the_migrations(settings):
    settings.MIGRATION_MODULES = {}

    def tables(**how):
        loader = MigrationLoader(None, **how)
        steps = [key for key, step in loader.disk_migrations.items() if not step.replaces or not how]
        last = [key for key in loader.graph.leaf_nodes() if key in steps and key[0] in OURS]
        assert len(last) == len(OURS)
        models = loader.project_state(last).models
        return {key: models[key] for key in sorted(models)}

    at_once = tables()

    # Columns in their order, constraints and indexes.
    assert at_once == tables(replace_migrations=False)
    assert len([key for key in at_once if key[0] in OURS]) > 130


def test_each_app_has_one_last_migration_and_later_ones_may_rest_on_a_replaced_one(settings, monkeypatch):
    settings.MIGRATION_MODULES = {}
    load_disk = MigrationLoader.load_disk

    def with_a_later_one(loader):
        load_disk(loader)
        joined = next(step for key, step in loader.disk_migrations.items() if key[0] == "unions" and step.replaces)
        later = migrations.Migration("9999_later", "unions")
        later.dependencies = [joined.replaces[-1]]
        loader.disk_migrations["unions", "9999_later"] = later

    assert len([key for key in MigrationLoader(None).graph.leaf_nodes() if key[0] in OURS]) == len(OURS)
    monkeypatch.setattr(MigrationLoader, "load_disk", with_a_later_one)

    loader = MigrationLoader(None)
    [joined] = [key for key in loader.graph.nodes if key[0] == "unions" and loader.disk_migrations[key].replaces]
    assert joined in loader.graph.forwards_plan(("unions", "9999_later"))


def test_the_operation_names_itself_for_other_tools():
    operation = TablesOf([("unions", "0001_initial")])

    assert operation.deconstruct() == ("TablesOf", [[("unions", "0001_initial")]], {})
    assert operation.describe() == "Create the tables of 1 migrations"
