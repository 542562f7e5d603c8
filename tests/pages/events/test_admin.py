from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.desk import superuser_desk
from tests.factories import make_event


def test_start_page_counts_the_events_to_come(union):
    now = timezone.now()
    make_event(starts_at=now - timedelta(days=9))
    make_event(starts_at=now + timedelta(days=9))
    make_event(starts_at=now + timedelta(days=9), status="draft")

    counts = superuser_desk(union).get(reverse("admin:index")).context["counts"]

    assert {count.url: count.number for count in counts}[reverse("admin:pages_event_changelist")] == 1
