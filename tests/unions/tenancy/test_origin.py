"""The one origin of a union's addresses, and the way to it from its other names."""

import pytest
from django.test import RequestFactory

from tests.factories import make_host, make_union
from tests.tables import table
from unions.tenancy import scope
from unions.tenancy.origin import origin_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    union = make_union(host="esas.localhost")
    with scope.of(union):
        make_host(host="abla.localhost")
    return union


@table(
    ("asked", "served_at", "base"),
    [
        ("esas.localhost", "80", "http://esas.localhost"),
        ("abla.localhost", "80", "http://esas.localhost"),
        ("ESAS.localhost.", "80", "http://esas.localhost"),
        ("esas.localhost:80", "80", "http://esas.localhost"),
        ("abla.localhost:8000", "80", "http://esas.localhost:8000"),
    ],
)
def test_the_main_host_stands_before_every_address(union, asked, served_at, base):
    request = RequestFactory().get("/", headers={"host": asked}, SERVER_PORT=served_at)
    request.union = union

    assert origin_of(request) == base


@table(
    ("asked", "served_at", "base"),
    [
        ("trakya.example:4711", "80", "http://trakya.example"),
        ("trakya.example:8000", "8000", "http://trakya.example:8000"),
        ("TRAKYA.example.:4711", "8000", "http://trakya.example"),
        ("127.0.0.1:8000", "8000", "http://trakya.example:8000"),
    ],
)
def test_a_port_is_repeated_only_where_the_site_listens_at_it(asked, served_at, base):
    request = RequestFactory().get("/", headers={"host": asked}, SERVER_PORT=served_at)
    request.union = make_union(host="trakya.example")

    assert origin_of(request) == base


@table(
    "path",
    ["/tr/", "/en/members/?q=a%20b", "/oparl/tr/", "/popolo/tr.json", "/robots.txt", "/sitemap.xml", "/tr/yok/", "/"],
)
def test_other_names_lead_to_the_same_page_under_the_main_one(client, union, path):
    answer = client.get(path, headers={"host": "abla.localhost"})

    assert (answer.status_code, answer["Location"]) == (301, f"http://esas.localhost{path}")
    # Browsers may not know it for ever: the union may choose another main host.
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_staff_and_forms_stay_under_the_name_they_came_by(client, union):
    assert client.get("/yonetim/giris/", headers={"host": "abla.localhost"}).status_code != 301
    assert client.post("/tr/", headers={"host": "abla.localhost"}).status_code == 405


def test_capitals_and_a_foreign_port_are_repeated_nowhere(client, union):
    for path in [
        "/tr/",
        "/tr/haberler/",
        "/robots.txt",
        "/sitemap.xml",
        "/tr/haberler/akis/",
        "/tr/toplantilar/takvim.ics",
    ]:
        text = client.get(path, headers={"host": "ESAS.localhost.:80"}).text
        assert "ESAS" not in text
        assert "localhost." not in text.replace("localhost.localdomain", "")
