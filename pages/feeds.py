"""What programs read: feeds of news, announcements and events, and the calendar."""

from collections.abc import Iterable
from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event as CalendarEntry

from pages.models import Event, Post
from unions.standards.feeds import NEWEST, UnionFeed, calendar, calendar_begins, entry_of

# Feeds


class PostFeed(UnionFeed):
    def item_pubdate(self, post: Post) -> datetime:
        return post.publish_at or datetime.combine(post.date, time.min)


class NewsFeed(PostFeed):
    def title(self) -> str:
        return _("News")

    def link(self) -> str:
        return reverse("news_list")

    def items(self) -> Iterable[Post]:
        return Post.objects.news().published().select_related("union")[:NEWEST]


class AnnouncementFeed(PostFeed):
    def title(self) -> str:
        return _("Announcements")

    def link(self) -> str:
        return reverse("announcement_list")

    def items(self) -> Iterable[Post]:
        return Post.objects.announcements().published().select_related("union")[:NEWEST]


class EventFeed(UnionFeed):
    def title(self) -> str:
        return _("Events")

    def link(self) -> str:
        return reverse("event_list")

    def items(self) -> Iterable[Event]:
        return Event.objects.published().select_related("union").order_by("-created_at", "-pk")[:NEWEST]

    def item_pubdate(self, event: Event) -> datetime:
        return event.publish_at or event.created_at


# The calendar


def event_calendar(request: HttpRequest) -> HttpResponse:
    """The events to come and those of the last year, for calendar programs."""
    recent = Event.objects.published().ending_after(calendar_begins())
    return calendar(request, _("Events"), recent, event_entry)


def event_entry(request: HttpRequest, event: Event) -> CalendarEntry:
    event.union = request.union
    entry = entry_of(request, event, event.starts_at, event.ends_at, "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.summary:
        entry.add("description", event.summary)
    return entry
