"""Pages on which the union's own record is kept: what it is called, what it rests on, where it sits, what it is for."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.base import TranslatedAdmin, TranslatedInline, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.tasks import Task, add_url, change_url
from unions.models import (
    ContactPoint,
    Duty,
    Emblem,
    Headquarters,
    HistoryEvent,
    LegalBasis,
    StatuteChange,
    UnionName,
    Unit,
)


@admin.register(UnionName)
class UnionNameAdmin(TranslatedAdmin):
    about = gettext_lazy("The union's current and former names. The name without an end date is the current one.")
    list_display = ["name", "short_name", "start_date", "end_date"]
    search_fields = ["name_tr", "name_en", "short_name"]
    ordering = ["-start_date", "-pk"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", ("start_date", "end_date")]}),
        (gettext_lazy("Adoption of the name"), {"fields": [("decided_on", "approved_on"), "approved_by"]}),
        NOTE_FIELDSET,
    ]


class StatuteChangeInline(TranslatedInline):
    model = StatuteChange
    fields = [
        "subject",
        ("decided_on", "decision"),
        ("approved_on", "approved_by"),
        ("gazette_date", "gazette_number"),
    ]
    autocomplete_fields = ["decision"]


@admin.register(Emblem)
class EmblemAdmin(UnionOwnedAdmin):
    about = gettext_lazy(
        "The emblem at the head of every page. Without one, the initials are drawn in the union's colour."
    )
    list_display = ["__str__", "picture"]
    fieldsets = [(None, {"fields": ["picture"]}), NOTE_FIELDSET]


@admin.register(LegalBasis)
class LegalBasisAdmin(TranslatedAdmin):
    about = gettext_lazy("The laws, decrees and statutes on which the union is based, in the order shown on the site.")
    list_display = ["title", "kind", "number", "date", "gazette_date", "gazette_number", "is_founding_act"]
    list_filter = ["kind"]
    search_fields = ["title_tr", "title_en", "number"]
    inlines = [StatuteChangeInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", ("number", "date"), "is_founding_act", "position"]}),
        (gettext_lazy("Official Gazette"), {"fields": [("gazette_date", "gazette_number")]}),
        (gettext_lazy("Text"), {"fields": ["text", "full_text", "file"]}),
        NOTE_FIELDSET,
    ]


class ContactPointInline(TranslatedInline):
    model = ContactPoint
    fields = ["kind", "value", "label", "position"]
    ordering_field = "position"


@admin.register(Headquarters)
class HeadquartersAdmin(TranslatedAdmin):
    about = gettext_lazy(
        "The union's headquarters and contact details. Telephone numbers are at the bottom of this page."
    )
    list_display = ["__str__", "start_date", "end_date", "confirmed_on"]
    search_fields = ["avenue", "street", "district", "province"]
    ordering = ["-start_date", "-pk"]
    inlines = [ContactPointInline]
    fieldsets = [
        (
            gettext_lazy("Address"),
            {
                "fields": [
                    "neighbourhood",
                    ("avenue", "street"),
                    ("building_number", "floor"),
                    ("district", "province"),
                    "postal_code",
                    "opening_hours",
                    "access",
                    "confirmed_on",
                ]
            },
        ),
        (gettext_lazy("Building"), {"fields": ["building_owner", "directions", ("latitude", "longitude")]}),
        (gettext_lazy("Start and end"), {"fields": [("start_date", "end_date")]}),
        NOTE_FIELDSET,
    ]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        seat = self.get_queryset(request).current().first()
        if seat is None:
            return [*tasks, Task(_("The union's headquarters are not on record."), add_url(Headquarters), True)]
        if not ContactPoint.objects.telephones_of(seat).exists():
            tasks.append(Task(_("No telephone number is on record for the headquarters."), change_url(seat), True))
        if seat.confirmed_on is None:
            tasks.append(Task(_("The address of the headquarters has not been verified."), change_url(seat)))
        return tasks


@admin.register(ContactPoint)
class ContactPointAdmin(TranslatedAdmin):
    about = gettext_lazy("A contact detail of the union. Usually changed on the page of its headquarters.")
    list_display = ["value", "kind", "label", "headquarters"]
    list_select_related = ["headquarters"]
    list_filter = ["kind"]
    search_fields = ["value", "label_tr", "label_en"]
    fieldsets = [(None, {"fields": ["headquarters", "kind", "value", "label", "position"]}), NOTE_FIELDSET]

    def has_module_permission(self, request):
        return False


@admin.register(Duty)
class DutyAdmin(TranslatedAdmin):
    about = gettext_lazy("What the union exists for: its aims and the duties its statute gives it.")
    list_display = ["title", "kind", "position"]
    list_filter = ["kind"]
    search_fields = ["title_tr", "title_en", "text_tr", "text_en"]
    fieldsets = [(None, {"fields": ["kind", "title", "text", "position"]}), NOTE_FIELDSET]


@admin.register(HistoryEvent)
class HistoryEventAdmin(TranslatedAdmin):
    about = gettext_lazy("Events in the union's history that are not recorded elsewhere; they appear in its timeline.")
    list_display = ["title", "date"]
    search_fields = ["title_tr", "title_en", "text_tr", "text_en"]
    fieldsets = [
        (None, {"fields": ["date", "title", "text"]}),
        (gettext_lazy("Picture"), {"fields": ["picture", "picture_alt"]}),
        NOTE_FIELDSET,
    ]


@admin.register(Unit)
class UnitAdmin(TranslatedAdmin):
    about = gettext_lazy("The units of the office with telephone and e-mail, in the order shown on the contact page.")
    list_display = ["name", "phone", "email", "head", "position"]
    search_fields = ["name_tr", "name_en", "head"]
    fieldsets = [
        (None, {"fields": ["name", "duty", ("phone", "email"), ("head", "head_title"), "position"]}),
        NOTE_FIELDSET,
    ]


@admin.register(StatuteChange)
class StatuteChangeAdmin(TranslatedAdmin):
    about = gettext_lazy("A change of the statute. Usually changed on the page of the statute.")
    list_display = ["subject", "decided_on", "approved_on"]
    autocomplete_fields = ["decision"]
    fieldsets = [(None, {"fields": ["statute", *StatuteChangeInline.fields]}), NOTE_FIELDSET]

    def has_module_permission(self, request):
        return False
