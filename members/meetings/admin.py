"""Pages on which meetings, their agendas and decisions are recorded."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.meetings.admin_filters import MinutesFilter, OutcomeFilter, ResultsFilter, SendingFilter, SummaryFilter
from members.meetings.meeting_screens import links_of
from members.meetings.models import Attendance, RollCallVote
from members.meetings.office_tasks import decision_tasks, meeting_tasks
from members.meetings.preparation_views import PreparationViews
from members.meetings.printing_views import PrintingViews
from members.meetings.results_views import ROLL_CALL, ResultsViews
from unions.admin.kit.base import TranslatedAdmin, TranslatedInline, UnionOwnedAdmin
from unions.admin.kit.fieldsets import ADDRESS_FIELDSET, NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.filters import YearFilter
from unions.admin.kit.tasks import Count, list_url
from unions.models import AgendaItem, AgendaPaper, CourtRuling, Decision, Meeting, Subject

if TYPE_CHECKING:
    # It is mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin

    from unions.admin.kit.fieldsets import Fieldset
else:
    OfModelAdmin = object

OVERRIDE_FIELDSET: "Fieldset" = (
    gettext_lazy("Departing from a rule"),
    {"fields": ["override_reason"], "classes": ["collapse"]},
)


class AgendaPaperInline(TranslatedInline):
    model = AgendaPaper
    fields = ["title", "file", "position"]
    ordering_field = "position"


class AgendaItemInline(TranslatedInline):
    model = AgendaItem
    fields = ["title", "text", "is_outside_call", "quorum_lost", "number"]
    ordering_field = "number"


class CourtRulingInline(TranslatedInline):
    model = CourtRuling
    fields = ["kind", "court", "file_number", "ruling_number", "ruled_on", "lifted_on", "note"]


class WarnsOfFindings(OfModelAdmin):
    """Warns the clerk of the rules that a saved record breaks, where breaking them does not prevent saving."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if derivation := getattr(form.instance, "derivation", ""):
            messages.info(request, derivation)
        for finding in form.instance.findings():
            messages.warning(request, finding.text)


