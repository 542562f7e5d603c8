"""Addresses of members and of the organs, which show who sits in them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from members import views

urlpatterns = [
    path(_("organs/"), views.organ_list, name="organ_list"),
    path(_("organs/<slug:slug>/"), views.organ_detail, name="organ_detail"),
    path(_("members/"), views.member_list, name="member_list"),
    path(_("members/<slug:slug>/"), views.member_detail, name="member_detail"),
]
