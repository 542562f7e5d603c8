"""What comes back with an earlier state, and what does not."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests import factories as make
from unions.history.restoring import content_fields, restorable_fields, restore
from unions.history.things import state_at
from unions.models import Meeting

pytestmark = pytest.mark.django_db


def test_a_part_that_may_not_be_touched_stays_as_it_is():
    meeting = make.make_meeting(title_tr="Eski", agenda=["Açılış"])
    state = state_at(Meeting, meeting.pk, timezone.now())
    meeting.title_tr = "Yeni"
    meeting.save()
    meeting.agenda_items.get().delete()

    restore(state, meeting, lambda _part: False)

    meeting.refresh_from_db()
    assert (meeting.title_tr, meeting.agenda_items.count()) == ("Eski", 0)
    restore(state, meeting, lambda _part: True)
    assert [item.title_tr for item in meeting.agenda_items.all()] == ["Açılış"]


def test_nothing_is_restored_if_one_part_cannot_be():
    meeting = make.make_meeting(agenda=["Açılış", "Bütçe"])
    state = state_at(Meeting, meeting.pk, timezone.now())
    meeting.agenda_items.all()[0].delete()
    meeting.agenda_items.all()[0].delete()
    state.parts[next(iter(state.parts))][1].record.title_tr = ""

    with pytest.raises(ValidationError):
        restore(state, meeting, lambda _part: True)

    assert meeting.agenda_items.count() == 0


def test_states_and_dates_of_publication_are_shown_but_not_restored():
    names = {field.name for field in content_fields(Meeting)} - {field.name for field in restorable_fields(Meeting)}

    assert {"status", "publish_at", "expire_at"} <= names
