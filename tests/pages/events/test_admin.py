from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.factories import make_event
from tests.staff_client import superuser_client


def test_start_page_counts_the_events_to_come(union):
    now = timezone.now()
    make_event(starts_at=now - timedelta(days=9))
    make_event(starts_at=now + timedelta(days=9))
    make_event(starts_at=now + timedelta(days=9), status="draft")

    counts = superuser_client(union).get(reverse("admin:index")).context["counts"]

    assert {count.url: count.number for count in counts}[reverse("admin:pages_event_changelist")] == 1
