"""The list of events, which looks ahead."""

from pages.events.models import Event
from pages.filters import PublicationFilter
from pages.page_kind import PageKind
from unions.lists.finding import with_text
from unions.lists.paging import count_of, page_of, pager
from unions.tenancy.requests import UnionRequest


def upcoming_and_past(request: UnionRequest, kind: PageKind) -> dict:
    """Events to come, the nearest first, then those that are over, the latest first."""
    every = Event.objects.published()
    upcoming, past, number = list(every.upcoming()), every.past(), count_of(request, every.past())
    form = PublicationFilter(request, kind, [], len(upcoming) + number)
    words = form.values.get("text", "")
    found = with_text(request, every, kind.name, words)
    if words:
        upcoming, past = list(found.rows.upcoming()), found.rows.past()
    page = page_of(request, past, kind.rows_a_page, None if words else number, upcoming)
    return {
        "form": form,
        "found": found,
        "page": page,
        "pager": pager(request, page),
        "upcoming": [event for event in page if event in upcoming],
        "past": [event for event in page if event not in upcoming],
    }
