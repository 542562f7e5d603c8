from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.factories import (
    make_event,
)
from tests.pages.addresses import address
from tests.pages.reading import calendar, fill


def test_calendar_without_events_is_still_a_calendar(client, union):
    response = client.get(address("event_calendar"))

    assert response["content-type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(response.content).events == []


def test_event_in_the_calendar_is_at_its_hour_in_turkey(client, union):
    event = make_event(
        title_tr="İmar eğitimi; 1, 2\n3",
        place_tr="Çorlu",
        starts_at=datetime(2026, 11, 30, 7, 0, tzinfo=ZoneInfo("UTC")),
        ends_at=datetime(2026, 11, 30, 9, 30, tzinfo=ZoneInfo("UTC")),
    )

    found = calendar(client)

    entry = found.events[0]
    assert entry.start == datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
    assert entry["dtstart"].params["TZID"] == "Europe/Istanbul"
    assert [str(zone["tzid"]) for zone in found.timezones] == ["Europe/Istanbul"]
    # A title is one line.
    assert entry["summary"] == "İmar eğitimi; 1, 2 3"
    assert entry["location"] == "Çorlu"
    assert entry["status"] == "CONFIRMED"
    assert entry["url"] == f"http://{union.code}.localhost{event.address('tr')}"


def test_cancelled_event_stays_in_the_calendar_and_says_so(client, union):
    make_event(is_cancelled=True)

    assert calendar(client).events[0]["status"] == "CANCELLED"


def test_changed_event_replaces_its_entry_in_the_readers_calendar(client, union):
    event = make_event()
    before = calendar(client).events[0]
    event.title_tr = "Yeni ad"
    event.slug_tr = "yeni-ad"
    event.save()

    after = calendar(client, "en").events[0]

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt == event.updated_at.replace(microsecond=0)


def test_calendar_holds_only_public_events_of_the_union_and_forgets_after_a_year(client, union, other_union):
    make_event(status="draft")
    make_event(union=other_union)
    make_event(starts_at=timezone.now() - timedelta(days=400))
    recent = make_event(starts_at=timezone.now() - timedelta(days=300))

    assert [entry["uid"] for entry in calendar(client).events] == [f"event-{recent.pk}@{union.code}"]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_calendar_costs_two_queries_however_much_there_is(client, union, django_assert_num_queries, count):
    fill(count)

    with django_assert_num_queries(2):
        assert len(calendar(client).events) == count
