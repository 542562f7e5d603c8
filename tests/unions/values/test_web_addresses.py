"""Web addresses as people type them, and where links of texts lead: what becomes of each."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from unions.values import web_addresses

UNDERSTOOD = [
    ("www.trakya.gov.tr", "https://www.trakya.gov.tr"),
    ("trakya.gov.tr", "https://trakya.gov.tr"),
    ("http://trakya.gov.tr", "http://trakya.gov.tr"),
    ("https://trakya.gov.tr/", "https://trakya.gov.tr/"),
    ("HTTPS://WWW.Trakya.GOV.tr/Sayfa", "https://www.trakya.gov.tr/Sayfa"),
    ("www.trakya.gov.tr.", "https://www.trakya.gov.tr"),
    ("www.trakya.gov.tr,", "https://www.trakya.gov.tr"),
    ("www.xn--orlu-zoa.bel.tr", "https://www.xn--orlu-zoa.bel.tr"),
    ("https://trakya.gov.tr:443/", "https://trakya.gov.tr/"),
    ("http://trakya.gov.tr:80/", "http://trakya.gov.tr/"),
    ("https://trakya.gov.tr/a%20b", "https://trakya.gov.tr/a%20b"),
    ("https://trakya.gov.tr/başkan", "https://trakya.gov.tr/ba%C5%9Fkan"),
    ("https://trakya.gov.tr/?a=1&b=2#c", "https://trakya.gov.tr/?a=1&b=2#c"),
    ("instagram.com/trakyakent", "https://instagram.com/trakyakent"),
    ("https://x.com/trakyakent", "https://x.com/trakyakent"),
    ("https://www.facebook.com/TrakyaKent/", "https://www.facebook.com/TrakyaKent/"),
    ("<https://trakya.gov.tr>", "https://trakya.gov.tr"),
    ("ｗｗｗ．trakya.gov.tr", "https://www.trakya.gov.tr"),
    ("https://tr\u200bakya.gov.tr", "https://trakya.gov.tr"),
    ("https://trakya.gov.tr/yuzde%", "https://trakya.gov.tr/yuzde%25"),
    ("https://trakya.gov.tr/%zz?a=50%", "https://trakya.gov.tr/%25zz?a=50%25"),
    ("https://tr.wikipedia.org/wiki/Enez_(Edirne)", "https://tr.wikipedia.org/wiki/Enez_(Edirne)"),
    ("https://maps.app.goo.gl/AbC123", "https://maps.app.goo.gl/AbC123"),
]

REFUSED = [
    ("www.enez.bel.tr, www.kesan.bel.tr", "website", ""),
    ("www.enez.bel.tr\nwww.kesan.bel.tr", "website", ""),
    ("http://enez.bel.tr\nsayfa", "website", ""),
    ("http://enez.bel.tr\tsayfa", "website", ""),
    ("http://enez.bel.tr/%00", "website", ""),
    ("http://enez.bel.tr/%0D%0AX", "website", ""),
    ("https://enez.bel.tr/a|b", "website", ""),
    ("https://enez.bel.tr/{id}", "website", ""),
    ("http://enez.local", "website", ""),
    ("www.enez.bel", "website_mistyped", "https://www.enez.bel.tr"),
    ("www.enez.bel.tr.tr", "website_mistyped", "https://www.enez.bel.tr"),
    ("javascript:alert(1)", "website", ""),
    ("JavaScript:alert(1)", "website", ""),
    ("data:text/html,x", "website", ""),
    ("//trakya.gov.tr", "website_mistyped", "https://trakya.gov.tr"),
    ("http:///trakya.gov.tr", "website", ""),
    ("http://", "website", ""),
    ("https://", "website", ""),
    ("http:/www.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("http//www.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("htpp://www.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("ttps://www.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("https:www.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("https://https://www.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("www,trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("www.trakya,gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("www. trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("www trakya gov tr", "website", ""),
    ("wwww.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("ww.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("w.w.w.trakya.gov.tr", "website_mistyped", "https://www.trakya.gov.tr"),
    ("www.çorlu.bel.tr", "website_mistyped", "https://www.corlu.bel.tr"),
    ("https://trakya.gov.tr:8443/", "website_port", ""),
    ("https://trakya.gov.tr:99999/", "website", ""),
    ("https://trakya.gov.tr:abc/", "website", ""),
    ("https://trakya.gov.tr:/", "website", ""),
    ("trakya.gov.tr:8080", "website_port", ""),
    ("https://ali:sir@trakya.gov.tr/", "website_secrets", ""),
    ("https://ali@trakya.gov.tr/", "website_secrets", ""),
    ("https://trakya.gov.tr@kotu.example/", "website_secrets", ""),
    ("info@trakya.gov.tr", "website_email", ""),
    ("mailto:info@trakya.gov.tr", "website_email", ""),
    ("ftp://trakya.gov.tr", "website", ""),
    ("file:///etc/passwd", "website", ""),
    ("http://localhost/", "website", ""),
    ("http://127.0.0.1/", "website", ""),
    ("http://192.168.1.1/", "website", ""),
    ("http://[::1]/", "website", ""),
    ("http://trakya", "website", ""),
    ("trakya", "website", ""),
    ("trakya gov tr", "website", ""),
    ("https://trakya.gov.tr/a b", "website", ""),
    ("https://trakya.gov.tr\\sayfa", "website_mistyped", "https://trakya.gov.tr/sayfa"),
    ("https://trakya.gov.con", "website_mistyped", "https://trakya.gov.com"),
    ("www.enez.beltr", "website_mistyped", "https://www.enez.bel.tr"),
    ("https://trakya.gov.tr/<script>", "website", ""),
    ("@trakyakent", "website", ""),
    ("https://trakya..gov.tr", "website_mistyped", "https://trakya.gov.tr"),
    ("https://-trakya.gov.tr", "website", ""),
    ("https://trakya.gov.tr https://enez.bel.tr", "website", ""),
    ("www.trakya.gov.tr / www.enez.bel.tr", "website", ""),
    ("yok", "website", ""),
    ("https://1.1.1.1", "website", ""),
    ("https://0x7f.1", "website", ""),
]

LINKS = [
    ("www.trakya.gov.tr", "https://www.trakya.gov.tr"),
    ("info@trakya.gov.tr", "mailto:info@trakya.gov.tr"),
    ("mailto:info@trakya.gov.tr?subject=Merhaba dünya", "mailto:info@trakya.gov.tr?subject=Merhaba%20d%C3%BCnya"),
    ("/tr/uyeler/", "/tr/uyeler/"),
    ("#bolum", "#bolum"),
    ("trakya.gov.tr/rapor.pdf", "https://trakya.gov.tr/rapor.pdf"),
    ("tel:0284 811 01 01", "tel:+902848110101"),
    ("0284 811 01 01", "tel:+902848110101"),
    ("https://ebelediye.enez.bel.tr:8443/x", "https://ebelediye.enez.bel.tr:8443/x"),
    ("https://x.bel.tr/@user", "https://x.bel.tr/@user"),
]

NO_LINKS = [
    "javascript:alert(1)",
    "//trakya.gov.tr",
    "/\\kotu",
    "sayfa",
    "rapor.pdf",
    "ınfo@enez.bel.tr",
    "mailto:",
    "data:text/html;base64,x",
    "https://user@x.bel.tr/",
    "http:///x",
]


@table(("typed", "stored"), UNDERSTOOD)
def test_an_address_that_can_be_opened_is_completed(typed, stored):
    assert web_addresses.clean(typed) == stored


@table(("typed", "code", "guess"), REFUSED)
def test_an_address_that_nobody_can_open_is_refused_with_the_one_that_is_meant(typed, code, guess):
    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        web_addresses.clean(typed)

    assert (refusal.value.code, refusal.value.params.get("guess", "")) == (code, guess)
    assert guess in refusal.value.messages[0]
    assert not guess or web_addresses.clean(guess) == guess


@table(("typed", "leads_to"), LINKS)
def test_a_link_of_a_text_is_completed(typed, leads_to):
    assert web_addresses.clean_link(typed) == leads_to


@table("typed", NO_LINKS)
def test_a_link_that_leads_nowhere_is_refused(typed):
    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        web_addresses.clean_link(typed)

    assert typed in refusal.value.messages[0]


def test_the_table_is_long():
    assert len(UNDERSTOOD) + len(REFUSED) + len(LINKS) + len(NO_LINKS) >= 80


@given(st.text(st.sampled_from("htps:/w.trgov@#?= <>\\ıŞ%65\u200b")))
def test_a_cleaned_address_is_clean_and_has_a_scheme(text):
    try:
        address = web_addresses.clean(text)
    except ValidationError:
        return

    assert not address or address.startswith(("https://", "http://"))
    assert web_addresses.clean(address) == address


@table(
    ("typed", "stored"),
    [
        ("", ""),
        ("/tr/haberler/?yil=2024", "/tr/haberler/?yil=2024"),
        ("www.corlu.bel.tr", "https://www.corlu.bel.tr"),
        ("//kotu.example.com", None),
        ("/\\kotu.example.com", None),
        ("https://", None),
        ("https://ali:sir@corlu.bel.tr", None),
        ("https://ıstanbul.bel.tr", None),
        ("javascript:alert(1)", None),
        ("/tr/iki sözcük", None),
    ],
)
def test_an_entry_of_a_menu_leads_to_the_site_or_to_an_address_that_opens(typed, stored):
    try:
        found = web_addresses.SiteOrWeb.clean(typed)
    except ValidationError:
        found = None

    assert found == stored
