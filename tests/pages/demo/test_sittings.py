import pytest

from unions.models import (
    AgendaItem,
    Meeting,
)

pytestmark = pytest.mark.slow


def test_meetings_are_of_every_kind(union):
    states = set(Meeting.objects.values_list("state", flat=True))
    inquorate = Meeting.objects.get(state=Meeting.State.INQUORATE)

    assert states == {"held", "planned", "inquorate", "cancelled"}
    assert Meeting.objects.filter(state="held", starts_at=inquorate.second_call_at).exists()
    assert Meeting.objects.filter(kind=Meeting.Kind.EXTRAORDINARY, state="held").exists()
    assert Meeting.objects.published().upcoming().count() == 1
    assert not AgendaItem.objects.exclude(meeting__in=Meeting.objects.all()).exists()


def test_the_second_sitting_names_the_one_without_a_quorum(union):
    second = Meeting.objects.get(sitting_of__isnull=False)

    assert second.sitting_of.state == "inquorate"
    assert second.starts_at == second.sitting_of.second_call_at
