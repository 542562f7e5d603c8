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
    form = PublicationFilter(request, kind, [], count_of(request, every))
    words = form.values.get("text", "")
    found = with_text(request, every, kind.name, words)
    events = found.rows
    upcoming, past = list(events.upcoming()), events.past()
    page = page_of(request, past, kind.rows_a_page, None if words else count_of(request, past), upcoming)
    return {
        "form": form,
        "found": found,
        "page": page,
        "pager": pager(request, page),
        "upcoming": [event for event in page if event in upcoming],
        "past": [event for event in page if event not in upcoming],
    }
