"""What comes back with an earlier state, and what does not."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.models import Gallery, Photo
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


def test_what_was_written_in_bulk_has_its_first_state_and_loses_no_part():
    """Facts and demonstrations are written without a history: no restoring takes them for additions."""
    gallery = make.make_gallery(title_tr="İlk", photos=3)
    for model in [Gallery, Photo]:
        model.history.all().delete()
    first, second, _third = gallery.photos.all()
    gallery.title_tr = "Sonraki"
    gallery.save()
    first.delete()
    second.caption_tr = "Değişti"
    second.save()
    begun = Gallery.history.earliest()
    assert (begun.title_tr, begun.history_type) == ("İlk", "~")

    restore(state_at(Gallery, gallery.pk, begun.history_date), gallery, lambda _part: True)

    gallery.refresh_from_db()
    assert (gallery.title_tr, gallery.photos.count()) == ("İlk", 3)
    assert set(gallery.photos.values_list("caption_tr", flat=True)) == {"Açılış"}
