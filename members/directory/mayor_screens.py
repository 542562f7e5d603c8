"""The screen that settles a difference between the mayor in a listing and the one in the seat."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from members.directory.models import Listing, ListingQuerySet
from members.people.mayors import SINCE_LABEL, Change, differences, settle
from unions.admin.kit.notes import notes_about
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import MOST_NAMED, Task
from unions.tenancy.requests import UnionRequest
from unions.text.partial_dates import PartialDateFormField


class SinceForm(forms.Form):
    """Since when the listing's mayor holds the seat."""

    since = PartialDateFormField(label=SINCE_LABEL, required=False)


class MayorScreens(Screens):
    """Adds the screen about one listing's mayor to the admin of listings."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.mayor)
        return [path("<path:object_id>/baskan/", view, name="members_listing_mayor"), *super().get_urls()]

    def mayor(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """Which of two names is right: one click for the seat, a day and a click for the listing."""
        listing: Listing | None = self.get_object(request, unquote(object_id))
        if listing is None:
            raise Http404
        if not self.has_change_permission(request, listing):
            raise PermissionDenied
        found = differences([listing])
        form = SinceForm(request.POST or None)
        if request.method == "POST" and found and form.is_valid():
            is_listing_right = request.POST.get("right") == "listing"
            change = Change(listing.mayor, form.cleaned_data["since"]) if is_listing_right else None
            try:
                settle(listing, change, by=request.user)
            except ValidationError as error:
                form.add_error("since", error)
            else:
                messages.success(request, _("Listing and seat now name the same mayor."))
                return HttpResponseRedirect(request.path)
        context: dict[str, Any] = {"listing": listing, "difference": found[0] if found else None, "form": form}
        title = _("Who is mayor of %(name)s?") % {"name": listing}
        return self.screen(request, "admin/people/mayor.html", title, **context)


def mayor_url(listing: Listing) -> str:
    return reverse("admin:members_listing_mayor", args=[listing.pk])


def mayor_tasks(listings: ListingQuerySet) -> list[Task]:
    """A line for each member whose listing and seat name different mayors."""
    found = differences(listings.exclude(mayor="").select_related("municipality__province"))
    return [task_of(each.listing, str(each.seat.person)) for each in found[:MOST_NAMED]]


def task_of(listing: Listing, seated: str) -> Task:
    text = _("%(municipality)s: the listing names %(listed)s as mayor, the seat in the assembly %(seated)s.")
    words = {"municipality": listing, "listed": listing.mayor, "seated": seated}
    return Task(text % words, mayor_url(listing), is_overdue=True)


@notes_about(Listing)
def of_listing(listing: Listing) -> list[Task]:
    return [task_of(listing, str(each.seat.person)) for each in differences([listing])]
