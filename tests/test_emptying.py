"""A test that commits leaves the database as it was, whatever it did, and cheaply."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests import emptying, factories
from tests.emptying import Beginning, FromTheBeginning, changed, empty_database
from unions.models import Union

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(monkeypatch):
    """What is said of the test, which here is meant."""
    monkeypatch.setattr(Beginning, "told", [])
    return Beginning


def test_only_tables_that_were_written_are_emptied(monkeypatch):
    kinds = set(ContentType.objects.values_list("pk", "model"))
    emptied = []
    put_back = emptying.put_back
    monkeypatch.setattr(emptying, "put_back", lambda tables: emptied.extend(tables) or put_back(tables))
    factories.make_union()

    empty_database()

    assert "unions_union" in emptied
    assert len(emptied) < 20
    assert not Union.objects.exists()
    assert set(ContentType.objects.values_list("pk", "model")) == kinds


def test_what_stood_there_from_the_beginning_is_put_back():
    rights = set(Permission.objects.values_list("pk", "codename"))
    Permission.objects.filter(codename__startswith="add").delete()
    Permission.objects.filter(codename__startswith="view").update(codename="elsewhere")
    assert "auth_permission" in changed()

    empty_database()

    assert set(Permission.objects.values_list("pk", "codename")) == rights
    assert changed() == []


def test_a_table_that_a_test_made_is_told_and_dropped(told):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (number INTEGER)")

    empty_database()

    assert told.told == ["tables: left_behind was made"]
    assert "left_behind" not in emptying.tables_now()


def test_rows_that_another_test_left_are_told_and_taken_away(told):
    factories.make_union()

    FromTheBeginning._fixture_setup()

    assert len(told.told) == 1
    assert "unions_union" in told.told[0]
    assert changed() == []
