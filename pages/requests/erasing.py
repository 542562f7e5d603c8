"""Personal data go at the end of their retention period, by themselves."""

from django.utils import timezone

from pages.requests.models import Request
from unions.models.versions import StaleVersion

# In one run; the next follows within the hour.
MOST = 200


def erase_due_requests() -> int:
    """Erase the personal data of requests whose retention period is over; returns how many."""
    today, erased = timezone.localdate(), 0
    for request in Request.all_unions.due_for_erasure(today).order_by("pk")[:MOST]:
        try:
            request.erase(today)
        except StaleVersion:
            # Someone is working on it: the next run takes it.
            continue
        erased += 1
    return erased
