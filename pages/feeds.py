"""What programs read: feeds of news, announcements and events, the calendar, the map of the site."""

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain

from django.contrib.syndication.views import Feed
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from members.models import Membership
from pages.models import Document, Event, Gallery, MenuItem, Page, Post
from unions.addresses import LANGUAGES
from unions.models import Decision, Meeting, Organ, Paper, Union, UnionName
from unions.richtext import plain_text
from unions.translated import active_language, is_translated, language_of

NEWEST = 20
CALENDAR_REMEMBERS = timedelta(days=365)
# Before, Turkey put its clocks forward and back, which no event in the calendar is old enough to need.
STEADY_HOURS_SINCE = date(2017, 1, 1)

# XML has no way to write these, and one of them would make a whole feed unreadable.
CONTROL_SIGNS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


# Feeds


class AtomInTwoLanguages(Atom1Feed):
    """Atom whose entries say so when they are not in the language of the feed."""

    def item_attributes(self, item: dict) -> dict:
        return {} if item["language"] == self.feed["language"] else {"xml:lang": item["language"]}


class UnionFeed(Feed):
    """The newest of what one union publishes; each entry keeps its id when its address changes."""

    feed_type = AtomInTwoLanguages

    def get_object(self, request: HttpRequest) -> Union:
        return request.union

    def feed_guid(self, union: Union) -> str:
        return lasting_id(union, type(self).__name__)

    def author_name(self) -> str:
        return str(UnionName.objects.current().first() or "")

    def item_title(self, row: Model) -> str:
        return without_control_signs(row.title)

    def item_description(self, row: Model) -> str:
        return escape(without_control_signs(row.summary or truncatewords(plain_text(row.body), 60)))

    def item_guid(self, row: Model) -> str:
        return lasting_id(row.union, row._meta.label, row.pk)

    def item_updateddate(self, row: Model) -> datetime:
        return row.updated_at

    def item_extra_kwargs(self, row: Model) -> dict:
        return {"language": language_of(row, "title")}


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


def lasting_id(union: Union, *parts: object) -> str:
    """A name in the active language that neither a new address nor a new host name changes."""
    words = "/".join(str(part) for part in [union.code, *parts, active_language()])
    return uuid.uuid5(uuid.NAMESPACE_URL, words).urn


def without_control_signs(text: str) -> str:
    return CONTROL_SIGNS.sub("", text)


# The calendar


def event_calendar(request: HttpRequest) -> HttpResponse:
    """The events to come and those of the last year, for calendar programs."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{request.union.code}//{active_language()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Events"))
    for event in Event.objects.published().ending_after(timezone.now() - CALENDAR_REMEMBERS):
        calendar.add_component(calendar_entry(request, event))
    calendar.add_missing_timezones(first_date=STEADY_HOURS_SINCE)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def calendar_entry(request: HttpRequest, event: Event) -> CalendarEntry:
    entry = CalendarEntry()
    entry.add("uid", f"event-{event.pk}@{request.union.code}")
    entry.add("sequence", event.version)
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    entry.add("summary", event.title, parameters={"language": language_of(event, "title")})
    entry.add("url", request.build_absolute_uri(event.get_absolute_url()))
    for name, text in [("location", event.place), ("description", event.summary)]:
        if text:
            entry.add(name, text)
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
    for name in ["home", *MenuItem.Section.values]:
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
