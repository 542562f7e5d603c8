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


def test_addresses_typed_as_people_type_them_lead_to_the_page_in_their_language():
    index = index_of(
        entry("corlu", "Çorlu Belediyesi", kind="member", path="/tr/uyeler/corlu/"),
        entry("corlu", "Çorlu Municipality", "en", kind="member", path="/en/members/corlu/"),
        entry("contact", "İletişim", kind="section", path="/tr/iletisim/"),
        entry("contact", "Contact", "en", kind="section", path="/en/contact/"),
        entry("decisions", "Kararlar", kind="section", path="/tr/kararlar/"),
        entry("decisions", "Decisions", "en", kind="section", path="/en/decisions/"),
        entry("only", "Only in English", "en", path="/en/news/only-in-english/"),
    )
    wanted = {
        "tr": {
            # With accents, in capital letters, without the slash, a letter wrong, a word of the other language.
            "/tr/uyeler/çorlu/": "/tr/uyeler/corlu/",
            "/tr/İLETİŞİM/": "/tr/iletisim/",
            "/tr/Uyeler/CORLU": "/tr/uyeler/corlu/",
            "/tr/kararlr/": "/tr/kararlar/",
            "/tr/members/corlu/": "/tr/uyeler/corlu/",
            "/tr/contact/": "/tr/iletisim/",
            "/tr/news/only-in-english/": "/en/news/only-in-english/",
        },
        "en": {
            "/en/members/çorlu/": "/en/members/corlu/",
            "/en/CONTACT": "/en/contact/",
            "/en/decisons/": "/en/decisions/",
            "/en/uyeler/corllu/": "/en/members/corlu/",
            "/en/iletisim/": "/en/contact/",
            "/en/kararlar/": "/en/decisions/",
        },
    }
    found: dict = {}
    for language, paths in wanted.items():
        with translation.override(language):
            found[language] = {path: dict(near_in(index, UNION, path)).values() for path in paths}

    assert {code: {path: next(iter(urls), "") for path, urls in each.items()} for code, each in found.items()} == wanted
