from datetime import timedelta

from django.utils import timezone

from tests.factories import make_event
from tests.pages.addresses import address


def test_events_to_come_stand_before_those_that_are_over(client, union):
    now = timezone.now()
    last_year, last_week, next_week, next_year = [
        make_event(starts_at=now + timedelta(days=days)) for days in [-365, -7, 7, 365]
    ]

    context = client.get(address("event_list")).context

    assert context["upcoming"] == [next_week, next_year]
    assert context["past"] == [last_week, last_year]


def test_event_that_lasts_is_not_over(client, union):
    now = timezone.now()
    event = make_event(starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1))

    assert client.get(address("event_list")).context["upcoming"] == [event]
