"""The one host of a union's records."""

import pytest
from django.test import RequestFactory

from members.standards.hosts import base_of
from tests.factories import make_host, make_union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "base"),
    [
        ("esas.localhost", "http://esas.localhost"),
        ("abla.localhost", "http://esas.localhost"),
        ("ESAS.localhost.", "http://esas.localhost"),
        ("esas.localhost:80", "http://esas.localhost"),
        ("abla.localhost:8000", "http://esas.localhost:8000"),
    ],
)
def test_the_main_host_stands_before_every_address(asked, base):
    union = make_union(host="esas.localhost")
    with scope.of(union):
        make_host(host="abla.localhost")

        assert base_of(RequestFactory().get("/", headers={"host": asked})) == base


def test_the_documents_of_two_hosts_are_the_same(client):
    union = make_union(host="esas.localhost")
    with scope.of(union):
        make_host(host="abla.localhost")

    documents = {
        client.get("/popolo/tr.json", headers={"host": f"{host}.localhost"}).content for host in ["esas", "abla"]
    }

    assert len(documents) == 1
    assert b"abla" not in documents.pop()
