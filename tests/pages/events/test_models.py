from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from pages.events.models import EventFile
from pages.models import Event
from tests.factories import make_event, pdf_upload, picture_upload
from tests.pages.addresses import address

HOUR = timedelta(hours=1)


def test_events_are_upcoming_until_they_end(union):
    now = timezone.now()
    over, running, later = [
        make_event(starts_at=now + HOUR * begin, ends_at=now + HOUR * end) for begin, end in [(-3, -1), (-1, 1), (2, 3)]
    ]

    assert list(Event.objects.upcoming()) == [running, later]
    assert list(Event.objects.past()) == [over]
    assert set(Event.objects.ending_after(now - 2 * HOUR)) == {over, running, later}


def test_event_does_not_end_before_it_begins(union):
    event = make_event()
    event.ends_at = event.starts_at - HOUR

    with pytest.raises(ValidationError) as refused:
        event.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()

    assert "ends_early" in [error.code for errors in refused.value.error_dict.values() for error in errors]


def test_a_picture_stands_in_row_and_page_and_nothing_where_there_is_none(client, union):
    starts_at = timezone.now() + HOUR
    bare = make_event(title_tr="Resimsiz etkinlik", starts_at=starts_at)
    shown = make_event(starts_at=starts_at, picture=picture_upload(), picture_alt_tr="Salon")

    pages = [
        client.get(path).text.split("<main")[1].split("</main>")[0]
        for path in [address("event_list"), bare.get_absolute_url(), shown.get_absolute_url()]
    ]

    assert [page.count("<img") for page in pages] == [1, 0, 1]
    # In a list the title says it all; on its own page the picture is described.
    assert ['alt="Salon"' in page for page in pages] == [False, False, True]


def test_fee_registration_programme_and_files_stand_on_the_page(client, union):
    event = make_event(
        fee="1500",
        fee_note_en="Lunch included",
        register_until=timezone.localdate(),
        registration_en="Write to us",
        programme_en="<p>First hour</p>",
    )
    free = make_event(fee="0", register_until=timezone.localdate() - timedelta(days=1))
    unknown = make_event()
    file = EventFile.objects.create(event=event, title_en="Form", file=pdf_upload())

    texts = [client.get(each.address("en")).text.replace("\u00a0", " ") for each in [event, free, unknown]]

    for words in ["1,500 TL", "Lunch included", "Write to us", "First hour", file.file.url]:
        assert words in texts[0]
    assert "Registration is closed." not in texts[0]
    assert "free of charge" in texts[1]
    assert "Registration is closed." in texts[1]
    assert texts[2].count("not stated") == 2


def test_registration_does_not_end_after_the_event(union):
    event = make_event(register_until=timezone.localdate() + timedelta(days=900))

    with pytest.raises(ValidationError) as refused:
        event.clean()

    assert "register_until" in refused.value.error_dict
