"""Text of an address never reaches the disk or the database in a form that they cannot take."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]

ODD = [
    "%00",
    "a%00b",
    "a" * 300,
    "%C5%9F" * 300,
    "%2e%2e%2f%2e%2e%2fdb.sqlite3",
    "..%5c..%5cx",
    "%FF%FE",
    "a%2Fb",
    "%F0%9F%98%80",
]
PLACES = [
    "/",
    "/static/",
    "/static/css/",
    "/dosya/",
    "/dosya/ornek/",
    "/tr/",
    "/tr/haberler/",
    "/tr/belgeler/",
    "/tr/uyeler/",
]
PLACES += ["/en/news/", "/en/members/", "/oparl/", "/renk-", "/static/admin/"]


@pytest.mark.parametrize("place", PLACES)
def test_an_odd_address_is_not_found(reader, union, place):
    statuses = {odd: reader.get(place + odd).status_code for odd in ODD}

    assert set(statuses.values()) <= {301, 302, 404}, statuses
