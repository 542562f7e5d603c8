"""Pages on which the organs, their powers and their terms are kept."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.base import TranslatedAdmin, TranslatedInline, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.tasks import Task, add_url
from unions.models import Organ, OrganPower, Statute, Term


class OrganPowerInline(TranslatedInline):
    model = OrganPower
    fields = ["text", "position"]
    ordering_field = "position"


@admin.register(Organ)
class OrganAdmin(TranslatedAdmin):
    about = gettext_lazy(
        "The bodies that act for the union: how they are composed, when they meet and what powers they have."
    )
    list_display = ["title", "kind", "seat_count", "meeting_months", "position"]
    list_filter = ["kind"]
    search_fields = ["title_tr", "title_en"]
    inlines = [OrganPowerInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "summary", "position"]}),
        (
            gettext_lazy("Composition and term"),
            {"fields": ["composition", ("seat_count", "term_years"), "term_rule"]},
        ),
        (gettext_lazy("Meetings and decisions"), {"fields": ["meeting_rule", "meeting_months", "decision_series"]}),
        (gettext_lazy("Address"), {"fields": ["addresses", "slug"], "classes": ["collapse"]}),
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        for kind in self.get_queryset(request).missing_by_law():
            text = _("An organ required by law is missing: %(organ)s.") % {"organ": kind.label}
            tasks.append(Task(text, f"{add_url(Organ)}?kind={kind}", True))
        return tasks


@admin.register(OrganPower)
class OrganPowerAdmin(TranslatedAdmin):
    about = gettext_lazy("A power of an organ. Usually changed on the page of the organ.")
    list_display = ["text", "organ", "position"]
    list_filter = ["organ"]
    list_select_related = ["organ"]
    search_fields = ["text_tr", "text_en"]
    fieldsets = [(None, {"fields": ["organ", "text", "position"]}), NOTE_FIELDSET]

    def has_module_permission(self, request):
        return False


@admin.register(Term)
class TermAdmin(UnionOwnedAdmin):
    about = gettext_lazy("The period between two local elections for which the members of the organs hold office.")
    list_display = ["__str__", "start_date", "end_date"]
    fieldsets = [(None, {"fields": [("start_date", "end_date")]}), NOTE_FIELDSET]
    ordering = ["-start_date"]


@admin.register(Statute)
class StatuteAdmin(UnionOwnedAdmin):
    about = gettext_lazy(
        "The numbers that the law leaves to the union's statute, each with the article of the statute."
    )
    list_display = ["__str__", "seat_rule", "executive_size"]
    fieldsets = [
        (
            gettext_lazy("Elected seats"),
            {
                "fields": [
                    "seat_rule",
                    "seats_fixed",
                    ("council_first", "council_step"),
                    "population_bands",
                    ("seats_town", "seats_province", "seats_metropolitan"),
                    "share_bands",
                    "substitute_rounding",
                    "seat_article",
                ]
            },
        ),
        (gettext_lazy("Executive committee"), {"fields": ["executive_size", "executive_article"]}),
        (
            gettext_lazy("Annual documents"),
            {"fields": ["owes_strategic_plan", "strategic_plan_years", "owes_performance_programme", "plan_article"]},
        ),
        NOTE_FIELDSET,
    ]
