"""OParl 1.1 as a client meets it: everything that can be reached from the system, and the rules no schema states."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    make_agenda_paper,
    make_attendance,
    make_decision,
    make_meeting,
    make_membership,
    make_office_holder,
    make_organ,
    make_paper,
    make_term,
    make_union,
)
from unions.models import Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

SCHEMA = "https://schema.oparl.org/1.1/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LISTS = [
    "organization",
    "person",
    "membership",
    "meeting",
    "agenda-item",
    "paper",
    "consultation",
    "file",
    "location",
    "legislative-term",
]
# What the schemas and the text of the specification require beyond id and type.
REQUIRED = {
    "System": ["oparlVersion", "body"],
    "Body": ["name", "organization", "person", "meeting", "paper", "legislativeTerm", "agendaItem", "file"],
    "AgendaItem": ["order"],
    "File": ["accessUrl"],
}


@pytest.fixture
def union(db):
    """A union with one of everything that OParl knows."""
    union = make_union(host="birlik.localhost")
    with scope.of(union):
        make_term(start_date="2024-04-01", end_date="2029-03-31")
        assembly = make_organ(kind="assembly", title_tr="Birlik Meclisi")
        membership = make_membership(start_date="2024-05-01")
        seat = make_office_holder(organ=assembly, municipality=membership.municipality, start_date="2024-05-02")
        meeting = make_meeting(
            organ=assembly,
            starts_at=timezone.now() - timedelta(days=20),
            state=Meeting.State.HELD,
            place="Salon",
            agenda=["Bütçe", "Dilekler"],
        )
        make_attendance(meeting=meeting, seat=seat)
        item = meeting.agenda_items.first()
        make_agenda_paper(agenda_item=item)
        decision = make_decision(organ=assembly, agenda_item=item, votes_for=10, votes_against=2)
        make_paper(decision=decision)
    return union


def get(client, address: str, **query) -> dict:
    path = address.removeprefix("http://birlik.localhost")
    response = client.get(path, query, headers={"host": "birlik.localhost"})
    assert response.status_code == 200, (path, response.content)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"].startswith("application/json")
    assert not response.cookies
    return response.json()


def objects_in(value):
    """Every OParl object in an answer, embedded ones included."""
    if isinstance(value, dict):
        if str(value.get("type", "")).startswith(SCHEMA):
            yield value
        for each in value.values():
            yield from objects_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects_in(each)


def references_in(value):
    """Every address of another OParl object or list in an answer."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in {"id", "type", "oparlVersion", "accessUrl", "downloadUrl"}:
                yield from references_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from references_in(each)
    elif isinstance(value, str) and "/oparl/" in value:
        yield value


@pytest.mark.parametrize("language", ["tr", "en"])
def test_everything_can_be_walked_from_the_system_and_breaks_no_rule(client, union, language):
    seen, waiting, violations, walked = set(), [f"/oparl/{language}/"], [], 0

    while waiting:
        address = waiting.pop().removeprefix("http://birlik.localhost")
        if address in seen:
            continue
        seen.add(address)
        answer = get(client, address)
        for found in objects_in(answer):
            walked += 1
            violations += violations_of(found)
        waiting += [each for each in references_in(answer) if f"/oparl/{language}/" in each]
        waiting += [found["id"] for found in objects_in(answer)]

    assert violations == []
    assert walked > 40
    kinds = {address.split("/")[3] for address in seen if address.count("/") > 4}
    assert kinds >= set(LISTS)


def violations_of(found: dict) -> list:
    kind = found["type"].removeprefix(SCHEMA)
    problems = [f"{kind} without {name}" for name in ["id", "created", "modified"] if name not in found]
    problems += [f"{kind} without {name}" for name in REQUIRED.get(kind, []) if name not in found]
    for name, value in found.items():
        if value is None or value == "":
            problems.append(f"{kind}.{name} is empty")
        if value == [] and name != "legislativeTerm":
            problems.append(f"{kind}.{name} is an empty list")
        if name in {"created", "modified", "start", "end"} and not MOMENT.fullmatch(value):
            problems.append(f"{kind}.{name} is no time: {value}")
        if name in {"startDate", "endDate", "date"} and not DAY.fullmatch(value):
            problems.append(f"{kind}.{name} is no day: {value}")
    return problems


def test_an_embedded_object_leaves_out_its_parent_and_has_it_at_its_own_address(client, union):
    meeting = get(client, "/oparl/tr/meeting/")["data"][0]
    embedded = meeting["agendaItem"][0]

    alone = get(client, embedded["id"])

    assert "meeting" not in embedded
    assert alone["meeting"] == meeting["id"]


def test_only_who_was_there_is_a_participant(client, union):
    with scope.of(union):
        meeting = Meeting.objects.get()
        make_attendance(meeting=meeting, seat=make_office_holder(organ=meeting.organ), state="absent")

    answer = get(client, "/oparl/tr/meeting/")["data"][0]

    assert len(answer["participant"]) == 1


