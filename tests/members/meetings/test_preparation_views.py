"""A meeting is prepared from the calendar and the last agenda."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.members.meetings.office import messages_of, page, preparation
from tests.staff_client import staff_client
from unions.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.mark.parametrize("role", ["manager", "editor"])
def test_a_meeting_is_prepared_as_a_draft_with_the_last_agenda(union, meeting, role):
    answer = staff_client(union, role).save(page("unions_meeting_prepare"), **preparation())

    made = Meeting.all_unions.exclude(pk=meeting.pk).get()
    assert answer.status_code == 302
    assert (made.status, made.state, made.union) == ("draft", "planned", union)
    assert [item.title_tr for item in made.agenda_items.all()] == ["Açılış", "Bütçe"]
    assert timezone.localtime(made.starts_at).hour == 14


def test_the_clerk_is_told_the_last_day_of_the_call(union, meeting):
    answer = staff_client(union, language="tr").save(page("unions_meeting_prepare"), **preparation())

    assert any("22 Kasım 2026" in message for message in messages_of(answer))


def test_an_auditor_prepares_nothing(union, meeting):
    assert staff_client(union, "auditor").get(page("unions_meeting_prepare")).status_code == 403
