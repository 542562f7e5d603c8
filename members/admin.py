"""Pages on which a union keeps its members, the people in its organs, and looks up the reference data."""

from datetime import date

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.admin import TranslationAdmin

from members import (  # noqa: F401  each registers its own pages
    check_admin,
    exchange_admin,
    meeting_admin,
)
from members.composition import composition_of
from members.models import Listing, Membership, Municipality, OfficeHolder, Person, Province
from unions.admin.base import GuardedAdmin, InTwoLanguages, TranslatedAdmin, UnionOwnedAdmin
from unions.admin.filters import ChoiceFilter
from unions.admin.institution import NOTE_FIELDSET
from unions.admin.tasks import Count, Task, add_url, list_url
from unions.models import Organ
from unions.turkish import format_number

# The start page names the first of them; the lists behind it show the rest.
FINDINGS_SHOWN = 10


class CurrentFilter(ChoiceFilter):
    """Today's rows, and those that have ended."""

    title = gettext_lazy("time")
    parameter_name = "time"
    labels = {"current": gettext_lazy("today"), "past": gettext_lazy("past")}

    def queryset(self, request, queryset):
        return {"current": queryset.current, "past": queryset.past}.get(self.value(), queryset.all)()


@admin.register(Province)
class ProvinceAdmin(InTwoLanguages, GuardedAdmin, TranslationAdmin):
    about = gettext_lazy("The 81 provinces: reference data shared by all unions of this installation.")
    list_display = ["name", "plate", "region", "is_metropolitan", "inhabitants"]
    list_filter = ["is_metropolitan"]
    search_fields = ["name"]
    ordering = ["sort_key"]
    fieldsets = [
        (None, {"fields": [("plate", "name"), "slug", "region", "is_metropolitan"]}),
        (gettext_lazy("Statistics"), {"fields": [("population", "area"), ("latitude", "longitude")]}),
    ]

    @admin.display(description=gettext_lazy("population"), ordering="population")
    def inhabitants(self, province):
        return figure(province.population)


@admin.register(Municipality)
class MunicipalityAdmin(GuardedAdmin):
    about = gettext_lazy("The municipalities of Türkiye: reference data shared by all unions of this installation.")
    list_display = ["name", "province", "kind", "inhabitants", "closed_on"]
    list_filter = ["kind"]
    list_select_related = ["province"]
    search_fields = ["name", "province__name", "district_name"]
    autocomplete_fields = ["province", "successor"]
    ordering = ["sort_key", "pk"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "province", "district_name", ("code", "slug")]}),
        (gettext_lazy("Statistics"), {"fields": [("population", "area"), ("latitude", "longitude")]}),
        (gettext_lazy("Closed"), {"fields": ["closed_on", "successor"]}),
    ]

    @admin.display(description=gettext_lazy("population"), ordering="population")
    def inhabitants(self, municipality):
        return figure(municipality.population)


@admin.register(Membership)
class MembershipAdmin(TranslatedAdmin):
    about = gettext_lazy("Which municipalities belong to the union, since when and until when, and by which decisions.")
    list_display = ["municipality", "province", "start_date", "end_date", "evidence_on"]
    list_filter = [CurrentFilter]
    list_select_related = ["municipality__province"]
    search_fields = ["municipality__name", "municipality__province__name"]
    autocomplete_fields = ["municipality", "acceptance"]
    ordering = ["municipality__sort_key", "-start_date"]
    fieldsets = [
        (None, {"fields": ["municipality", ("start_date", "end_date")]}),
        (
            gettext_lazy("Joining"),
            {"fields": [("council_decided_on", "council_decision_number"), "acceptance", "evidence", "evidence_on"]},
        ),
        (
            gettext_lazy("Leaving"),
            {"fields": [("leaving_decided_on", "leaving_decision_number"), "leaving_reason"]},
        ),
        NOTE_FIELDSET,
    ]

    @admin.display(description=gettext_lazy("province"), ordering="municipality__province__sort_key")
    def province(self, membership):
        return membership.municipality.province

    def start_page_counts(self, request):
        number = self.get_queryset(request).current().count()
        return [Count(_("members"), number, list_url(Membership, time="current"))]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        number = self.get_queryset(request).outliving_their_municipality().count()
        if number:
            text = ngettext(
                "One municipality has been closed, but its membership is still open.",
                "%(number)s municipalities have been closed, but their memberships are still open.",
                number,
            )
            tasks.append(Task(text % {"number": number}, list_url(Membership, time="past")))
        return tasks


