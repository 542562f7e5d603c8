"""Pages on which meetings, their agendas and decisions are kept."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unions import law
from unions.admin.kit.base import TranslatedAdmin, TranslatedPartInline
from unions.admin.kit.fieldsets import ADDRESS_FIELDSET, NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.filters import ChoiceFilter, YearFilter
from unions.admin.kit.tasks import Count, Task, list_url
from unions.models import AgendaItem, AgendaPaper, Decision, Meeting, Organ, Subject

if TYPE_CHECKING:
    from unions.admin.kit.fieldsets import Fieldset

OVERRIDE_FIELDSET: "Fieldset" = (
    gettext_lazy("Departing from a rule"),
    {"fields": ["override_reason"], "classes": ["collapse"]},
)


class MinutesFilter(ChoiceFilter):
    title = gettext_lazy("minutes")
    parameter_name = "minutes"
    labels = {"missing": gettext_lazy("missing")}

    def condition(self, model):
        return without_minutes()


class SendingFilter(ChoiceFilter):
    title = gettext_lazy("sending to the governor")
    parameter_name = "sending"
    labels = {"overdue": gettext_lazy("overdue")}

    def condition(self, model):
        return not_sent_in_time()


class SummaryFilter(ChoiceFilter):
    title = gettext_lazy("publication of the summary")
    parameter_name = "summary"
    labels = {"overdue": gettext_lazy("overdue")}

    def condition(self, model):
        return not_summarised_in_time()


def without_minutes() -> Q:
    """Meetings that are over and whose minutes nobody can read."""
    is_over = Q(starts_at__lt=timezone.now()) & ~Q(state__in=[Meeting.State.CANCELLED, Meeting.State.POSTPONED])
    return is_over & Q(minutes="")


def not_sent_in_time() -> Q:
    """Decisions of the assembly that should have been sent to the governor by now."""
    today = timezone.localdate()
    # The last day on which a decision could become final without being overdue today.
    last_day = today - (law.governor_deadline(today).due_on - today)
    decided = Q(final_on__lt=last_day) | Q(final_on=None, date__lt=last_day)
    return decided & Q(sent_to_governor_on=None, organ__kind=Organ.Kind.ASSEMBLY)


def not_summarised_in_time() -> Q:
    """Decisions of the assembly that are final and whose summary should be public by now."""
    today = timezone.localdate()
    last_day = today - (law.publication_deadline(today).due_on - today)
    return Q(final_on__lt=last_day, summary_published_on=None, organ__kind=Organ.Kind.ASSEMBLY)


class AgendaPaperInline(TranslatedPartInline):
    model = AgendaPaper
    fields = ["title", "file", "position"]
    ordering_field = "position"


class AgendaItemInline(TranslatedPartInline):
    model = AgendaItem
    fields = ["title", "text", "is_outside_call", "number"]
    ordering_field = "number"


class TellsFindings:
    """Tells the clerk which rules a saved record does not keep, where the law alone does not refuse it."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for found in form.instance.findings():
            messages.warning(request, found.text)


@admin.register(Meeting)
class MeetingAdmin(TellsFindings, TranslatedAdmin):
    about = gettext_lazy("The meetings of the organs, from the call and the agenda to the minutes.")
    list_display = ["title", "organ", "starts_at", "kind", "state", "status"]
    list_filter = ["organ", "kind", "state", YearFilter, MinutesFilter]
    list_select_related = ["organ"]
    date_hierarchy = "starts_at"
    search_fields = ["title_tr", "title_en", "place_tr", "place_en"]
    inlines = [AgendaItemInline]
    fieldsets = [
        (None, {"fields": ["organ", "term", "title", ("kind", "state")]}),
        (gettext_lazy("When and where"), {"fields": ["starts_at", "second_call_at", "called_on", "place"]}),
        (gettext_lazy("Quorum"), {"fields": ["sitting_of", "full_number"], "classes": ["collapse"]}),
        (gettext_lazy("Text and minutes"), {"fields": ["text", "call_letter", "minutes"]}),
        OVERRIDE_FIELDSET,
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_counts(self, request):
        number = self.get_queryset(request).filter(starts_at__gte=timezone.now(), state=Meeting.State.PLANNED).count()
        return [Count(_("upcoming meetings"), number, list_url(Meeting))]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        number = self.get_queryset(request).filter(without_minutes()).count()
        if number:
            text = ngettext("One past meeting has no minutes.", "%(number)s past meetings have no minutes.", number)
            tasks.append(Task(text % {"number": number}, list_url(Meeting, minutes="missing"), True))
        return tasks


@admin.register(AgendaItem)
class AgendaItemAdmin(TranslatedAdmin):
    about = gettext_lazy("An item of an agenda. Usually changed on the page of the meeting.")
    list_display = ["__str__", "meeting"]
    list_select_related = ["meeting"]
    search_fields = ["title_tr", "title_en", "meeting__title_tr", "meeting__year"]
    autocomplete_fields = ["meeting"]
    ordering = ["-meeting__starts_at", "number"]
    inlines = [AgendaPaperInline]
    fieldsets = [(None, {"fields": ["meeting", "number", "title", "text", "is_outside_call"]}), NOTE_FIELDSET]

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
class DecisionAdmin(TellsFindings, TranslatedAdmin):
    about = gettext_lazy("The decisions of the organs, as in the decision book, and the steps until they take effect.")
    list_display = ["citation", "title", "organ", "date", "final_on", "sent_to_governor_on", "status"]
    list_display_links = ["citation", "title"]
    list_filter = ["organ", YearFilter, "subject", SendingFilter, SummaryFilter]
    list_select_related = ["organ"]
    date_hierarchy = "date"
    search_fields = ["title_tr", "title_en", "number", "year"]
    autocomplete_fields = ["agenda_item", "amends", "subject"]
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

    @admin.display(description=gettext_lazy("number"), ordering=F("year") * 100_000 + F("number"))
    def citation(self, decision):
        return decision.citation

    def start_page_counts(self, request):
        number = self.get_queryset(request).filter(year=timezone.localdate().year).count()
        return [Count(_("decisions this year"), number, list_url(Decision, year=timezone.localdate().year))]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        number = self.get_queryset(request).filter(not_sent_in_time()).count()
        if number:
            text = ngettext(
                "One decision has not been sent to the governor within seven days.",
                "%(number)s decisions have not been sent to the governor within seven days.",
                number,
            )
            tasks.append(Task(text % {"number": number}, list_url(Decision, sending="overdue"), True))
        number = self.get_queryset(request).filter(not_summarised_in_time()).count()
        if number:
            text = ngettext(
                "The summary of one final decision has not been published within seven days.",
                "The summaries of %(number)s final decisions have not been published within seven days.",
                number,
            )
            tasks.append(Task(text % {"number": number}, list_url(Decision, summary="overdue"), True))
        return tasks
