"""The feed of whatever can be followed: a list with its filters, an organ, a member, a search."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.html import escape

from pages.follow.topics import Topic, page_of, published_at, title_of, topic_of
from unions.lists import parameters
from unions.standards.feeds import UnionFeed, permanent_id
from unions.tenancy.requests import UnionRequest
from unions.text.richtext import plain_text


class FollowFeed(UnionFeed):
    """The newest rows of what stands at an address of the site."""

    def get_object(self, request: UnionRequest) -> Any:  # type: ignore[override]  # of a topic, not of the union
        topic = topic_of(request.union, parameters.read(request.GET, "address") or reverse("home"))
        if topic is None:
            raise Http404("Nothing stands there that can be followed.")
        topic.union = request.union
        return topic

    def title(self, topic: Topic) -> str:  # type: ignore[override]  # of a topic, not of the union
        return f"{topic.title} – {topic.union.current_name}"

    def link(self, topic: Topic) -> str:
        return topic.path

    def feed_guid(self, topic: Topic) -> str:  # type: ignore[override]  # of a topic, not of the union
        return permanent_id(topic.union, "FollowFeed", topic.path)

    def author_name(self, topic: Topic) -> str:  # type: ignore[override]  # of a topic, not of the union
        return str(topic.union.current_name)

    def items(self, topic: Topic) -> Iterable[Any]:
        rows = topic.newest()
        for row in rows:
            row.union = topic.union
        return rows

    def item_title(self, row: Any) -> str:
        return title_of(row)

    def item_description(self, row: Any) -> str:
        text = getattr(row, "summary", "") or plain_text(getattr(row, "text", "") or getattr(row, "body", ""))
        return escape(truncatewords(text, 60))

    def item_pubdate(self, row: Any) -> datetime:
        return published_at(row)

    def item_link(self, row: Any) -> str:
        return page_of(row)
