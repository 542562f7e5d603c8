"""Addresses of what is published; the pages of the tree come last, their words are free."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from pages import feeds, views
from pages.findability.robots import robots
from pages.findability.sitemap import sitemap
from pages.frame.views import entrance, home
from pages.tree.views import page_detail

urlpatterns = [
    path("", home, name="home"),
    path(_("news/"), views.news_list, name="news_list"),
    path(_("news/feed/"), feeds.NewsFeed(), name="news_feed"),
    path(_("news/<slug:slug>/"), views.news_detail, name="news_detail"),
    path(_("announcements/"), views.announcement_list, name="announcement_list"),
    path(_("announcements/feed/"), feeds.AnnouncementFeed(), name="announcement_feed"),
    path(_("announcements/<slug:slug>/"), views.announcement_detail, name="announcement_detail"),
    path(_("events/"), views.event_list, name="event_list"),
    path(_("events/feed/"), feeds.EventFeed(), name="event_feed"),
    path(_("events/calendar.ics"), feeds.event_calendar, name="event_calendar"),
    path(_("events/<slug:slug>/"), views.event_detail, name="event_detail"),
    path(_("documents/"), views.document_list, name="document_list"),
    path(_("documents/<slug:slug>/"), views.document_detail, name="document_detail"),
    path(_("galleries/"), views.gallery_list, name="gallery_list"),
    path(_("galleries/<slug:slug>/"), views.gallery_detail, name="gallery_detail"),
    path("<path:path>/", page_detail, name="page_detail"),
]

# Addresses that are the same in every language.
unprefixed_urlpatterns = [
    path("", entrance, name="entrance"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
