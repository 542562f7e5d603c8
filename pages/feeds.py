"""What programs read: feeds of news, announcements and events, the calendar, the map of the site."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from icalendar import Event as CalendarEntry

from members.models import Membership
from pages.models import Document, Event, Gallery, MenuItem, Page, Post
from unions.addresses import LANGUAGES
from unions.feeds import NEWEST, UnionFeed, calendar, calendar_begins, entry_of
from unions.models import Decision, Meeting, Organ, Paper
from unions.translated import is_translated

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


# The map of the site


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page of the union, each with the addresses of its real translations."""
    origin = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(sitemap_lines(origin), content_type="application/xml; charset=utf-8")


def sitemap_lines(origin: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for paths, changed in chain(section_pages(), row_pages()):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(origin + path)}"/>'
            for language, path in paths.items()
            if len(paths) > 1
        )
        moment = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        for path in paths.values():
            yield f"<url><loc>{escape(origin + path)}</loc>{moment}{links}</url>\n"
    yield "</urlset>\n"


def section_pages() -> Iterator[tuple[dict[str, str], None]]:
    """The pages that every union has, whatever it has published."""
    for name in ["home", *MenuItem.Section.values, "open_data"]:
        yield paths_by_language(LANGUAGES, lambda name=name: reverse(name)), None


def row_pages() -> Iterator[tuple[dict[str, str], date]]:
    """The pages of the union's public rows."""
    for rows in [
        Page.objects.published(),
        Organ.objects.all(),
        Meeting.objects.published(),
        Decision.objects.published(),
        Paper.objects.published(),
        Post.objects.published(),
        Event.objects.published(),
        Document.objects.published(),
        Gallery.objects.published(),
    ]:
        for row in rows.iterator():
            languages = [language for language in LANGUAGES if is_translated(row, language)]
            yield paths_by_language(languages, row.get_absolute_url), timezone.localdate(row.updated_at)
    for membership in Membership.objects.current().select_related("municipality").iterator():
        address = membership.municipality.get_absolute_url
        yield paths_by_language(LANGUAGES, address), timezone.localdate(membership.updated_at)


def paths_by_language(languages: list[str], address) -> dict[str, str]:
    """What `address` answers in each of the languages."""
    paths = {}
    for language in languages:
        with translation.override(language):
            paths[language] = address()
    return paths