@admin.register(Meeting)
class MeetingAdmin(PreparationViews, ResultsViews, PrintingViews, WarnsOfFindings, TranslatedAdmin):
    about = gettext_lazy("The meetings of the organs, from the call and the agenda to the minutes.")
    change_list_template = "admin/meetings/meeting_list.html"
    change_form_template = "admin/meetings/meeting_form.html"
    list_display = ["title", "organ", "starts_at", "kind", "state", "status"]
    list_filter = ["organ", "kind", "state", YearFilter, MinutesFilter, ResultsFilter]
    list_select_related = ["organ"]
    date_hierarchy = "starts_at"
    search_fields = ["title_tr", "title_en", "place_tr", "place_en"]
    inlines = [AgendaItemInline]
    fieldsets = [
        (None, {"fields": ["organ", "term", "title", ("kind", "state")]}),
        (
            gettext_lazy("When and where"),
            {"fields": [("starts_at", "precision"), "ends_at", "second_call_at", "called_on", "place", "chaired_by"]},
        ),
        (gettext_lazy("Quorum"), {"fields": ["sitting_of", "full_number"], "classes": ["collapse"]}),
        (gettext_lazy("Text and minutes"), {"fields": ["text", "call_letter", "minutes"]}),
        OVERRIDE_FIELDSET,
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def get_urls(self):
        def guarded(view):
            return self.admin_site.admin_view(view)

        return [
            path("hazirla/", guarded(self.prepare), name="unions_meeting_prepare"),
            path("karar-defteri/", guarded(self.decision_book), name="unions_meeting_book"),
            path("<path:object_id>/sonuclar/", guarded(self.results), name="unions_meeting_results"),
            path("<path:object_id>/cagri/", guarded(self.call), name="unions_meeting_call"),
            path("<path:object_id>/hazirun/", guarded(self.attendance_sheet), name="unions_meeting_sheet"),
            path("<path:object_id>/tutanak/", guarded(self.minutes_draft), name="unions_meeting_minutes"),
            *super().get_urls(),
        ]

    def choice_label(self, row):
        return f"{row.title} ({row.known_date.display()})"

    def start_page_numbers_now(self, request):
        rows = self.get_queryset(request)
        return {"upcoming": rows.upcoming(), "without minutes": rows.without_minutes()}

    def start_page_counts(self, request):
        number = self.number_of(request, "upcoming")
        return [Count(_("upcoming meetings"), number, list_url(Meeting))]

    def start_page_tasks(self, request):
        tasks = meeting_tasks(self.get_queryset(request), self.number_of(request, "without minutes"))
        return [*super().start_page_tasks(request), *tasks]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["meeting_links"] = links_of(obj) if change else []
        return super().render_change_form(request, context, add, change, form_url, obj)


@admin.register(AgendaItem)
class AgendaItemAdmin(TranslatedAdmin):
    about = gettext_lazy("An item of an agenda. Usually changed on the page of the meeting.")
    list_display = ["__str__", "meeting"]
    list_select_related = ["meeting"]
    search_fields = ["title_tr", "title_en", "meeting__title_tr", "meeting__year"]
    autocomplete_fields = ["meeting"]
    counted_for_next = ["number"]
    ordering = ["-meeting__starts_at", "number"]
    inlines = [AgendaPaperInline]
    fieldsets = [
        (None, {"fields": ["meeting", "number", "title", "text", ("is_outside_call", "quorum_lost")]}),
        NOTE_FIELDSET,
    ]

    def choice_label(self, row):
        return f"{row} ({row.meeting.title}, {row.meeting.known_date.display()})"

    def has_module_permission(self, request):
        return False


@admin.register(AgendaPaper)
class AgendaPaperAdmin(TranslatedAdmin):
    about = gettext_lazy("A document submitted to a meeting. Usually changed on the page of the agenda item.")
    list_display = ["title", "agenda_item"]
    list_select_related = ["agenda_item"]
    search_fields = ["title_tr", "title_en"]
    autocomplete_fields = ["agenda_item"]
    fieldsets = [(None, {"fields": ["agenda_item", "title", "file", "position"]}), NOTE_FIELDSET]

    def has_module_permission(self, request):
        return False


@admin.register(Subject)
class SubjectAdmin(TranslatedAdmin):
    about = gettext_lazy("Topics for finding decisions: budget, membership, staff, projects.")
    list_display = ["title"]
    search_fields = ["title_tr", "title_en"]
    fieldsets = [(None, {"fields": ["title", "position"]}), NOTE_FIELDSET]


@admin.register(Decision)
class DecisionAdmin(WarnsOfFindings, TranslatedAdmin):
    about = gettext_lazy("The decisions of the organs, as in the decision book, and the steps until they take effect.")
    change_form_template = "admin/meetings/decision_form.html"
    list_display = ["citation", "title", "organ", "date", "outcome", "final_on", "sent_to_governor_on", "status"]
    list_display_links = ["citation", "title"]
    list_filter = ["organ", YearFilter, "outcome", OutcomeFilter, "subject", SendingFilter, SummaryFilter]
    inlines = [CourtRulingInline]
    list_select_related = ["organ"]
    date_hierarchy = "date"
    search_fields = ["title_tr", "title_en", "number", "year"]
    autocomplete_fields = ["agenda_item", "amends", "subject"]
    kept_for_next = ["organ", "date", "subject"]
    counted_for_next = ["number"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "organ",
                    ("date", "number"),
                    "title",
                    "subject",
                    "agenda_item",
                    ("amends", "amendment"),
                    "legal_ground",
                    "text",
                    "file",
                ]
            },
        ),
        (
            gettext_lazy("The vote"),
            {
                "fields": [
                    ("votes_for", "votes_against", "votes_abstaining"),
                    ("is_unanimous", "is_secret"),
                    "outcome",
                    "derived",
                    ("majority", "present"),
                    ("chair_side", "is_repeated", "lot"),
                ]
            },
        ),
        (
            gettext_lazy("Until it takes effect"),
            {
                "fields": [
                    ("sent_back_on", "upheld_on"),
                    "final_on",
                    ("sent_to_governor_on", "summary_published_on"),
                    "carried_out_on",
                    "carrying_out",
                ]
            },
        ),
        OVERRIDE_FIELDSET,
        PUBLISHING_FIELDSET,
        NOTE_FIELDSET,
    ]

    readonly_fields = ["derived"]
    actions = ["mark_as_accepted"]

    @admin.display(description=gettext_lazy("what the votes led to"))
    def derived(self, decision):
        return (decision.derivation if decision.pk else "") or "—"

    @admin.action(description=gettext_lazy("Record as accepted"), permissions=["change"])
    def mark_as_accepted(self, request, decisions):
        """Record that the motions were accepted, where nothing is recorded and the votes allow it."""
        number = 0
        for decision in decisions.without_outcome():
            decision.outcome = Decision.Outcome.ACCEPTED
            try:
                decision.full_clean(exclude=["union"])
                decision.save()
                number += 1
            except ValidationError as error:
                messages.error(request, f"{decision.citation}: {' '.join(error.messages)}")
        text = ngettext(
            "One decision is recorded as accepted.", "%(number)s decisions are recorded as accepted.", number
        )
        messages.success(request, text % {"number": number})

    @admin.display(description=gettext_lazy("number"), ordering=F("year") * 100_000 + F("number"))
    def citation(self, decision):
        return decision.citation

    def start_page_numbers_now(self, request):
        return {"this year": self.get_queryset(request).narrowed(year=timezone.localdate().year)}

    def start_page_counts(self, request):
        year = timezone.localdate().year
        return [Count(_("decisions this year"), self.number_of(request, "this year"), list_url(Decision, year=year))]

    def start_page_tasks(self, request):
        return [*super().start_page_tasks(request), *decision_tasks(self.get_queryset(request))]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        item = obj.agenda_item if change and obj else None
        if item and item.meeting:
            results = reverse("admin:unions_meeting_results", args=[item.meeting_id])
            context["meeting_links"] = [
                (results, _("Results of the meeting")),
                (f"{results}?{ROLL_CALL}={item.pk}", _("Roll-call votes")),
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)


