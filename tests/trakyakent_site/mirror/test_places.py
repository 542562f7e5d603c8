"""An address never leads out of the folder of its host."""

from pathlib import Path

from tests.tables import table
from trakyakent_site.mirror.places import is_host, place_of


@table(
    ("address", "kind", "place"),
    [
        ("/tr/", "text/html", "tr/index.html"),
        ("/tr/haberler/%C4%B1%C5%9F%C4%B1k/", "text/html", "tr/haberler/ışık/index.html"),
        ("/tr/haberler/atom/", "application/atom+xml", "tr/haberler/atom/index.xml"),
        ("/sitemap.xml", "application/xml", "sitemap.xml"),
        ("/dosya/u/pages.photo/ab/a.jpg", "image/jpeg", "dosya/u/pages.photo/ab/a.jpg"),
        ("/.well-known/security.txt", "text/plain", ".well-known/security.txt"),
        ("/tr/../../etc/passwd", "text/plain", None),
        ("/tr/%2e%2e/%2e%2e/a", "text/plain", None),
        ("/tr/..%2f..%2fa", "text/plain", None),
        ("/tr/%5c..%5ca", "text/plain", None),
        ("/tr/a%00b", "text/plain", None),
        ("/tr/a%0ab", "text/plain", None),
        ("/tr//a", "text/plain", None),
        ("/tr/./a", "text/plain", None),
        ("/.copies/a", "text/html", None),
        ("/tr/" + "a" * 300, "text/html", None),
        ("/tr/?q=a", "text/html", None),
        ("/tr/a/", "application/octet-stream", None),
        ("tr/a", "text/html", None),
        ("//other.example/a", "text/html", "a"),
    ],
)
def test_where_a_page_lies(address, kind, place):
    assert place_of(address, kind) == (Path(place) if place else None)


def test_a_host_is_a_name():
    assert [is_host(name) for name in ["a.bel.tr", "localhost", "..", ".copies", "a..b", "a/b", ""]] == [True] * 2 + [
        False
    ] * 5
