from datetime import date

import pytest

from members.people.models import OfficeHolder
from tests.addresses import address
from tests.factories import (
    make_decision,
    make_municipality,
    make_office_holder,
    make_organ,
    make_organ_power,
    make_person,
    make_term,
    make_union,
)
from unions.models import Organ


@pytest.mark.parametrize("language", ["tr", "en"])
def test_empty_list_says_that_it_is_empty(reader, union, language):
    response = reader.get(address("organ_list", language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text


def test_list_names_the_president_as_chair(reader, union):
    make_organ(kind="assembly")
    president = make_organ(kind="president")
    make_office_holder(organ=president, person=make_person(name="Işık İnan"), role="president")

    assert reader.get(address("organ_list")).text.count("Işık İnan") == 2


def test_list_says_where_nobody_is_on_record(reader, union):
    make_organ(kind="assembly")

    nobody = reader.get(address("organ_list", "en")).text
    make_organ(kind="president")
    make_office_holder(organ=make_organ(kind="executive"), role="member")

    assert nobody.count("not yet on record") == 1
    assert "members not yet on record" in reader.get(address("organ_list", "en")).text


def test_the_organs_of_the_law_stand_above_the_others_with_their_numbers(reader, union):
    kinds = ["secretariat", "president", "executive", "assembly"]
    organs = {kind: make_organ(kind=kind) for kind in kinds}
    for _seat in range(3):
        make_office_holder(organ=organs["assembly"], role="member")
    make_office_holder(organ=organs["assembly"], role="member", seat="substitute")

    response = reader.get(address("organ_list", "en"))

    assert {entry.organ.kind for entry in response.context["tree"]} == {"assembly", "executive", "president"}
    assert [entry.organ.kind for entry in response.context["others"]] == ["secretariat"]
    assert "<span>3 members</span>" in response.text


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3, 300])
def test_list_costs_eight_queries_however_long(reader, union, django_assert_max_num_queries, count):
    Organ.objects.bulk_create([Organ(kind="committee", title_tr=f"Komisyon {n}") for n in range(count)])
    make_office_holder(role="chair")

    with django_assert_max_num_queries(8):
        assert len(reader.get(address("organ_list")).context["entries"]) == count + 1


def names(response):
    return [holder.person.name for holder in response.context["seats"].holders]


def test_organ_shows_who_sits_there_in_order(reader, union):
    organ = make_organ()
    for name, role in [("Zeki", "member"), ("Çetin", "member"), ("Cem", "member"), ("Ümit", "first_deputy")]:
        make_office_holder(organ=organ, person=make_person(name=name), role=role)

    assert names(reader.get(organ.address("tr"))) == ["Ümit", "Cem", "Çetin", "Zeki"]


def test_organ_names_the_municipality_a_seat_is_held_for(reader, union):
    municipality = make_municipality(name="Çorlu")
    holder = make_office_holder(municipality=municipality)

    html = reader.get(holder.organ.address("tr")).text

    assert f'<a href="{address("member_detail", slug=municipality.slug)}">Çorlu</a>' in html


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2022-05-01", ["Eski"]), ("2024-03-31", ["Eski"]), ("2024-04-01", ["Yeni"]), ("", ["Yeni"])],
)
def test_organ_is_shown_as_of_a_day(reader, union, day, expected):
    organ = make_organ()
    make_office_holder(organ=organ, person=make_person(name="Eski"), start_date="2019-04-01", end_date="2024-03-31")
    make_office_holder(organ=organ, person=make_person(name="Yeni"), start_date="2024-04-01")

    assert names(reader.get(organ.address("tr") + f"?tarih={day}")) == expected


def test_day_of_a_past_page_is_in_its_title(reader, union):
    organ = make_organ(title_en="Assembly")

    assert "<title>Assembly – 1 May 2022" in reader.get(organ.address("en") + "?on=2022-05-01").text


