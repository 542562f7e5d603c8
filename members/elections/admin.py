"""The screens of the step after the local elections: what ends, one confirmation, who has reported."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.elections import overview, step
from members.elections.models import Elections
from members.exchange.models import ImportRun
from members.exchange.writing import Refused
from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.rights import AsItHappened
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import Task, add_url, change_url
from unions.models.versions import StaleVersion
from unions.tenancy.requests import UnionRequest
from unions.text.dates import DayFormField
from unions.text.turkish import format_date
from unions.values.fields import PersonNameFormField

STAYS, NEW, UNKNOWN = "stays", "new", ""
CHOICES = [
    (UNKNOWN, gettext_lazy("not known yet")),
    (STAYS, gettext_lazy("the same mayor")),
    (NEW, gettext_lazy("a new mayor:")),
]


class StepForm(forms.Form):
    """The day of the elections and, member by member, what is known of the mayor."""

    held_on = DayFormField(label=gettext_lazy("Day of the elections"))

    def __init__(self, data=None, *, held_on):
        super().__init__(data, initial={"held_on": held_on})
        self.ending = step.seats_that_end(held_on)
        for seat in self.ending.by_office:
            key = seat.municipality_id
            self.fields[f"mayor_{key}"] = forms.ChoiceField(
                label=str(seat.municipality), choices=CHOICES, required=False
            )
            self.fields[f"name_{key}"] = PersonNameFormField(
                label=_("Name of the new mayor of %(name)s") % {"name": seat.municipality},
                max_length=120,
                required=False,
            )

    def rows(self) -> list[tuple]:
        """Each seat by office with the two fields about its mayor."""
        return [
            (seat, self[f"mayor_{seat.municipality_id}"], self[f"name_{seat.municipality_id}"])
            for seat in self.ending.by_office
        ]

    def clean(self):
        cleaned = super().clean()
        for seat in self.ending.by_office:
            key = seat.municipality_id
            choice, name = cleaned.get(f"mayor_{key}"), cleaned.get(f"name_{key}")
            if choice == NEW and not name and f"name_{key}" not in self.errors:
                self.add_error(f"name_{key}", ValidationError(_("Enter the name."), code="name_missing"))
            elif choice != NEW and name:
                text = _("You entered a name. Choose “a new mayor”, or delete the name.")
                self.add_error(f"name_{key}", ValidationError(text, code="contradiction"))
        return cleaned

    def mayors(self) -> dict[int, step.Mayor]:
        keys = [seat.municipality_id for seat in self.ending.by_office if seat.municipality_id]
        values = self.cleaned_data
        return {key: step.Mayor(stays=values[f"mayor_{key}"] == STAYS, name=values[f"name_{key}"]) for key in keys}


@admin.register(Elections)
class ElectionsAdmin(AsItHappened, Screens, UnionOwnedAdmin):
    about = gettext_lazy("What one step changes after local elections: seats that end, the new term, the new assembly.")
    list_display = ["held_on", "state", "ended_count", "kept_count"]
    ordering = ["-held_on", "-pk"]
    fields = ["held_on", "state"]
    actions = None

    def has_add_permission(self, request):
        return UnionOwnedAdmin.has_add_permission(self, request)

    def start_page_tasks(self, request):
        today = timezone.localdate()
        if not step.is_due(today):
            return []
        text = _("Local elections were held on %(day)s: end the seats of the old term and ask the members.")
        return [Task(text % {"day": format_date(step.last_elections(today))}, add_url(Elections), is_overdue=True)]

    def add_view(self, request, form_url="", extra_context=None):
        """What ends and what is kept, and one confirmation."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        held_on = self.day_of(request)
        form = StepForm(request.POST if request.method == "POST" else None, held_on=held_on)
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["held_on"] != held_on:
                return HttpResponseRedirect(f"{request.path}?day={form.cleaned_data['held_on'].isoformat()}")
            elections = self.carried_out(request, form)
            if elections:
                messages.success(request, _("The step has been carried out. Now ask the members."))
                return HttpResponseRedirect(change_url(elections))
        usual = step.last_elections(timezone.localdate())
        context = {
            "form": form,
            "held_on": held_on,
            "is_usual_day": held_on == usual,
            "ending": form.ending,
        }
        return self.screen(request, "admin/elections/step.html", _("After the local elections"), **context)

    def day_of(self, request: UnionRequest):
        try:
            return DayFormField().clean(request.GET.get("day", ""))
        except ValidationError:
            return step.last_elections(timezone.localdate())

    def carried_out(self, request: UnionRequest, form: StepForm) -> Elections | None:
        """The step as it was stored; None where the form says why not."""
        elections = Elections(held_on=form.cleaned_data["held_on"])
        try:
            step.refuse_early(elections.held_on)
            return step.carry_out(elections, form.mayors(), by=request.user)
        except ValidationError as error:
            for message in error.messages:
                form.add_error(None, message)
        except (StaleVersion, IntegrityError):
            form.add_error(None, _("Someone else has changed a seat meanwhile. Nothing was saved; please check again."))
        return None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """How far the members have reported, and the way back."""
        elections: Elections = self.visible(request, object_id)
        if request.method == "POST":
            if not self.has_change_permission(request, elections):
                raise PermissionDenied
            self.take_back(request, elections)
            return HttpResponseRedirect(request.path)
        members = overview.reported_members(elections)
        context = {
            "elections": elections,
            "members": members,
            "answered": sum(member.has_answered for member in members),
            "complete": sum(member.is_complete for member in members),
            "composition": (composition := overview.assembly_of_today()),
            "rounds": overview.votes_needed(composition.expected or composition.filled) if composition else [],
            "round_url": run_url(elections),
            "import_url": add_url(ImportRun) if request.user.has_perm("members.add_importrun") else "",
            "may_undo": elections.state == Elections.State.DONE and self.has_change_permission(request, elections),
        }
        title = _("Local elections of %(day)s") % {"day": elections}
        return self.screen(request, "admin/elections/overview.html", title, **context)

    def take_back(self, request: UnionRequest, elections: Elections) -> None:
        try:
            step.undo(elections, by=request.user)
        except Refused as refused:
            text = _("Nothing was undone. %(reasons)s")
            messages.error(request, text % {"reasons": " ".join(refused.reasons[:10])})
        else:
            messages.success(request, _("The step has been undone; everything is as it was before."))


def run_url(elections: Elections) -> str:
    key = elections.check_round_id
    return reverse("admin:members_checkround_run", args=[key]) if key else ""
