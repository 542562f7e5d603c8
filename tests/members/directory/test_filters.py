import pytest

from tests.addresses import address
from tests.factories import make_membership, make_municipality
from tests.tables import table


def member(name):
    return make_membership(municipality=make_municipality(name=name))


def names(response):
    return [card.row.name for card in response.context["cards"]]


def test_province_without_members_is_an_error_at_the_field(reader, union):
    member("Saray")

    response = reader.get(address("member_list") + "?il=ankara")

    assert names(response) == ["Saray"]
    assert 'class="errorlist"' in response.text


@pytest.mark.parametrize("query", ["?harf=Q", "?gorunum=x", "?nufus=1-2", "?tur=x", "?sira=x", "?tarih=31.02.2024"])
def test_choice_that_means_nothing_is_an_error_at_the_field(reader, union, query):
    member("Saray")

    response = reader.get(address("member_list") + query)

    assert names(response) == ["Saray"]
    assert 'class="errorlist"' in response.text


def test_letters_keep_the_rest_of_the_choice(reader, union):
    member("Saray")
    member("Çorlu")

    html = reader.get(address("member_list") + "?sira=nufus").text

    assert 'href="/tr/uyeler/?sira=nufus&amp;harf=%C3%87"' in html


@table(
    ("asked", "own", "other"),
    [
        ("/tr/uyeler/?gorunum=tablo", "?gorunum=tablo", "/en/members/?view=table"),
        ("/tr/uyeler/?gorunum=table", "?gorunum=tablo", "/en/members/?view=table"),
        ("/tr/uyeler/?view=table", "?gorunum=tablo", "/en/members/?view=table"),
        ("/en/members/?view=tablo", "?view=table", "/tr/uyeler/?gorunum=tablo"),
        ("/tr/uyeler/?sira=katilma", "?sira=katilma", "/en/members/?order=joined"),
        ("/tr/uyeler/?sira=joined", "?sira=katilma", "/en/members/?order=joined"),
        ("/en/members/?order=nufus", "?order=population", "/tr/uyeler/?sira=nufus"),
        ("/tr/uyeler/harita/?boyut=population", "", "/en/members/map/?size=population"),
    ],
)
def test_views_and_orders_are_named_in_the_language_of_the_page(reader, members_by_name, asked, own, other):
    html = reader.get(asked, follow=True).text

    assert 'class="errorlist"' not in html
    assert f'href="{other}' in html
    assert own in html
    name, _sign, value = own[1:].partition("=")
    assert not own or (f'name="{name}"' in html and f'value="{value}"' in html)


@pytest.fixture
def members_by_name(union):
    for number in range(13):
        member(f"Köy {chr(65 + number)}")


@pytest.mark.parametrize("letter", ["ç", "Ç"])
def test_letter_is_read_small_and_large(reader, union, letter):
    member("Çorlu")
    member("Saray")

    assert names(reader.get(address("member_list"), {"harf": letter})) == ["Çorlu"]


def test_map_leads_to_the_years_around(reader, union):
    make_membership(start_date="2000")

    form = reader.get(address("member_map") + "?yil=2005").context["form"]

    assert (form.year_shown, form.previous_url, form.next_url) == (
        2005,
        "/tr/uyeler/harita/?yil=2004",
        "/tr/uyeler/harita/?yil=2006",
    )
    assert reader.get(address("member_map") + "?yil=2000").context["form"].previous_url == ""


def test_members_are_found_by_any_spelling_of_their_names(reader, union):
    for name in ["Çorlu", "İpsala", "Lüleburgaz", "Kırklareli", "Saray"]:
        member(name)
    typed = {
        "İPSALA": ["İpsala"],
        "ıpsala": ["İpsala"],
        "Çorlu'nun": ["Çorlu"],
        "çorluya": ["Çorlu"],
        "kirklarelinin": ["Kırklareli"],
        "Çrolu": ["Çorlu"],
        "Lülebugraz": ["Lüleburgaz"],
        # Another place, and no place.
        "Çorum": [],
        "sarayburnu": [],
        "xyz": [],
    }

    found = {text: names(reader.get(address("member_list"), {"s": text})) for text in typed}

    assert found == typed
