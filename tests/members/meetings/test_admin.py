"""The pages of meetings, decisions and attendance in the admin."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from members.meetings.admin import DecisionAdmin, MeetingAdmin
from tests import factories as make
from tests.members.meetings.office import page, results, warnings_of
from tests.staff_client import address, staff_client
from unions.models import Decision, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


def test_a_meeting_and_a_decision_have_one_administration_each():
    assert type(admin.site._registry[Meeting]) is MeetingAdmin
    assert type(admin.site._registry[Decision]) is DecisionAdmin


def test_a_call_that_is_too_late_is_saved_with_a_reason_and_a_warning(union, meeting):
    clerk = staff_client(union)
    refusal = clerk.save(page("unions_meeting_change", meeting), called_on="13.05.2025")
    answer = clerk.save(page("unions_meeting_change", meeting), called_on="13.05.2025", override_reason="Herkes geldi")

    meeting.refresh_from_db()
    assert "5393" in refusal.text
    assert meeting.called_on == date(2025, 5, 13)
    assert any("5393" in warning for warning in warnings_of(answer))


def test_a_decision_leads_back_to_the_results_of_its_meeting(union, assembly, meeting):
    item = meeting.agenda_items.last()
    decision = make.make_decision(organ=assembly, agenda_item=item, date=meeting.day)

    form = staff_client(union).get(address("change", decision)).text

    assert f'href="{results(meeting)}"' in form
    assert f'href="{results(meeting, item)}"' in form


def test_a_decision_without_a_meeting_leads_nowhere(union, assembly):
    decision = make.make_decision(organ=assembly)

    assert "sonuclar" not in staff_client(union).get(address("change", decision)).text


@pytest.mark.parametrize("model", ["unions_agendaitem", "unions_agendapaper", "members_attendance"])
def test_lines_of_a_record_are_not_in_the_menu_but_have_a_page(union, model):
    start_page = staff_client(union).get(reverse("admin:index"))

    url = reverse(f"admin:{model}_changelist")
    assert f'href="{url}"' not in start_page.text
    assert staff_client(union).get(url).status_code == 200


def test_decisions_that_were_looked_up_are_marked_as_accepted_in_one_step(union, assembly):
    old = make.make_decision(organ=assembly, outcome="unrecorded", number=1)
    rejected = make.make_decision(organ=assembly, outcome="rejected", number=2)

    staff_client(union).post(
        reverse("admin:unions_decision_changelist"),
        {"action": "mark_as_accepted", "_selected_action": [old.pk, rejected.pk]},
    )

    old.refresh_from_db()
    rejected.refresh_from_db()
    assert (old.outcome, rejected.outcome) == ("accepted", "rejected")
