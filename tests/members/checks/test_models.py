from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.checks.models import CheckRound, ListingCheck
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def test_a_round_runs_until_the_end_of_its_last_day(union, today):
    last_day = make.make_check_round(due_on=today)
    overdue = make.make_check_round(due_on=today - timedelta(days=1))
    make.make_check_round(due_on=today, started_at=None)
    make.make_check_round(due_on=today - timedelta(days=1), ended_at=timezone.now())

    assert list(CheckRound.objects.running()) == [last_day]
    assert list(CheckRound.objects.overdue()) == [overdue]
    assert (last_day.is_running, overdue.is_running, overdue.is_over) == (True, False, True)


def test_a_new_round_cannot_end_in_the_past(union, today):
    with pytest.raises(ValidationError, match="due_on"):
        make.make_check_round(due_on=today - timedelta(days=1), started_at=None).full_clean()


def test_former_members_are_not_reminded(union):
    member = make.make_listing_check(membership=make.make_membership())
    former = make.make_listing_check(check_round=member.round, membership=make.make_membership(end_date="2020"))

    assert list(ListingCheck.objects.remindable()) == [member]
    assert (member.is_of_member, former.is_of_member) == (True, False)


def test_only_answers_await_review(union):
    check = make.make_listing_check()
    assert not check.awaits_review

    check.state = ListingCheck.State.PROPOSED
    check.save()

    assert check.awaits_review
    assert list(ListingCheck.objects.to_review()) == [check]
    assert ListingCheck.objects.number_by_state() == {"proposed": 1}