@admin.register(CourtRuling)
class CourtRulingAdmin(TranslatedAdmin):
    about = gettext_lazy("What a court ruled on a decision. Usually changed on the page of the decision.")
    list_display = ["__str__", "decision", "ruled_on", "lifted_on"]
    list_select_related = ["decision__organ"]
    list_filter = ["kind"]
    search_fields = ["court", "file_number"]
    autocomplete_fields = ["decision"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "decision",
                    "kind",
                    ("court", "file_number", "ruling_number"),
                    ("ruled_on", "lifted_on"),
                    "note",
                ]
            },
        ),
        NOTE_FIELDSET,
    ]

    def has_module_permission(self, request):
        return False


class RecordAdmin(UnionOwnedAdmin):
    """A line of a record that is kept on the page it belongs to; its own page holds its history."""

    list_select_related = ["seat__person"]
    autocomplete_fields = ["seat"]
    search_fields = ["seat__person__name"]

    def has_module_permission(self, request):
        return False


@admin.register(Attendance)
class AttendanceAdmin(RecordAdmin):
    about = gettext_lazy("Whether a person attended a meeting. Usually changed on the page of the meeting.")
    list_display = ["seat", "meeting", "state", "represented_by"]
    list_select_related = ["seat__person", "meeting"]
    autocomplete_fields = ["meeting", "seat"]
    fieldsets = [(None, {"fields": ["meeting", "seat", "state", "represented_by"]}), NOTE_FIELDSET]


@admin.register(RollCallVote)
class RollCallVoteAdmin(RecordAdmin):
    about = gettext_lazy("How a person voted in a roll call. Usually changed on the page of the decision.")
    list_display = ["seat", "decision", "option"]
    list_select_related = ["seat__person", "decision__organ"]
    autocomplete_fields = ["decision", "seat"]
    fieldsets = [(None, {"fields": ["decision", "seat", "option"]}), NOTE_FIELDSET]
