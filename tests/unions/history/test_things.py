"""What a thing held at a moment."""

import pytest
from django.utils import timezone

from tests import factories as make
from unions.history.things import part_models, state_at
from unions.models import AgendaItem, AgendaPaper, Meeting

pytestmark = pytest.mark.django_db


def titles(state):
    return [part.record.title_tr for part in state.walk()]


def test_a_state_holds_the_parts_of_its_moment_in_their_order():
    meeting = make.make_meeting(agenda=["Açılış", "Bütçe"])
    before = timezone.now()
    meeting.agenda_items.first().delete()
    make.make_agenda_item(meeting=meeting, title_tr="Kapanış")
    foreign = make.make_meeting(union=meeting.union, organ=meeting.organ, title_tr="Başka", agenda=["Yabancı"])

    assert titles(state_at(Meeting, meeting.pk, before)) == ["Açılış", "Bütçe"]
    assert titles(state_at(Meeting, meeting.pk, timezone.now())) == ["Bütçe", "Kapanış"]
    assert state_at(Meeting, foreign.pk, before) is None


def test_papers_of_the_agenda_are_parts_of_the_meeting():
    assert AgendaItem in part_models(Meeting)
    assert part_models(AgendaItem) == [AgendaPaper]