@pytest.mark.parametrize("day", ["2024-02-30", "dün", "0001-01-01", "9999999-01-01", "2024", "%00", "1500-01-01"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_invalid_day_is_an_error_and_today_is_shown(reader, union, language, day):
    holder = make_office_holder()

    response = reader.get(holder.organ.address(language) + f"?tarih={day}")

    assert response.status_code == 200
    assert names(response) == [holder.person.name]
    if day != "%00":
        assert 'class="errorlist"' in response.text


def test_day_far_ahead_is_answered(reader, union):
    holder = make_office_holder(end_date="2029-03-31")

    response = reader.get(holder.organ.address("en") + "?on=9999-12-31")

    assert response.status_code == 200
    assert "No one is on record for 31 December 9999." in response.text


@pytest.mark.parametrize("kind", ["assembly", "executive"])
def test_organ_is_chaired_by_the_president(reader, union, kind):
    organ = make_organ(kind=kind)
    make_office_holder(organ=organ, person=make_person(name="Üye"))
    make_office_holder(organ=make_organ(kind="president"), person=make_person(name="Başkan"), role="president")

    assert names(reader.get(organ.address("tr"))) == ["Başkan", "Üye"]


def test_committee_is_not_chaired_by_the_president(reader, union):
    committee = make_organ(kind="committee")
    make_office_holder(organ=make_organ(kind="president"), person=make_person(name="Başkan"), role="president")

    assert names(reader.get(committee.address("tr"))) == []


def test_person_on_record_twice_sits_once(reader, union):
    executive = make_organ(kind="executive")
    person = make_person(name="Başkan")
    make_office_holder(organ=executive, person=person, role="chair")
    make_office_holder(organ=make_organ(kind="president"), person=person, role="president")

    assert names(reader.get(executive.address("tr"))) == ["Başkan"]


def test_substitutes_stand_apart_in_their_order(reader, union):
    organ = make_organ()
    make_office_holder(organ=organ, person=make_person(name="Asıl"))
    for name, position in [("İkinci yedek", 2), ("Birinci yedek", 1)]:
        make_office_holder(organ=organ, person=make_person(name=name), seat="substitute", position=position)

    seats = reader.get(organ.address("tr")).context["seats"]

    assert [holder.person.name for holder in seats.holders] == ["Asıl"]
    assert [holder.person.name for holder in seats.substitutes] == ["Birinci yedek", "İkinci yedek"]


@pytest.mark.parametrize(("seat_count", "drawn"), [(1, 0), (3, 2), (12, 0)])
def test_empty_seats_are_drawn_and_counted(reader, union, seat_count, drawn):
    organ = make_organ(seat_count=seat_count)
    make_office_holder(organ=organ)

    html = reader.get(organ.address("en")).text

    assert html.count("This seat is vacant") == drawn
    assert f"1 of {seat_count} seat" in html


def test_organ_nobody_has_recorded_yet_says_so(reader, union):
    html = reader.get(make_organ(seat_count=7).address("en")).text

    assert "The members of this organ are not yet on record." in html
    assert "This seat is vacant" not in html


def test_organ_has_its_rules_and_powers(reader, union):
    organ = make_organ(composition_tr="Üyelerden oluşur", meeting_months="5,11", term_years=5)
    make_organ_power(organ=organ, text_tr="Bütçeyi kabul eder")
    make_term(start_date="2019-04", end_date="2024-03")

    html = reader.get(organ.address("tr")).text

    for fact in ["Üyelerden oluşur", "Mayıs, Kasım", "Bütçeyi kabul eder", "2019–2024", "?tarih=2019-04-30"]:
        assert fact in html


def test_organ_leads_to_its_meetings_and_decisions_only_where_there_are_any(reader, union):
    organ = make_organ()
    page = reader.get(organ.get_absolute_url()).text
    assert "toplantilar/?organ" not in page
    assert "kararlar/?organ" not in page

    make_decision(organ=organ)
    page = reader.get(organ.get_absolute_url()).text
    assert "toplantilar/?organ" not in page
    assert "kararlar/?organ=meclis" in page


@pytest.mark.parametrize("count", [1, 3, 300])
def test_organ_costs_ten_queries_however_many_sit_in_it(reader, union, django_assert_max_num_queries, count):
    organ = make_organ()
    make_organ_power(organ=organ)
    make_term()
    municipality = make_municipality()
    people = [make_person(name=f"Üye {n}") for n in range(min(count, 40))]
    rows = [OfficeHolder(organ=organ, person=each, municipality=municipality) for each in people]
    OfficeHolder.objects.bulk_create(rows)

    with django_assert_max_num_queries(10):
        assert len(names(reader.get(organ.address("tr")))) == len(people)


@pytest.mark.slow
def test_large_assembly_is_shown_in_pages(reader, union):
    organ = make_organ()
    make_office_holder(organ=organ, person=make_person(name="Sıradaki Kişi"), seat="substitute")
    rows = [OfficeHolder(organ=organ, person=make_person(name=f"Üye {n:03}")) for n in range(121)]
    OfficeHolder.objects.bulk_create(rows)

    first, last = reader.get(organ.address("tr")), reader.get(organ.address("tr") + "?sayfa=2")

    assert ("Üye 119" in first.text, "Üye 120" in first.text, "Sıradaki Kişi" in first.text) == (True, False, False)
    assert ("Üye 119" in last.text, "Üye 120" in last.text, "Sıradaki Kişi" in last.text) == (False, True, True)
    assert reader.get(organ.address("tr") + "?sayfa=3").status_code == 404


def test_address_in_the_other_language_redirects(reader, union):
    organ = make_organ(title_tr="Meclis", title_en="Assembly")

    response = reader.get(address("organ_detail", "en", slug="meclis") + "?on=2022-05-01")

    assert response.status_code == 301
    assert response["Location"] == organ.address("en") + "?on=2022-05-01"


def test_organ_of_another_union_is_not_found(reader, union):
    organ = make_organ(union=make_union(), title_tr="Yabancı")

    assert reader.get(organ.address("tr")).status_code == 404


def test_day_before_a_year_that_is_known_only_as_a_year(reader, union):
    organ = make_organ()
    make_office_holder(organ=organ, start_date="2019")

    assert names(reader.get(organ.address("tr") + "?tarih=2018-12-31")) == []
    assert len(names(reader.get(organ.address("tr") + f"?tarih={date(2019, 1, 1)}"))) == 1


def test_a_list_of_organs_leads_to_the_president_once_somebody_sits_somewhere(reader, union):
    organ = make_organ(kind="president")
    before = reader.get(address("organ_list")).text
    make_office_holder(organ=organ, person=make_person(), role="president")

    assert address("president_page") not in before.split("<main")[1]
    assert address("president_page") in reader.get(address("organ_list")).text.split("<main")[1]
