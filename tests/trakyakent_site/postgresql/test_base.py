import psycopg
import pytest
from django.db import DatabaseError, connection

from trakyakent_site.postgresql.base import DatabaseWrapper
from trakyakent_site.postgresql.bounded import BoundedConnection


def test_django_finds_the_classes_of_errors_where_it_looks_for_them():
    assert DatabaseWrapper.Database.Error is psycopg.Error
    assert DatabaseWrapper.vendor == "postgresql"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is in this process.")
def test_the_sites_own_connection_is_bounded():
    connection.ensure_connection()

    assert isinstance(connection.connection, BoundedConnection)
    assert connection.connection.longest_wait
    with pytest.raises(DatabaseError):
        connection.cursor().execute("SELECT wrong")
