from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from tests.addresses import address
from tests.factories import (
    make_decision,
    make_listing,
    make_membership,
    make_municipality,
    make_office_holder,
    make_person,
    make_population_figure,
    make_province,
    make_union,
)


def fill(count):
    province = make_province()
    rows = [
        Municipality(province=province, name=f"Belde {n}", kind="town", code=f"b-{n}", slug=f"b-{n}")
        for n in range(count)
    ]
    for row in rows:
        row.prepare_for_save()
    municipalities = Municipality.objects.bulk_create(rows)
    Membership.objects.bulk_create([Membership(municipality=each) for each in municipalities])
    Listing.objects.bulk_create([Listing(municipality=each, phone="+90 282 000 00 00") for each in municipalities])


def names(response):
    return [card.row.name for card in response.context["cards"]]


def member(name, **fields):
    return make_membership(municipality=make_municipality(name=name), **fields)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_empty_list_says_that_it_is_empty(reader, union, language):
    response = reader.get(address("member_list", language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 40, 1400])
def test_list_costs_seven_queries_however_long(reader, union, django_assert_max_num_queries, count):
    fill(count)

    with django_assert_max_num_queries(7):
        response = reader.get(address("member_list"))

    assert len(names(response)) == min(count, 60)


def test_members_stand_in_the_order_of_the_turkish_alphabet(reader, union):
    for name in ["İpsala", "Çorlu", "Zile", "Ilgın", "Cihanbeyli", "Şarköy", "Saray"]:
        member(name)

    assert names(reader.get(address("member_list"))) == [
        "Cihanbeyli",
        "Çorlu",
        "Ilgın",
        "İpsala",
        "Saray",
        "Şarköy",
        "Zile",
    ]


def test_former_members_are_not_listed(reader, union):
    member("Bugünkü")
    member("Eski", end_date="2014-03-30")

    assert names(reader.get(address("member_list"))) == ["Bugünkü"]


def test_municipality_that_left_and_joined_in_one_year_is_listed_once(reader, union):
    this_year = str(timezone.localdate().year)
    membership = member("Edirne", start_date="2000", end_date=this_year)
    make_membership(municipality=membership.municipality, start_date=this_year)

    assert names(reader.get(address("member_list"))) == ["Edirne"]


@pytest.mark.parametrize("words", ["corlu", "ÇORLU", "çor"])
def test_search_finds_names_in_any_spelling(reader, union, words):
    member("Çorlu")
    member("Saray")

    assert names(reader.get(address("member_list"), {"s": words})) == ["Çorlu"]


def test_list_is_narrowed_by_province(reader, union):
    edirne = make_province(name="Edirne", slug="edirne")
    make_membership(municipality=make_municipality(name="Havsa", province=edirne))
    member("Saray")

    assert names(reader.get(address("member_list", "en") + "?province=edirne")) == ["Havsa"]


def test_list_shows_the_members_of_a_day(reader, union):
    member("Eski", start_date="2000", end_date="2014-03-30")
    member("Yeni", start_date="2014-03-31")

    response = reader.get(address("member_list", "en") + "?on=2014-03-30")

    assert names(response) == ["Eski"]
    assert "Member municipalities on 30 March 2014" in response.text


def test_list_of_a_past_day_says_who_may_have_joined_later(reader, union):
    member("Saray")

    assert "1 of them may have joined later" in reader.get(address("member_list", "en") + "?on=2014-03-30").text
    assert "may have joined later" not in reader.get(address("member_list", "en")).text


def test_empty_result_says_how_many_there_are(reader, union):
    member("Saray")

    html = reader.get(address("member_list", "en") + "?q=zzz").text

    assert "No member matches these filters." in html
    assert "The union had 1 member on that day." in html


def test_a_row_says_place_and_mayor_in_one_line_and_calls(reader, union):
    municipality = make_municipality(name="Saray", province=make_province(name="Tekirdağ", slug="tekirdag"))
    make_membership(municipality=municipality)
    make_listing(municipality=municipality, phone="+90 282 111 22 33", mayor="Ayşe Örnek")

    shown = reader.get(address("member_list")).text
    row = " ".join(strip_tags(shown[shown.index('<li class="member-card">') :].split("</li>")[0]).split())

    assert row == "Saray İlçe · Tekirdağ · Belediye başkanı: Ayşe Örnek Ara +90 282 111 22 33"
    assert 'href="tel:+902821112233"' in shown
    # Nothing stands in the place of a crest or of figures that are not on record.
    assert "crest" not in shown
    assert "member-people" not in shown