def test_ids_do_not_change_with_a_slug(client, union):
    before = get(client, "/oparl/tr/meeting/")["data"][0]["id"]

    with scope.of(union):
        meeting = Meeting.objects.get()
        meeting.slug_tr = "baska"
        meeting.save()

    assert get(client, "/oparl/tr/meeting/")["data"][0]["id"] == before


def test_a_withdrawn_meeting_is_deleted_softly_and_listed_only_to_who_asks_what_changed(client, union):
    address = get(client, "/oparl/tr/meeting/")["data"][0]["id"]
    with scope.of(union):
        meeting = Meeting.objects.get()
        meeting.status = "withdrawn"
        meeting.save()

    remains = get(client, address)

    assert remains["deleted"] is True
    assert set(remains) == {"id", "type", "created", "modified", "deleted"}
    assert get(client, "/oparl/tr/meeting/")["data"] == []
    changed = get(client, "/oparl/tr/meeting/", modified_since="2020-01-01T00:00:00+03:00")
    assert [each["id"] for each in changed["data"]] == [address]


def test_a_deleted_decision_is_still_known_as_deleted(client, union):
    with scope.of(union):
        decision = make_decision(number=99)
    address = next(each["id"] for each in get(client, "/oparl/tr/paper/")["data"] if each["reference"].endswith("/99"))
    with scope.of(union):
        decision.delete()

    assert get(client, address)["deleted"] is True


def test_a_draft_is_unknown(client, union):
    with scope.of(union):
        draft = make_meeting(organ=Meeting.objects.get().organ, title_tr="Taslak", status="draft")

    response = client.get(f"/oparl/tr/meeting/{draft.pk}/", headers={"host": "birlik.localhost"})

    assert response.status_code == 404
    assert response.json()["type"] == SCHEMA + "Error"
    assert "Taslak" not in str(get(client, "/oparl/tr/meeting/", modified_since="2020-01-01T00:00:00+03:00"))


def test_filters_narrow_the_list_and_survive_in_its_links(client, union):
    tomorrow = (timezone.now() + timedelta(days=1)).replace(microsecond=0).isoformat()

    empty = get(client, "/oparl/tr/organization/", created_since=tomorrow)
    pages = get(client, "/oparl/tr/organization/", modified_since="2020-01-01T00:00:00+03:00", limit=1)

    assert empty["data"] == []
    assert len(pages["data"]) == 1
    assert all("modified_since=2020" in link and "limit=1" in link for link in pages["links"].values())
    second = get(client, pages["links"]["next"])
    assert second["data"][0]["id"] != pages["data"][0]["id"]
    assert "next" not in get(client, pages["links"]["last"])["links"]


@pytest.mark.parametrize(
    "query", ["modified_since=dün", "created_until=2026-13-45", "limit=0", "limit=x", "page=-1", "organization=organ-x"]
)
def test_a_filter_that_cannot_be_read_is_an_error_in_oparl_s_form(client, union, query):
    response = client.get(f"/oparl/tr/meeting/?{query}", headers={"host": "birlik.localhost"})

    assert response.status_code == 400
    assert response.json()["type"] == SCHEMA + "Error"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/oparl/xx/", "/oparl/tr/unknown/", "/oparl/tr/meeting/0/", "/oparl/tr/meeting/x/"])
def test_what_does_not_exist_is_an_error_in_oparl_s_form(client, union, path):
    response = client.get(path, headers={"host": "birlik.localhost"})

    assert response.status_code == 404
    assert response.json()["type"] == SCHEMA + "Error"


def test_a_file_is_shown_at_one_address_and_saved_from_the_other(client, union):
    file = get(client, "/oparl/tr/file/")["data"][0]

    def disposition(address: str) -> str:
        path = address.removeprefix("http://birlik.localhost")
        return client.get(path, headers={"host": "birlik.localhost"}).get("Content-Disposition", "")

    assert not disposition(file["accessUrl"]).startswith("attachment")
    assert disposition(file["downloadUrl"]).startswith("attachment")


def test_another_union_is_not_in_the_answers(client, union):
    other = make_union(host="komsu.localhost")
    with scope.of(other):
        make_meeting(title_tr="Komşunun toplantısı")

    assert "Komşunun" not in str(get(client, "/oparl/tr/meeting/"))


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_queries_for_many_meetings_as_for_one(client, union, count, django_assert_max_num_queries):
    with scope.of(union):
        organ = Meeting.objects.get().organ
        for number in range(count):
            make_meeting(organ=organ, title_tr=f"Toplantı {number}", agenda=["Bir", "İki"])

    with django_assert_max_num_queries(14):
        get(client, "/oparl/tr/meeting/")


def test_times_carry_the_offset_of_the_union_s_zone(client, union):
    start = get(client, "/oparl/tr/meeting/")["data"][0]["start"]

    assert datetime.fromisoformat(start).utcoffset() == timedelta(hours=3)
