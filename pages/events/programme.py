"""The list of events, which looks ahead."""

from pages.events.models import Event
from pages.page_kind import PageKind
from unions.lists.paging import count_of, page_of, pager
from unions.tenancy.requests import UnionRequest


def upcoming_and_past(request: UnionRequest, kind: PageKind) -> dict:
    """Events to come, the nearest first, then those that are over, the latest first."""
    events = Event.objects.published()
    upcoming, past = list(events.upcoming()), events.past()
    page = page_of(request, past, kind.rows_a_page, count_of(request, past), upcoming)
    return {
        "page": page,
        "pager": pager(request, page),
        "upcoming": [event for event in page if event in upcoming],
        "past": [event for event in page if event not in upcoming],
    }