def test_filters_are_offered_from_twelve_members_on_and_wherever_one_is_used(reader, union):
    fill(11)
    few, chosen = reader.get(address("member_list")).text, reader.get(address("member_list") + "?s=Belde+1").text
    member("Saray")
    enough = reader.get(address("member_list")).text

    assert ['class="filter-bar"' in page for page in (few, chosen, enough)] == [False, True, True]
    for control in ['class="letters"', 'class="views"', 'role="status"']:
        assert [control in page for page in (few, enough)] == [False, True]
    assert "?bicim=csv" in few
    assert '<details class="filter-more"><summary>' in enough
    assert '<details class="filter-more" open>' in reader.get(address("member_list") + "?sira=nufus").text


def test_incomplete_list_says_so(reader, union):
    union.stated_member_count = 41
    union.save()
    member("Saray")

    html = reader.get(address("member_list", "en")).text

    assert "This list shows 1 of 41 members." in html
    assert "This list is not complete" in html


def test_complete_list_has_no_notice(reader, union):
    union.stated_member_count = 1
    union.save()
    member("Saray")

    assert "This list is not complete" not in reader.get(address("member_list", "en")).text


def test_members_of_another_union_are_not_listed(reader, union):
    make_membership(union=make_union(), municipality=make_municipality(name="Yabancı"))

    assert names(reader.get(address("member_list"))) == []


def detail(municipality, language="tr"):
    return address("member_detail", language, slug=municipality.slug)


def test_member_has_its_card(reader, union):
    municipality = member("Çorlu").municipality
    make_listing(
        municipality=municipality,
        mayor="Ömer Şen",
        phone="+90 (282) 111 22 33",
        email="bilgi@ornek.bel.tr",
        address="Meydan no. 1",
        website="https://www.ornek.bel.tr/",
        confirmed_on=date(2026, 3, 1),
    )

    html = reader.get(detail(municipality)).text

    for fact in ["Ömer Şen", "tel:+902821112233", "mailto:bilgi@ornek.bel.tr", "Meydan no. 1", "1 Mart 2026"]:
        assert fact in html


def test_card_of_another_union_is_not_shown(reader, union):
    municipality = member("Çorlu").municipality
    make_listing(union=make_union(), municipality=municipality, phone="+90 332 999 99 99")

    assert "332" not in reader.get(detail(municipality)).text


def test_member_without_a_card_says_so(reader, union):
    html = reader.get(detail(member("Çorlu").municipality, "en")).text

    assert "No contact details are on record for this municipality yet." in html


def test_member_of_unknown_date_shows_the_evidence(reader, union):
    municipality = member("Çorlu", evidence_tr="Meclis toplantısında görüldü", evidence_on="2025-04").municipality

    html = reader.get(detail(municipality, "en")).text

    assert "The date of joining is not on record." in html
    assert '<span lang="tr">Meclis toplantısında görüldü</span>' in html
    assert "April 2025" in html


def test_member_shows_every_interval_and_how_it_joined(reader, union):
    municipality = member("Edirne", start_date="2000", end_date="2014-03", leaving_reason_tr="Ayrıldı").municipality
    decision = make_decision(date=date(2025, 4, 15), number=9)
    make_membership(municipality=municipality, start_date="2025-04-15", acceptance=decision)

    html = reader.get(detail(municipality)).text

    for fact in ["2000 – Mart 2014", "Ayrıldı", "15 Nisan 2025", "2025/9"]:
        assert fact in html


def test_draft_of_acceptance_is_not_shown(reader, union):
    decision = make_decision(date=date(2025, 4, 15), number=9, status="draft")
    municipality = member("Edirne", start_date="2025-04-15", acceptance=decision).municipality

    assert "2025/9" not in reader.get(detail(municipality)).text


def test_former_member_keeps_its_page(reader, union):
    municipality = member("Eski", end_date="2014-03-30").municipality

    assert "A former member" in reader.get(detail(municipality, "en")).text


def test_municipality_that_never_was_a_member_has_no_page(reader, union):
    municipality = make_municipality()
    make_membership(union=make_union(), municipality=municipality)

    assert reader.get(detail(municipality)).status_code == 404


