"""Addresses of members and of the organs, which show who sits in them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from members import check_views, embed, open_data, popolo, views
from members.oparl import views as oparl

urlpatterns = [
    path(_("organs/"), views.organ_list, name="organ_list"),
    path(_("organs/<slug:slug>/"), views.organ_detail, name="organ_detail"),
    path(_("meetings/<int:year>/<slug:slug>/"), views.meeting_detail, name="meeting_detail"),
    path(_("people/<int:pk>/"), views.person_detail, name="person_detail"),
    path(_("listing-check/"), check_views.listing_check, name="listing_check"),
    path(_("listing-check/new-link/"), check_views.listing_check_renew, name="listing_check_renew"),
    path(_("listing-check/<slug:token>/"), check_views.listing_check_link, name="listing_check_link"),
    path(_("members/"), views.member_list, name="member_list"),
    # Before the members themselves: none of them is called so.
    path(_("members/map/"), views.member_map, name="member_map"),
    path(_("members/history/"), views.member_history, name="member_history"),
    path(_("members/<slug:slug>/"), views.member_detail, name="member_detail"),
    path(_("members/<slug:slug>/card/"), embed.member_embed, name="member_embed"),
    path(_("open-data/"), open_data.open_data, name="open_data"),
    path(_("open-data/sha256.txt"), open_data.open_data_checksums, name="open_data_checksums"),
    path(_("open-data/dictionary.json"), open_data.open_data_dictionary, name="open_data_dictionary"),
    path(_("open-data/<slug:word>.<slug:extension>"), open_data.open_data_file, name="open_data_file"),
]

# Open standards, one document or system a language; their words are those of the standards.
unprefixed_urlpatterns = [
    path("oparl/<str:language>/", oparl.system, name="oparl_system"),
    path("oparl/<str:language>/<slug:word>/", oparl.object_list, name="oparl_list"),
    path("oparl/<str:language>/<slug:word>/<slug:key>/", oparl.object_detail, name="oparl_object"),
    path("popolo/<str:language>.json", popolo.popolo, name="popolo"),
]
