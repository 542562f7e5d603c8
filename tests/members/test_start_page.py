"""What the start page asks the clerk to do about meetings, decisions and those who sit in the organs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.members.start_page import line, tasks
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    union = make.make_union(code="ornek")
    with scope.of(union):
        yield union


@pytest.fixture
def assembly(union):
    return make.make_organ(union=union, title_en="Assembly")


def days(number: int) -> timedelta:
    return timedelta(days=number)


@pytest.mark.parametrize(("ahead", "is_overdue"), [(20, False), (1, True)])
def test_a_call_not_yet_sent_is_a_task(union, assembly, ahead, is_overdue):
    make.make_meeting(organ=assembly, starts_at=timezone.now() + days(ahead))

    assert line(tasks(union), "the call must reach the members by") == [is_overdue]


def test_a_call_already_sent_is_no_task(union, assembly):
    make.make_meeting(organ=assembly, starts_at=timezone.now() + days(20), called_on=timezone.localdate())

    assert line(tasks(union), "the call must reach") == []


def test_a_past_meeting_still_planned_is_a_task(union, assembly):
    make.make_meeting(organ=assembly, starts_at=timezone.now() - days(2))

    assert line(tasks(union), "not recorded whether one past meeting was held") == [True]


@pytest.mark.parametrize(("ago", "is_told"), [(8, True), (7, False)])
def test_an_overdue_summary_is_a_task(union, assembly, ago, is_told):
    day = timezone.localdate() - days(ago)
    make.make_decision(organ=assembly, date=day, final_on=day, sent_to_governor_on=day)

    assert line(tasks(union), "summary of one final decision") == ([True] if is_told else [])