def test_member_shows_who_sits_on_its_behalf(reader, union):
    municipality = member("Çorlu").municipality
    make_office_holder(municipality=municipality, person=make_person(name="Bugünkü üye"))
    ended = str(timezone.localdate() - timedelta(days=1))
    make_office_holder(municipality=municipality, person=make_person(name="Eski üye"), end_date=ended)

    response = reader.get(detail(municipality))

    assert [holder.person.name for holder in response.context["delegates"]] == ["Bugünkü üye"]
    assert [holder.person.name for holder in response.context["former_holders"]] == ["Eski üye"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_member_costs_twelve_queries_however_many_sit_for_it(reader, union, django_assert_max_num_queries, count):
    municipality = member("Çorlu", acceptance=make_decision()).municipality
    make_listing(municipality=municipality)
    for _number in range(count):
        make_office_holder(municipality=municipality)

    with django_assert_max_num_queries(12):
        assert reader.get(detail(municipality)).status_code == 200


def test_member_shows_decisions_that_accept_or_name_it(reader, union):
    acceptance = make_decision(title_tr="Yeni üyelerin kabulü", number=9)
    municipality = member("Saray", acceptance=acceptance).municipality
    named = make_decision(title_tr="Saray Belediyesine araç tahsisi", number=10)
    make_decision(title_tr="Sarayönü yolu", number=11)
    make_decision(title_tr="Saray parkı", number=12, status="draft")

    response = reader.get(detail(municipality))

    assert {decision.pk for decision in response.context["decisions"]} == {acceptance.pk, named.pk}


def test_member_names_its_predecessors_and_its_successor(reader, union):
    ergene = member("Ergene").municipality
    velimese = make_municipality(name="Velimeşe", closed_on="2014-03-30", successor=ergene)
    make_membership(municipality=velimese, start_date="2000")

    assert "Velimeşe (30 Mart 2014)" in reader.get(detail(ergene)).text
    html = reader.get(detail(velimese, "en")).text
    assert "This municipality was closed: 30 March 2014" in html
    assert "A former member" in html
    assert "/en/members/" + ergene.slug in html


def test_successor_that_never_was_a_member_is_named_without_a_link(reader, union):
    successor = make_municipality(name="Ergene")
    municipality = make_municipality(name="Velimeşe", closed_on="2014-03-30", successor=successor)
    make_membership(municipality=municipality)

    html = reader.get(detail(municipality)).text

    assert "Ergene" in html
    assert successor.slug not in html


def test_member_shows_its_population_through_the_years(reader, union):
    municipality = make_municipality(name="Çorlu", population=294_020, population_year=2023)
    make_membership(municipality=municipality)
    make_population_figure(municipality=municipality, year=2010, population=200_000, source="ADNKS")
    make_population_figure(union=make_union(), municipality=municipality, year=2011, population=999_999)

    response = reader.get(detail(municipality))

    assert [(figure.year, figure.population) for figure in response.context["populations"]] == [
        (2010, 200_000),
        (2023, 294_020),
    ]
    assert "ADNKS" in response.text
    assert "999.999" not in response.text


def test_only_figure_of_the_population_names_its_year(reader, union):
    municipality = make_municipality(population=294_020)
    make_membership(municipality=municipality)

    html = reader.get(detail(municipality)).text

    assert "294.020 <small>(2025, " in html
    assert "<rect" not in html


@pytest.mark.parametrize(("language", "words"), [("tr", "İlçe nüfusu"), ("en", "District population")])
def test_a_figure_of_the_whole_district_is_called_so_on_card_page_and_embed(reader, union, language, words):
    municipality = make_municipality(name="Vize", population=29_466, population_of="district")
    make_membership(municipality=municipality)

    card = {"tr": "kart", "en": "card"}[language]
    pages = [address("member_list", language), detail(municipality, language)]

    assert [words in reader.get(page).text for page in [*pages, f"{pages[-1]}{card}/"]] == [True] * 3


@pytest.mark.parametrize(("language", "words"), [("tr", "kullanıldığı son tarih: 2017"), ("en", "in use until 2017")])
def test_a_member_names_what_it_was_called_before(reader, union, language, words):
    municipality = make_municipality(name="Eyüpsultan", former_names="Eyüp (2017)")
    make_membership(municipality=municipality)

    html = reader.get(detail(municipality, language)).text

    assert f"Eyüp <small>({words})</small>" in html


def test_member_without_a_place_says_so(reader, union):
    html = reader.get(detail(member("Ergene").municipality, "en")).text

    assert "Its coordinates are not on record." in html
