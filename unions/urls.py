"""Addresses of the institution; the words are translated, the names of the addresses are not."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from unions import feeds, views

urlpatterns = [
    path(_("union/"), views.union_detail, name="union_detail"),
    path(_("union/duties/"), views.union_duties, name="union_duties"),
    path(_("union/legal-basis/"), views.union_legal_basis, name="union_legal_basis"),
    path(_("union/history/"), views.union_history, name="union_history"),
    path(_("meetings/"), views.meeting_list, name="meeting_list"),
    path(_("meetings/calendar.ics"), feeds.meeting_calendar, name="meeting_calendar"),
    path(_("meetings/<slug:slug>/calendar.ics"), feeds.meeting_calendar, name="organ_calendar"),
    path(_("decisions/"), views.decision_list, name="decision_list"),
    path(_("decisions/feed/"), feeds.DecisionFeed(), name="decision_feed"),
    path(_("decisions/<int:year>/<slug:reference>/"), views.decision_detail, name="decision_detail"),
    path(_("documents/annual/"), views.paper_grid, name="paper_grid"),
    path(_("documents/annual/feed/"), feeds.PaperFeed(), name="paper_feed"),
    path(_("documents/annual/<int:year>/<slug:word>/"), views.paper_detail, name="paper_detail"),
]

# Addresses that are the same in every language.
unprefixed_urlpatterns = [
    path("k/<slug:citation>", views.decision_short, name="decision_short"),
    path("e/<slug:citation>", views.paper_short, name="paper_short"),
    path("renk-<int:hue>.css", views.accent_stylesheet, name="accent_stylesheet"),
    path("dosya/<path:path>", views.stored_file, name="stored_file"),
]
