"""The form of a new meeting."""

import pytest

from tests import factories as make
from tests.members.meetings.office import page, preparation, text
from tests.staff_client import staff_client
from unions.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


def test_a_meeting_may_begin_with_an_empty_agenda(union, meeting):
    staff_client(union).save(page("unions_meeting_prepare"), **preparation(agenda_of=""))

    assert not Meeting.all_unions.exclude(pk=meeting.pk).get().agenda_items.exists()


def test_a_second_date_before_the_first_is_refused_at_its_field(union, meeting):
    answer = staff_client(union).save(page("unions_meeting_prepare"), **preparation(second_call_at="2026-11-24T14:00"))

    assert list(answer.context["form"].errors) == ["second_call_at"]
    assert Meeting.all_unions.count() == 1


def test_the_agenda_of_another_union_cannot_be_copied(union, meeting):
    foreign = make.make_meeting(union=make.make_union(code="komsu"), agenda=["Gizli"])

    answer = staff_client(union).save(page("unions_meeting_prepare"), **preparation(agenda_of=str(foreign.pk)))

    assert "agenda_of" in answer.context["form"].errors
    assert "Gizli" not in text(answer)
