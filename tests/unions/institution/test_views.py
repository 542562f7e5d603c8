import pytest

from tests.addresses import address
from tests.factories import (
    make_contact_point,
    make_duty,
    make_headquarters,
    make_history_event,
    make_legal_basis,
    make_membership,
    make_union_name,
)
from unions.models import Duty, LegalBasis, UnionName

PAGES = ["union_detail", "union_duties", "union_legal_basis", "union_history"]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_of_a_union_without_any_record(reader, union, name, language):
    response = reader.get(address(name, language))

    assert response.status_code == 200
    assert "<h1>" in response.text
    assert not response.cookies
    assert "Vary" not in response


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("name", PAGES)
def test_page_costs_eight_queries_however_much_there_is(reader, union, django_assert_max_num_queries, name, count):
    headquarters = make_headquarters()
    Duty.objects.bulk_create([Duty(title_tr=f"Görev {n}") for n in range(count)])
    LegalBasis.objects.bulk_create([LegalBasis(title_tr=f"Kanun {n}", date="2005") for n in range(count)])
    for number in range(min(count, 30)):
        make_contact_point(headquarters=headquarters)
        make_history_event()
        make_membership(start_date="2019")
        make_union_name(name_tr=f"Ad {number}", start_date=str(1900 + number), end_date=str(1901 + number))

    with django_assert_max_num_queries(8):
        assert reader.get(address(name)).status_code == 200


def test_identity_card_has_the_facts(reader, union):
    union.founded_on = "1978"
    union.founder_count = 20
    union.stated_member_count = 39
    union.save()
    make_union_name(name_tr="Eski Birlik", short_name="ESKİ", end_date="2020")
    make_legal_basis(
        title_tr="Bakanlar Kurulu Kararı",
        number="2000/1461",
        date="2000-10-13",
        gazette_date="2000-11-28",
        gazette_number=24244,
        is_founding_act=True,
    )
    make_headquarters(phone="+90 282 258 55 00", directions_tr="Belediyenin karşısında")

    html = reader.get(address("union_detail")).text

    for fact in ["1978", "20", "39", "Eski Birlik", "ESKİ", "2000/1461", "13 Ekim 2000", "24244", "28 Kasım 2000"]:
        assert fact in html
    assert "https://www.resmigazete.gov.tr/eskiler/2000/11/20001128.htm" in html
    assert 'href="tel:+902822585500"' in html
    assert "Belediyenin karşısında" in html


def test_identity_card_says_what_is_not_known(reader, union):
    html = reader.get(address("union_detail", "en")).text

    missing = "founding act, place in the Official Gazette, postal address, telephone and e-mail."
    assert html.count("Not yet on record") == 1
    assert missing in html


def test_duties_stand_in_their_order(reader, union):
    make_duty(title_tr="İkinci", position=2)
    make_duty(title_tr="Birinci", position=1)
    make_duty(kind="aim", title_tr="Amaç")

    html = reader.get(address("union_duties")).text

    assert html.index("Amaç") < html.index("Birinci") < html.index("İkinci")


def test_untranslated_duty_is_marked_as_turkish(reader, union):
    make_duty(title_tr="Eğitim vermek")

    assert '<span lang="tr">Eğitim vermek</span>' in reader.get(address("union_duties", "en")).text


def test_legal_basis_without_a_gazette_says_so(reader, union):
    make_legal_basis(kind="statute", title_tr="Birlik Tüzüğü")

    assert "No issue of the Official Gazette is on record." in reader.get(address("union_legal_basis", "en")).text


def test_history_links_those_who_joined(reader, union):
    membership = make_membership(start_date="2019")

    html = reader.get(address("union_history")).text

    assert membership.municipality.name in html
    assert address("member_detail", slug=membership.municipality.slug) in html


def test_history_shows_the_change_of_name(reader, union):
    UnionName.objects.update(
        start_date="2020-09-24", decided_on="2020-07-21", approved_on="2020-09-24", approved_by_tr="Bakanlık"
    )

    html = reader.get(address("union_history", "en")).text

    assert "21 July 2020" in html
    assert "24 September 2020" in html
    assert '<span lang="tr">Bakanlık</span>' in html


@pytest.mark.parametrize(
    ("language", "words"), [("tr", "12 Mayıs 2024 günü sona erdi"), ("en", "This union ended on 12 May 2024")]
)
def test_every_page_of_a_union_that_ended_says_so_and_names_its_successor(reader, union, language, words):
    union.ended_on, union.ending = "2024-05-12", "merged"
    union.successor_name_tr, union.successor_website = "Marmara Belediyeler Birliği", "https://birlik.ornek.test/"
    union.save()

    pages = [reader.get(address(name, language)).text for name in ["home", "union_detail", "union_history"]]

    assert [words in page.replace("\u00a0", " ") for page in pages] == [True] * 3
    assert all('<a href="https://birlik.ornek.test/">' in page for page in pages)
