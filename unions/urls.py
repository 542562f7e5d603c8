"""Addresses of the institution; the words are translated, the names of the addresses are not."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from unions.institution import views as institution
from unions.papers import feeds
from unions.papers import views as papers
from unions.publishing.breadcrumbs import register_section

register_section("union_detail", _("The union"))
register_section("paper_grid", _("Annual documents"))

urlpatterns = [
    path(_("union/"), institution.union_detail, name="union_detail"),
    path(_("union/duties/"), institution.union_duties, name="union_duties"),
    path(_("union/legal-basis/"), institution.union_legal_basis, name="union_legal_basis"),
    path(_("union/history/"), institution.union_history, name="union_history"),
    path(_("documents/annual/"), papers.paper_grid, name="paper_grid"),
    path(_("budget/"), papers.budget, name="budget"),
    path(_("documents/annual/feed/"), feeds.PaperFeed(), name="paper_feed"),
    path(_("documents/annual/<int:year>/<slug:word>/"), papers.paper_detail, name="paper_detail"),
]

# Addresses that are the same in every language.
unprefixed_urlpatterns = [
    path("e/<slug:citation>", papers.paper_short, name="paper_short"),
    path("renk-<int:hue>-<int:second>.css", institution.accent_stylesheet, name="accent_stylesheet"),
    path("amblem-<int:hue>-<str:initials>.svg", institution.drawn_emblem, name="drawn_emblem"),
    path("favicon.ico", institution.favicon, name="favicon"),
    path("dosya/<path:path>", institution.stored_file, name="stored_file"),
]
