"""The list of events, which looks ahead."""

from django.http import HttpRequest

from pages.page_kind import PageKind
from unions.lists.paging import count_of, page_of, pager


def upcoming_and_past(request: HttpRequest, kind: PageKind) -> dict:
    """Events to come, the nearest first, then those that are over, the latest first."""
    events = kind.rows().published()
    upcoming, past = list(events.upcoming()), events.past()
    page = page_of(request, past, kind.rows_a_page, count_of(request, past), upcoming)
    return {
        "page": page,
        "pager": pager(request, page),
        "upcoming": [event for event in page if event in upcoming],
        "past": [event for event in page if event not in upcoming],
    }
