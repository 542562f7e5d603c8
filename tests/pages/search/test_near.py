"""A mistyped address leads to the pages that are nearly there."""

from django.utils import translation

from pages.search.near import near_in
from tests.pages.search.entries import UNION, entry, index_of


def test_near_addresses_are_named_and_strange_ones_are_not():
    index = index_of(
        entry("corlu", "Çorlu Belediyesi", kind="member"),
        entry("bisiklet-yolu-projesi", "Bisiklet yolu projesi başladı"),
        entry("bisiklet-parki", "Bisiklet parkı"),
        entry("gizli", "Gizli duyuru", shown_from="2999-01-01T00:00:00+00:00"),
    )
    wanted = {
        "/tr/uyeler/corlo/": ["/tr/corlu/"],
        "/tr/uyeler/çrolu": ["/tr/corlu/"],
        "/tr/haberler/bisklet-yolu-projesi/": ["/tr/bisiklet-yolu-projesi/"],
        "/tr/haberler/bisiklet-yolu/": ["/tr/bisiklet-yolu-projesi/"],
        "/tr/haberler/satranc/": [],
        "/tr/gizl/": [],
        "/tr/": [],
        "/": [],
        "/tr/ab/": [],
        "/tr/" + "x" * 5000 + "/": [],
        "/tr/\x00'\"; DROP/": [],
        "/wp-admin/setup.php": [],
    }
    with translation.override("tr"):
        found = {path: [url for _title, url in near_in(index, UNION, path)] for path in wanted}

    assert {path: urls[:1] for path, urls in found.items()} == wanted
