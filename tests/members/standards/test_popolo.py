"""The Popolo document as another site reads it: complete classes, no empty values, references that lead somewhere."""

import json
import re
from datetime import date

import pytest

from members.standards import popolo
from tests.factories import (
    make_attendance,
    make_decision,
    make_legal_basis,
    make_meeting,
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_person,
    make_roll_call_vote,
    make_term,
    make_union,
    picture_upload,
)
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")
REQUIRED = {
    "organizations": ["id", "name", "classification"],
    "persons": ["id", "name"],
    "posts": ["id", "label", "organization_id"],
    "memberships": ["id", "organization_id"],
    "events": ["id", "name", "classification", "organization_id"],
    "motions": ["id", "organization_id", "identifier", "text", "date", "result"],
    "vote_events": ["id", "organization_id", "motion_id", "start_date", "result", "counts"],
}


@pytest.fixture
def full(union):
    """A union with a row of every class, and with everything left open that may be."""
    assembly = make_organ(union=union, title_en="Assembly")
    make_legal_basis(union=union, is_founding_act=True, gazette_number="16432", gazette_date=date(1978, 10, 12))
    term = make_term(union=union, start_date="2024-04", end_date="2029-03-31")
    municipality = make_municipality(name="Kırklareli")
    make_membership(union=union, municipality=municipality, start_date="1978")
    # Somebody sits for a municipality of which no membership is on record.
    seat = make_office_holder(
        organ=assembly, municipality=make_municipality(), term=term, start_date="2024-04", end_date="2027-05-02"
    )
    make_office_holder(organ=assembly, person=make_person(union=union, name="Tekad"), municipality=municipality)
    meeting = make_meeting(organ=assembly, agenda=["Bütçe"], place_tr="Salon")
    make_attendance(meeting=meeting, seat=seat)
    decision = make_decision(
        organ=assembly, number=3, date=date(2025, 5, 14), title_en="Budget", votes_for=5, votes_against=1
    )
    make_roll_call_vote(decision=decision, seat=seat)
    make_decision(organ=assembly, number=4, date=date(2025, 5, 14))
    return union


def read(reader, language="tr") -> dict:
    response = reader.get(f"/popolo/{language}.json")
    assert response.status_code == 200
    assert response["content-type"] == "application/json"
    return json.loads(response.content)


def objects(document) -> list[dict]:
    return [each for rows in document.values() for each in rows]


def pairs(value):
    """Every property of the document with its value, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pairs(inner)


def test_every_class_has_what_popolo_requires(reader, full):
    document = read(reader)

    assert set(document) == set(REQUIRED)
    for name, required in REQUIRED.items():
        assert document[name]
        for each in document[name]:
            assert set(required) <= set(each)


def test_a_membership_has_one_member_and_an_organization(reader, full):
    for membership in read(reader)["memberships"]:
        assert ("person_id" in membership) != ("member" in membership)


def test_nothing_is_empty(reader, full):
    assert [name for name, value in pairs(read(reader)) if value in (None, "", [], {})] == []


def test_ids_are_given_once(reader, full):
    ids = [each["id"] for each in objects(read(reader))]

    assert len(set(ids)) == len(ids)


def test_references_lead_to_something_in_the_document(reader, full):
    document = read(reader)
    known = {each["id"] for each in objects(document)}

    named = {value for name, value in pairs(document) if name.endswith("_id")}
    named |= {each["id"] for event in document["events"] for each in event.get("attendees", [])}
    named |= {each["member"]["id"] for each in document["memberships"] if "member" in each}

    assert named
    assert named <= known


def test_dates_are_as_exact_as_they_are_known(reader, full):
    document = read(reader)

    for each in [*document["memberships"], *document["organizations"]]:
        for name in ["start_date", "end_date", "founding_date"]:
            assert name not in each or DAY.fullmatch(each[name])
    for name, value in pairs(document):
        if name in ["start_date", "end_date", "date", "created_at", "updated_at"]:
            assert MOMENT.fullmatch(value), (name, value)
    dates = {(each.get("start_date"), each.get("end_date")) for each in document["memberships"]}
    assert ("2024-04", "2027-05-02") in dates
    assert ("1978", None) in dates


def test_names_are_taken_apart_where_they_have_parts(reader, full):
    people = {each["name"]: each for each in read(reader)["persons"]}

    assert (people["Ayşe Yılmaz"]["given_name"], people["Ayşe Yılmaz"]["family_name"]) == ("Ayşe", "Yılmaz")
    assert "family_name" not in people["Tekad"]


def test_votes_are_counted_and_named(reader, full):
    [vote] = read(reader)["vote_events"]

    assert vote["counts"] == [{"option": "yes", "value": 5}, {"option": "no", "value": 1}]
    assert [each["option"] for each in vote["votes"]] == ["yes"]


@pytest.mark.parametrize(("language", "title"), [("tr", "Bütçenin kabulü"), ("en", "Budget")])
def test_there_is_a_document_a_language(reader, full, language, title):
    assert title in [motion["text"] for motion in read(reader, language)["motions"]]


def test_there_is_no_document_in_another_language(reader, full):
    response = reader.get("/popolo/de.json")

    assert response.status_code == 404
    assert response["Access-Control-Allow-Origin"] == "*"


def test_any_site_may_read_it_and_nobody_may_write(reader, full):
    assert reader.get("/popolo/tr.json")["Access-Control-Allow-Origin"] == "*"
    assert reader.post("/popolo/tr.json").status_code == 405


def test_only_what_is_public_and_of_this_union_is_told(reader, full):
    make_decision(union=full, title_tr="Taslak karar", status="draft")
    make_meeting(union=full, title_tr="Taslak toplantı", status="draft")
    with scope.of(make_union(code="komsu")):
        make_office_holder(person=make_person(name="Komşu Kişi"))
        make_decision(title_tr="Komşu karar")

    text = reader.get("/popolo/tr.json").text

    for words in ["Taslak", "Komşu"]:
        assert words not in text


def test_an_empty_union_has_a_document_too(reader, union):
    document = read(reader)

    assert [each["name"] for each in document["organizations"]] == ["Örnek Belediyeler Birliği"]
    assert document["persons"] == []


def test_the_document_costs_the_same_however_much_there_is(reader, full, django_assert_max_num_queries):
    for number in range(20):
        person = make_person(union=full, name=f"Üye {number}")
        seat = make_office_holder(union=full, person=person, municipality=make_municipality())
        make_attendance(meeting=make_meeting(organ=seat.organ, title_tr=f"Toplantı {number}"), seat=seat)
        make_decision(organ=seat.organ, votes_for=3)

    with django_assert_max_num_queries(24):
        reader.get("/popolo/tr.json")


def test_persons_have_their_portrait_under_the_address_of_the_site(union):
    make_office_holder(person=make_person(name="Bir Kişi", picture=picture_upload()))
    make_office_holder(person=make_person(name="Öteki Kişi"))

    with scope.of(union):
        persons = {person["name"]: person for person in popolo.document(union, "https://birlik.example")["persons"]}

    assert persons["Bir Kişi"]["image"].startswith("https://birlik.example/dosya/")
    assert "image" not in persons["Öteki Kişi"]
