"""The objects of OParl: their ids, their times, and what an embedded one leaves out."""

from datetime import datetime, timedelta

import pytest

from members.standards.oparl.objects import compact
from tests.factories import make_attendance, make_court_ruling, make_office_holder
from tests.members.standards.oparl.reading import get
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


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


def test_a_file_is_shown_at_one_address_and_saved_from_the_other(client, union):
    file = get(client, "/oparl/tr/file/")["data"][0]

    def disposition(address: str) -> str:
        path = address.removeprefix("http://birlik.localhost")
        return client.get(path, headers={"host": "birlik.localhost"}).get("Content-Disposition", "")

    assert not disposition(file["accessUrl"]).startswith("attachment")
    assert disposition(file["downloadUrl"]).startswith("attachment")


def test_times_carry_the_offset_of_the_union_s_zone(client, union):
    start = get(client, "/oparl/tr/meeting/")["data"][0]["start"]

    assert datetime.fromisoformat(start).utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"state": "planned"}, "terminiert"),
        ({"state": "planned", "called_on": datetime(2026, 5, 4).date()}, "eingeladen"),
        ({"state": "inquorate"}, "terminiert"),
        ({"state": "inquorate", "called_on": datetime(2026, 5, 4).date()}, "eingeladen"),
        ({"state": "held"}, "durchgeführt"),
    ],
)
def test_a_planned_meeting_is_called_once_its_call_is_sent(client, union, fields, state):
    with scope.of(union):
        Meeting.objects.update(**fields)

    assert get(client, "/oparl/tr/meeting/")["data"][0]["meetingState"] == state


@pytest.mark.parametrize(
    ("state", "is_cancelled"),
    [("planned", False), ("held", False), ("inquorate", True), ("postponed", True), ("cancelled", True)],
)
def test_a_meeting_that_was_not_held_is_cancelled(client, union, state, is_cancelled):
    with scope.of(union):
        Meeting.objects.update(state=state)

    meeting = get(client, "/oparl/tr/meeting/")["data"][0]

    assert (meeting["cancelled"], meeting["birlik:state"]) == (is_cancelled, state)


def test_what_has_no_value_is_left_out():
    assert compact({"a": None, "b": "", "c": [], "d": 0, "e": False}) == {"d": 0, "e": False}


def test_rulings_of_courts_are_flat_texts(client, union):
    with scope.of(union):
        decision = Decision.objects.published().first()
        make_court_ruling(decision=decision, kind="annulment", file_number="2024/1 E.")

    papers = get(client, "/oparl/tr/paper/")["data"]
    [paper] = [row for row in papers if row["id"].endswith(f"decision-{decision.pk}/")]

    assert paper["birlik:rulingKinds"] == ["annulment"]
    assert paper["birlik:rulingFileNumbers"] == ["2024/1 E."]
    assert all(isinstance(text, str) for name in paper if name.startswith("birlik:rul") for text in paper[name])
