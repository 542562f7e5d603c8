"""Being written."""

from django.contrib.syndication.views import Feed
from django.http import Http404


class NewsFeed(Feed):
    pass


class AnnouncementFeed(Feed):
    pass


class EventFeed(Feed):
    pass


def event_calendar(request):
    raise Http404


def sitemap(request):
    raise Http404
