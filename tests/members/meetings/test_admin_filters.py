"""The lists behind the tasks of the start page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.members.meetings.office import decision_entries, results
from tests.staff_client import address, staff_client
from unions.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


def test_meetings_without_results_and_with_contradicting_ones_are_listed(union, meeting, item, seats):
    clerk = staff_client(union)
    meetings = reverse("admin:unions_meeting_changelist")
    assert list(clerk.get(meetings, results="missing").context["cl"].queryset) == [meeting]

    clerk.save(results(meeting), **{**decision_entries(item), "state": "planned"})

    assert list(clerk.get(meetings, results="missing").context["cl"].queryset) == []
    assert list(clerk.get(meetings, results="contradict").context["cl"].queryset) == [meeting]


def test_final_decisions_whose_summary_is_overdue_are_listed(union, assembly):
    day = timezone.localdate() - timedelta(days=8)
    late = make.make_decision(organ=assembly, number=1, date=day, final_on=day)
    make.make_decision(organ=assembly, number=2, date=day, final_on=day, summary_published_on=day)
    make.make_decision(organ=assembly, number=3, date=day, final_on=day + timedelta(days=1))

    decisions = staff_client(union).get(address("changelist", model=Decision), summary="overdue")

    assert list(decisions.context["cl"].queryset) == [late]


@pytest.mark.parametrize("parameter", ["minutes", "results"])
def test_an_unknown_value_of_a_filter_narrows_nothing(union, meeting, parameter):
    meetings = staff_client(union).get(reverse("admin:unions_meeting_changelist"), **{parameter: "olmayan"})

    assert list(meetings.context["cl"].queryset) == [meeting]
