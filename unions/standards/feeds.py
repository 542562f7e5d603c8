"""The base of all feeds and calendars."""

import uuid
from collections.abc import Callable, Iterable
from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.contrib.syndication.views import Feed
from django.db.models import Model
from django.http import HttpResponse
from django.template.defaultfilters import truncatewords
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from icalendar import Calendar, vText
from icalendar import Event as CalendarEntry

from unions.models import Union
from unions.tenancy.origin import absolute, origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried, carried_in
from unions.text.languages import active_language, language_of
from unions.text.richtext import plain_text

Row = TypeVar("Row", bound=Model)

NEWEST = 20
CALENDAR_HISTORY = timedelta(days=365)
# Türkiye has had no summer time since; no calendar entry is older.
ONE_OFFSET_SINCE = date(2017, 1, 1)


class AtomInTwoLanguages(Atom1Feed):
    """Atom feed that marks entries in another language than its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feed = carried_in(self.feed)

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        super().add_item(*args, **kwargs)
        # XML cannot contain some signs; one of them would make the whole feed unreadable.
        self.items[-1] = carried_in(self.items[-1])

    def item_attributes(self, item: dict) -> dict:
        return {} if item["language"] == self.feed["language"] else {"xml:lang": item["language"]}


class UnionFeed(Feed):
    """The newest rows of a union; an entry keeps its ID when its address changes."""

    feed_type = AtomInTwoLanguages

    def get_object(self, request: UnionRequest) -> Union:  # type: ignore[override]  # the middleware has set the union
        return request.union

    def get_feed(self, obj: Union, request: UnionRequest) -> Any:  # type: ignore[override]  # the same
        # Django takes what stands before all links from the name by which the request came.
        known = copy(request)
        known.META = {**request.META, "HTTP_HOST": origin_of(request).partition("://")[2]}
        return super().get_feed(obj, known)

    def title(self, union: Union) -> str:
        """What the feed holds, and of which union: a reader has those of many."""
        return f"{self.about()} – {union.current_name}"

    def about(self) -> str:
        """What the feed holds."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it holds.")

    def feed_guid(self, union: Union) -> str:
        return permanent_id(union, type(self).__name__)

    def author_name(self, union: Union) -> str:
        return str(union.current_name)

    def item_title(self, row: Any) -> str:
        return row.title

    def item_description(self, row: Any) -> str:
        return escape(row.summary or truncatewords(plain_text(row.body), 60))

    def item_guid(self, row: Any) -> str:
        return permanent_id(row.union, row._meta.label, row.pk)

    def item_updateddate(self, row: Any) -> datetime:
        return row.updated_at

    def item_extra_kwargs(self, row: Any) -> dict:
        return {"language": language_of(row, "title")}


def permanent_id(union: Union, *parts: object) -> str:
    """An ID for the active language that does not change with the address or the host name."""
    words = "/".join(str(part) for part in [union.code, *parts, active_language()])
    return uuid.uuid5(uuid.NAMESPACE_URL, words).urn


def calendar_start() -> datetime:
    """The time of the oldest entries of calendars; it is a midnight, when cached pages are renewed anyway."""
    return timezone.make_aware(datetime.combine(timezone.localdate() - CALENDAR_HISTORY, time.min))


def calendar(
    request: UnionRequest, name: str, rows: Iterable[Row], entry: Callable[[UnionRequest, Row], CalendarEntry]
) -> HttpResponse:
    """A calendar file of the rows, each written by `entry`."""
    file = Calendar()
    file.add("prodid", f"-//{request.union.code}//{active_language()}")
    file.add("version", "2.0")
    named = carried(f"{name} – {request.union.current_name}")
    file.add("name", named)
    file.add("x-wr-calname", named)
    file.add("x-wr-timezone", timezone.get_current_timezone_name())
    for row in rows:
        file.add_component(with_carried_texts(entry(request, row)))
    file.add_missing_timezones(first_date=ONE_OFFSET_SINCE)
    return HttpResponse(file.to_ical(), content_type="text/calendar; charset=utf-8")


def with_carried_texts(entry: CalendarEntry) -> CalendarEntry:
    """The entry without signs that a calendar file cannot carry."""
    for name, value in entry.property_items(recursive=False):
        if isinstance(value, vText) and (text := carried(str(value))) != value:
            entry[name] = vText(text, params=value.params)
    return entry


def entry_of(
    request: UnionRequest, row: Any, starts_at: datetime | date, ends_at: datetime | None, status: str
) -> CalendarEntry:
    """An entry with what all have: a permanent ID, and a number that grows with each change.

    Where the hour is not known `starts_at` is a day, and where the end is not known there is none.
    """
    entry = CalendarEntry()
    entry.add("uid", f"{row._meta.model_name}-{row.pk}@{row.union.code}")
    entry.add("sequence", row.version)
    entry.add("dtstamp", row.updated_at)
    entry.add("last-modified", row.updated_at)
    entry.add("dtstart", timezone.localtime(starts_at) if isinstance(starts_at, datetime) else starts_at)
    if ends_at is not None:
        entry.add("dtend", timezone.localtime(ends_at))
    entry.add("status", status)
    entry.add("summary", row.title, parameters={"language": language_of(row, "title")})
    entry.add("url", absolute(request, row.get_absolute_url()))
    if row.place:
        entry.add("location", row.place)
    return entry