@admin.register(Listing)
class ListingAdmin(TranslatedAdmin):
    about = gettext_lazy("The union's listing of a municipality: mayor, telephone, address, crest.")
    list_display = ["municipality", "mayor", "phone", "email", "confirmed_on"]
    list_select_related = ["municipality__province"]
    search_fields = ["municipality__name", "mayor", "phone", "email"]
    autocomplete_fields = ["municipality"]
    ordering = ["municipality__sort_key"]
    fieldsets = [
        (None, {"fields": ["municipality", "mayor", ("phone", "fax"), ("email", "website"), "address"]}),
        (gettext_lazy("Text and crest"), {"fields": ["text", "crest"]}),
        (gettext_lazy("Confirmation"), {"fields": ["confirmed_on"]}),
        NOTE_FIELDSET,
    ]


@admin.register(Person)
class PersonAdmin(TranslatedAdmin):
    about = gettext_lazy("People who hold or have held office in the union. Their offices are recorded separately.")
    list_display = ["name", "title"]
    search_fields = ["name", "title"]
    ordering = ["sort_key", "pk"]
    fieldsets = [(None, {"fields": [("title", "name"), "text", "picture"]}), NOTE_FIELDSET]


@admin.register(OfficeHolder)
class OfficeHolderAdmin(UnionOwnedAdmin):
    about = gettext_lazy("Who sits in which organ, on behalf of which member, and for how long.")
    list_display = ["person", "role", "organ", "municipality", "seat", "start_date", "end_date"]
    list_filter = [CurrentFilter, "organ", "role", "seat", "term"]
    list_select_related = ["person", "organ", "municipality__province"]
    search_fields = ["person__name", "municipality__name"]
    autocomplete_fields = ["person", "municipality"]
    ordering = ["role_order", "position", "person__sort_key"]
    fieldsets = [
        (None, {"fields": ["person", "organ", ("role", "seat"), "municipality", "is_outsider", "position"]}),
        (gettext_lazy("Start and end"), {"fields": ["term", ("start_date", "end_date"), "end_reason"]}),
        NOTE_FIELDSET,
    ]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        presidents = self.get_queryset(request).current().filter(role=OfficeHolder.Role.PRESIDENT)
        if not presidents.exists():
            text = _("No president is on record.")
            tasks.append(Task(text, f"{add_url(OfficeHolder)}?role=president", True))
        return [*tasks, *composition_tasks(timezone.localdate())]


def composition_tasks(day: date) -> list[Task]:
    """What law and statute miss in each organ as it sits on that day; what is certain first, and not too much of it."""
    tasks = [
        Task(
            f"{organ}: {found.text}",
            list_url(OfficeHolder, time="current", organ__id__exact=organ.pk),
            is_overdue=found.is_certain,
        )
        for organ in Organ.objects.all()
        for found in composition_of(organ, day).findings
    ]
    tasks.sort(key=lambda task: not task.is_overdue)
    if len(tasks) <= FINDINGS_SHOWN:
        return tasks
    rest = len(tasks) - FINDINGS_SHOWN + 1
    text = ngettext(
        "Composition of the organs: %(number)s more finding",
        "Composition of the organs: %(number)s more findings",
        rest,
    )
    further = Task(
        text % {"number": rest}, list_url(OfficeHolder, time="current"), tasks[FINDINGS_SHOWN - 1].is_overdue
    )
    return [*tasks[: FINDINGS_SHOWN - 1], further]


def figure(number: int | None) -> str:
    return "" if number is None else format_number(number)
