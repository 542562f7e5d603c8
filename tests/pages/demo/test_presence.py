from collections import Counter

import pytest

from members.meetings import sitting
from members.meetings.models import Attendance
from unions.models import (
    Decision,
    Meeting,
)

pytestmark = pytest.mark.slow


def test_everyone_who_sat_that_day_is_on_the_list_of_a_meeting(union):
    for meeting in Meeting.objects.filter(state__in=["held", "inquorate"]):
        presence = sitting.presence_at(meeting)

        assert meeting.attendances.count() == presence.full_number
        assert presence.is_quorate == (meeting.state == "held")
    assert not Attendance.objects.filter(meeting__state__in=["planned", "cancelled"]).exists()
    assert Attendance.objects.filter(state="represented").exclude(represented_by="").exists()


def test_one_vote_was_taken_by_name_and_adds_up(union):
    [decision] = Decision.objects.filter(roll_call__isnull=False).distinct()

    counts = Counter(decision.roll_call.values_list("option", flat=True))

    assert counts["for"] == decision.votes_for
    assert counts["against"] == (decision.votes_against or 0)
    assert counts["abstaining"] == (decision.votes_abstaining or 0)
    present = set(decision.agenda_item.meeting.attendances.counted().values_list("seat", flat=True))
    assert set(decision.roll_call.values_list("seat", flat=True)) <= present
