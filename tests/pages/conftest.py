import pytest
from django.db import connection
from django.test import Client

from tests.factories import make_union
from unions.tenancy import scope

WRITING = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "REPLACE")


@pytest.fixture
def union(db):
    """A union with English beside Turkish, and a host name; new rows of a test belong to it."""
    union = make_union(name="Trakya Belediyeler Birliği", name_en="Union of Thrace", short_name="TRAKYA")
    with scope.of(union):
        yield union


@pytest.fixture
def client(union):
    """A reader without a cookie, at the union's own host name."""
    return Client(headers={"host": f"{union.code}.localhost"})


@pytest.fixture
def other_union(union):
    return make_union(name="Başka Belediyeler Birliği")


@pytest.fixture
def read_only_database(db):
    """Refuses every statement that would write."""

    def refuse_writing(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(WRITING):
            raise AssertionError(f"A reader's request wrote: {sql}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_writing):
        yield
