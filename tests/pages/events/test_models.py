from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from pages.models import Event
from tests.factories import make_event

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
