"""Addresses of what is published; the pages of the tree come last, their words are free."""

from collections.abc import Iterator

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from pages import views
from pages.accessibility.security_txt import security_txt
from pages.api import views as api
from pages.contact.views import contact
from pages.feeds import PublicationFeed
from pages.findability.cards import card, touch_icon
from pages.findability.opensearch import description_of_search
from pages.findability.robots import robots
from pages.findability.sitemap import sitemap
from pages.follow import views as follow
from pages.follow.feeds import FollowFeed
from pages.frame.views import entrance, home
from pages.kinds import KINDS
from pages.links.views import reference
from pages.obligations.views import obligations
from pages.page_kind import FEED, PageKind
from pages.requests import views as requests
from pages.search.completion import completion
from pages.search.views import search
from pages.tree.views import page_detail
from unions.publishing.breadcrumbs import register_section

for _kind in KINDS:
    register_section(_kind.list_name, _kind.title)
register_section("contact", _("Contact"))
register_section("api_page", _("JSON API"), topic="programs", link_label=_("JSON API"))
register_section("document_list", _("Documents"), above="paper_grid")


def addresses_of(kind: PageKind) -> Iterator[URLPattern]:
    """The addresses of a page type: its list, what stands beside it, and the pages of its rows."""
    yield path(kind.route(""), views.publication_list, {"kind": kind}, name=kind.list_name)
    if kind.has_feed:
        yield path(kind.route(FEED, ""), PublicationFeed(kind), name=kind.feed_name)
    for name, (words, view) in kind.more_addresses.items():
        yield path(kind.route(words), view, name=name)
    yield path(kind.route("<slug:slug>", ""), views.publication_detail, {"kind": kind}, name=kind.detail_name)


urlpatterns = [
    path("", home, name="home"),
    path(_("contact/"), contact, name="contact"),
    path(_("contact/message/"), requests.message, name="contact_form"),
    path(_("contact/personal-data/"), requests.data_subject_request, name="data_subject_request"),
    path(_("information-request/"), requests.information_request, name="information_request"),
    path(_("information-request/answered/"), requests.request_log, name="request_log"),
    path(_("information-request/statistics/"), requests.request_statistics, name="request_statistics"),
    path(_("petition/"), requests.petition, name="petition"),
    path(_("complaint/"), requests.complaint, name="complaint"),
    path(_("request-status/"), requests.request_status, name="request_status"),
    path(_("barrier/"), requests.barrier, name="barrier"),
    path(_("search/"), search, name="site_search"),
    path(_("search/suggestions/"), completion, name="search_completion"),
    path(_("follow/"), follow.follow, name="follow"),
    path(_("follow/feed/"), FollowFeed(), name="follow_feed"),
    path(_("follow/confirm/<str:token>/"), follow.follow_confirm, name="follow_confirm"),
    path(_("follow/mine/<str:token>/"), follow.follow_mine, name="follow_mine"),
    path(_("follow/leave/<str:token>/"), follow.follow_leave, name="follow_leave"),
    *(address for kind in KINDS for address in addresses_of(kind)),
    path(_("open-data/api/"), api.api_page, name="api_page"),
    path(_("union/duties-to-publish/"), obligations, name="obligations"),
    path("<path:path>/", page_detail, name="page_detail"),
]

# Addresses that are the same in every language.
unprefixed_urlpatterns = [
    path("b/<slug:name>", reference, name="link_target"),
    path("", entrance, name="entrance"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("api/v1/", api.api_root, name="api_root"),
    path("api/v1/openapi.json", api.api_description, name="api_description"),
    path("api/v1/changes", api.api_changes, name="api_changes"),
    path("api/v1/<str:resource>", api.api_list, name="api_list"),
    path("api/v1/<str:resource>/<str:key>", api.api_object, name="api_object"),
    path("kart/<str:told>.png", card, name="card"),
    path("apple-touch-icon.png", touch_icon, name="touch_icon"),
    path("opensearch-<str:language>.xml", description_of_search, name="opensearch"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
