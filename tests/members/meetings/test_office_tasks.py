"""What the start page asks the office to do about meetings and decisions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.meetings.office_tasks import CALLS_SHOWN
from tests import factories as make
from tests.staff_client import staff_client
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    union = make.make_union(code="ornek")
    with scope.of(union):
        yield union


def lines(union, words: str) -> list[bool]:
    """For each line of the start page with these words, whether it is overdue."""
    answer = staff_client(union, language="en").get("/yonetim/")
    return [task.is_overdue for task in answer.context["tasks"] if words in str(task.text)]


@pytest.mark.parametrize(("ahead", "is_overdue"), [(20, False), (1, True)])
def test_a_call_that_nobody_sent_is_asked_for(union, assembly, ahead, is_overdue):
    make.make_meeting(organ=assembly, starts_at=timezone.now() + timedelta(days=ahead))

    assert lines(union, "the call must reach the members by") == [is_overdue]


def test_a_call_that_was_sent_is_not_asked_for(union, assembly):
    make.make_meeting(organ=assembly, starts_at=timezone.now() + timedelta(days=20), called_on=timezone.localdate())

    assert lines(union, "the call must reach") == []


def test_a_past_meeting_that_is_still_planned_is_overdue(union, assembly):
    make.make_meeting(organ=assembly, starts_at=timezone.now() - timedelta(days=2))

    assert lines(union, "not recorded whether one past meeting was held") == [True]


@pytest.mark.parametrize(("ago", "is_told"), [(8, True), (7, False)])
def test_a_summary_is_a_task_after_seven_days(union, assembly, ago, is_told):
    day = timezone.localdate() - timedelta(days=ago)
    make.make_decision(organ=assembly, date=day, final_on=day, sent_to_governor_on=day)

    assert lines(union, "summary of one final decision") == ([True] if is_told else [])


def test_only_the_next_calls_are_asked_for(union, assembly):
    for number in range(CALLS_SHOWN + 2):
        make.make_meeting(organ=assembly, starts_at=timezone.now() + timedelta(days=20 + number))

    assert len(lines(union, "the call must reach the members by")) == CALLS_SHOWN


def test_meetings_without_minutes_are_counted_together(union, assembly):
    for number in range(2):
        make.make_meeting(organ=assembly, starts_at=timezone.now() - timedelta(days=2 + number), state="held")

    assert lines(union, "2 past meetings have no minutes") == [True]


def test_a_decision_that_was_not_sent_is_a_task_after_seven_days(union, assembly):
    make.make_decision(organ=assembly, date=timezone.localdate() - timedelta(days=8))

    assert lines(union, "not been sent to the governor") == [True]


def test_a_decision_without_an_outcome_is_a_task(union, assembly):
    today = timezone.localdate()
    make.make_decision(organ=assembly, outcome="unrecorded", date=today)

    assert lines(union, "It is not recorded whether one decision was accepted.") == [True]


def test_a_rejected_motion_waits_for_nothing_and_cannot_be_implemented(union, assembly):
    day = timezone.localdate() - timedelta(days=30)
    make.make_decision(organ=assembly, outcome="rejected", date=day, final_on=day, carried_out_on=day)

    assert lines(union, "governor") == lines(union, "summary") == []
    assert lines(union, "recorded as implemented") == [True]
