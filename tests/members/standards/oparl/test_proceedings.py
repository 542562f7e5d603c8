"""Meetings and decisions in OParl: who was there, what state they are in, what courts ruled."""

from datetime import datetime

import pytest

from tests.factories import make_attendance, make_court_ruling, make_office_holder
from tests.members.standards.oparl.reading import get
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_only_who_was_there_is_a_participant(client, union):
    with scope.of(union):
        meeting = Meeting.objects.get()
        make_attendance(meeting=meeting, seat=make_office_holder(organ=meeting.organ), state="absent")

    answer = get(client, "/oparl/tr/meeting/")["data"][0]

    assert len(answer["participant"]) == 1


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


def test_rulings_of_courts_are_flat_texts(client, union):
    with scope.of(union):
        decision = Decision.objects.published().first()
        make_court_ruling(decision=decision, kind="annulment", file_number="2024/1 E.")

    papers = get(client, "/oparl/tr/paper/")["data"]
    [paper] = [row for row in papers if row["id"].endswith(f"decision-{decision.pk}/")]

    assert paper["birlik:rulingKinds"] == ["annulment"]
    assert paper["birlik:rulingFileNumbers"] == ["2024/1 E."]
    assert all(isinstance(text, str) for name in paper if name.startswith("birlik:rul") for text in paper[name])
