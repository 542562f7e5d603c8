"""Addresses of members and of the organs, which show who sits in them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from members.checks import views as checks
from members.directory import embed
from members.directory import views as directory
from members.meetings import decision_views as decisions
from members.meetings import feeds
from members.meetings import views as meetings
from members.membership import views as membership
from members.people import views as people
from members.standards import popolo
from members.standards.oparl import views as oparl
from members.standards.open_data import dcat
from members.standards.open_data import views as open_data
from unions.publishing.breadcrumbs import register_section

register_section("organ_list", _("Organs"))
register_section("meeting_list", _("Meetings"))
register_section("decision_list", _("Decisions"))
register_section("open_data", _("Open data"), topic="figures", link_label=_("All figures as data"))
register_section("member_list", _("Members"), topic="members", link_label=_("List of members"))

urlpatterns = [
    path(_("organs/"), people.organ_list, name="organ_list"),
    path(_("president/"), people.president, name="president_page"),
    path(_("organs/<slug:slug>/"), people.organ_detail, name="organ_detail"),
    path(_("meetings/"), meetings.meeting_list, name="meeting_list"),
    path(_("meetings/calendar.ics"), feeds.meeting_calendar, name="meeting_calendar"),
    path(_("meetings/<slug:slug>/calendar.ics"), feeds.meeting_calendar, name="organ_calendar"),
    path(_("meetings/<int:year>/<slug:slug>/"), meetings.meeting_detail, name="meeting_detail"),
    path(_("meetings/<int:year>/<slug:slug>/calendar.ics"), feeds.one_meeting_calendar, name="meeting_entry"),
    path(_("decisions/"), decisions.decision_list, name="decision_list"),
    path(_("decisions/feed/"), feeds.DecisionFeed(), name="decision_feed"),
    path(_("decisions/<int:year>/<slug:reference>/"), decisions.decision_detail, name="decision_detail"),
    path(_("people/<int:pk>/"), people.person_detail, name="person_detail"),
    path(_("listing-check/"), checks.listing_check, name="listing_check"),
    path(_("listing-check/new-link/"), checks.listing_check_renew, name="listing_check_renew"),
    path(_("listing-check/<slug:token>/"), checks.listing_check_link, name="listing_check_link"),
    path(_("members/"), directory.member_list, name="member_list"),
    # Before the members themselves: none of them is called so.
    path(_("members/map/"), directory.member_map, name="member_map"),
    path(_("members/history/"), membership.member_history, name="member_history"),
    path(_("members/<slug:slug>/"), directory.member_detail, name="member_detail"),
    path(_("members/<slug:slug>/card/"), embed.member_embed, name="member_embed"),
    path(_("open-data/"), open_data.open_data, name="open_data"),
    path(_("open-data/sha256.txt"), open_data.open_data_checksums, name="open_data_checksums"),
    path(_("open-data/dictionary.json"), open_data.open_data_dictionary, name="open_data_dictionary"),
    path(_("open-data/<slug:word>.<slug:extension>"), open_data.open_data_file, name="open_data_file"),
]

# The same in every language: the short addresses of decisions.
# Open standards, one document or system a language; their words are those of the standards.
unprefixed_urlpatterns = [
    path("k/<slug:citation>", decisions.decision_short, name="decision_short"),
    path("oparl/<str:language>/", oparl.system, name="oparl_system"),
    path("oparl/<str:language>/<slug:word>/", oparl.object_list, name="oparl_list"),
    path("oparl/<str:language>/<slug:word>/<slug:key>/", oparl.object_detail, name="oparl_object"),
    path("dcat/catalogue.<str:extension>", dcat.catalogue, name="dcat_catalogue"),
    path("popolo/<str:language>.json", popolo.popolo, name="popolo"),
]
