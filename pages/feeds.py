"""What feed readers read: one feed for each page type that has one."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from pages.page_kind import PageKind
from pages.publications import Publication
from unions.models import Union
from unions.standards.feeds import NEWEST, UnionFeed, permanent_id


class PublicationFeed(UnionFeed):
    """The newest rows of a page type."""

    def __init__(self, kind: PageKind):
        self.kind = kind

    def feed_guid(self, union: Union) -> str:
        return permanent_id(union, f"{self.kind.name.capitalize()}Feed")

    def about(self) -> str:
        return str(self.kind.title)

    def link(self) -> str:
        return reverse(self.kind.list_name)

    def items(self) -> Iterable[Publication]:
        rows = self.kind.rows().published().select_related("union")
        return rows.order_by(f"-{self.kind.feed_date}", "-pk")[:NEWEST]

    # What is to come was written before its day; what was brought here from elsewhere is as old as its day.
    def item_pubdate(self, row: Publication) -> datetime:
        return row.publish_at or min(first_moment(getattr(row, self.kind.feed_date)), row.created_at)


def first_moment(day: date | datetime) -> datetime:
    return day if isinstance(day, datetime) else timezone.make_aware(datetime.combine(day, time.min))
