"""The meeting's page in the admin as the clerk uses it: attendance, votes by name, the desk and the papers to print."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.meetings import sitting
from members.meetings.admin import DecisionAdmin, MeetingAdmin
from members.meetings.models import Attendance, RollCallVote
from members.meetings.preparation import PreparationForm
from members.meetings.results import ResultsScreen
from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.filters import ChoiceFilter
from unions.admin.kit.rights import may_change_public, may_publish
from unions.admin.kit.tasks import Task, change_url, list_url
from unions.models import Decision, Meeting, Organ, StaffRole
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import format_date

# The parameter that opens the column of votes by name, for one agenda item.
BY_NAME = "adla"
# More meetings than anyone prepares at a time.
CALLS_SHOWN = 5


class ResultsFilter(ChoiceFilter):
    title = gettext_lazy("results")
    parameter_name = "results"
    labels = {
        "missing": gettext_lazy("not recorded"),
        "contradict": gettext_lazy("recorded, but still marked as planned"),
    }

    def condition(self, model):
        return still_planned(with_results=self.value() == "contradict")


def still_planned(*, with_results: bool) -> Q:
    """Meetings that say they are planned: those with results on record, or those whose day is over without any."""
    rows = {"meeting": OuterRef("pk")}
    has_results = Exists(Attendance.objects.filter(**rows)) | Exists(
        Decision.objects.filter(agenda_item__meeting=OuterRef("pk"))
    )
    planned = Q(state=Meeting.State.PLANNED)
    return planned & has_results if with_results else planned & ~has_results & Q(starts_at__lt=timezone.now())


class ClerkMeetingAdmin(MeetingAdmin):
    """Meetings with who was there, and with the desk from which they are prepared and recorded."""

    list_filter = [*MeetingAdmin.list_filter, ResultsFilter]
    change_list_template = "admin/meetings/meeting_list.html"
    change_form_template = "admin/meetings/meeting_form.html"

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

    def start_page_tasks(self, request):
        rows = self.get_queryset(request)
        tasks = super().start_page_tasks(request)
        conditions = {"past": still_planned(with_results=False), "contradicting": still_planned(with_results=True)}
        numbers = rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()})
        past, contradicting = numbers["past"], numbers["contradicting"]
        if past:
            text = ngettext(
                "It is not recorded whether one past meeting was held.",
                "It is not recorded whether %(number)s past meetings were held.",
                past,
            )
            tasks.append(Task(text % {"number": past}, list_url(Meeting, results="missing"), True))
        if contradicting:
            text = ngettext(
                "One meeting has recorded results but is still marked as planned.",
                "%(number)s meetings have recorded results but are still marked as planned.",
                contradicting,
            )
            tasks.append(Task(text % {"number": contradicting}, list_url(Meeting, results="contradict"), True))
        rows = rows.filter(state=Meeting.State.PLANNED)
        coming = rows.filter(starts_at__gte=timezone.now(), called_on=None).order_by("starts_at")
        return [*tasks, *(call_to_send(meeting) for meeting in coming[:CALLS_SHOWN])]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["desk_links"] = desk_links(obj) if change else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Preparing and recording

    def prepare(self, request: UnionRequest) -> HttpResponse:
        """Create a meeting from the organ's calendar and an earlier agenda."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        organ = Organ.objects.filter(kind=Organ.Kind.ASSEMBLY).first()
        initial = {"organ": organ, "agenda_of": sitting.latest_of(organ) if organ else None}
        form = PreparationForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            meeting = form.save()
            call = sitting.deadlines(meeting)[0][0]
            messages.success(
                request,
                _("The meeting has been prepared as a draft. The call must reach the members by %(day)s.")
                % {"day": format_date(call.due_on)},
            )
            return HttpResponseRedirect(change_url(meeting))
        months = [
            (each, sitting.next_ordinary_month(each, timezone.localdate()))
            for each in Organ.objects.all()
            if each.months
        ]
        return self._page(request, "admin/meetings/prepare.html", _("Prepare a meeting"), form=form, months=months)

    def results(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """Attendance and decisions of a meeting on one screen."""
        meeting = self._meeting(request, object_id)
        if not self.has_change_permission(request, meeting):
            return self._closed(request, meeting)
        by_name = number_in(request, BY_NAME)
        screen = ResultsScreen(
            meeting,
            request.POST if request.method == "POST" else None,
            may_change=lambda decision: may_change_public(request, decision),
            by_name=by_name,
        )
        publishes = may_publish(request, Meeting) and may_publish(request, Decision)
        if request.method == "POST" and screen.save(publish=publishes and "_publish" in request.POST):
            self._tell(request, meeting, screen)
            item = request.POST.get("_by_name", "")
            return HttpResponseRedirect(f"{request.path}?{BY_NAME}={item}" if item.isdecimal() else request.path)
        return self._page(
            request,
            "admin/meetings/results.html",
            _("Results: %(meeting)s") % {"meeting": meeting},
            status=409 if screen.is_stale else 422 if screen.has_failed else 200,
            screen=screen,
            meeting=meeting,
            original=meeting,
            may_publish=publishes,
            desk_links=desk_links(meeting)[1:],
        )

    def _closed(self, request: UnionRequest, meeting: Meeting) -> HttpResponse:
        """Why this person cannot record the results of a meeting that is public, and who can."""
        if not admin.ModelAdmin.has_change_permission(self, request, meeting):
            raise PermissionDenied
        managers = StaffRole.objects.filter(role=StaffRole.Role.MANAGER, user__is_active=True).select_related("user")
        title = _("Results: %(meeting)s") % {"meeting": meeting}
        return self._page(
            request,
            "admin/meetings/closed.html",
            title,
            status=403,
            meeting=meeting,
            managers=managers,
            original=meeting,
        )

    def _tell(self, request: UnionRequest, meeting: Meeting, screen: ResultsScreen) -> None:
        """What was recorded, and what the clerk should know of it."""
        presence = sitting.presence_at(meeting)
        if presence and not presence.is_quorate:
            messages.warning(
                request,
                _("%(present)s of %(full)s members were present; the quorum is %(needed)s.")
                % {"present": presence.present, "full": presence.full_number, "needed": presence.needed},
            )
        if meeting.state == Meeting.State.PLANNED and (presence or screen.decisions):
            messages.warning(
                request, _("The meeting is still marked as planned. Choose below, under “state”, whether it was held.")
            )
        for found in screen.findings():
            messages.warning(request, found.text)
        if "_publish" in request.POST:
            text = _("The results have been recorded and published.")
        else:
            text = _("The results have been recorded. Decisions are drafts until they are published.")
        messages.success(request, text)

    # Papers to print; they are the union's own papers, and so in Turkish

    def call(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """The letter that calls the members, with the agenda."""
        meeting = self._meeting(request, object_id)
        return self._print(request, "admin/meetings/call.html", meeting=meeting, agenda=meeting.agenda_items.all())

    def attendance_sheet(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """The list on which those present sign."""
        meeting = self._meeting(request, object_id)
        seats = sitting.seats_on(meeting.organ, meeting.day)
        return self._print(request, "admin/meetings/sheet.html", meeting=meeting, seats=seats)

    def minutes_draft(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """A draft of the minutes from what has been recorded."""
        meeting = self._meeting(request, object_id)
        items = meeting.agenda_items.prefetch_related("decisions")
        attendance = meeting.attendances.with_people()
        return self._print(
            request,
            "admin/meetings/minutes.html",
            meeting=meeting,
            items=items,
            attendance=attendance,
            presence=sitting.presence_at(meeting),
        )

    def decision_book(self, request: UnionRequest) -> HttpResponse:
        """The decisions of an organ in a year, in the order of their numbers."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        organ = Organ.objects.filter(pk=number_in(request, "organ")).first() or Organ.objects.first()
        year = number_in(request, "yil") or timezone.localdate().year
        decisions = Decision.objects.filter(organ=organ, year=year).order_by("number")
        return self._print(request, "admin/meetings/book.html", organ=organ, year=year, decisions=decisions)

    # Between them

    def _meeting(self, request: UnionRequest, object_id: str) -> Meeting:
        meeting = self.get_object(request, unquote(object_id))
        if meeting is None:
            raise Http404
        if not self.has_view_permission(request, meeting):
            raise PermissionDenied
        return meeting

    def _page(self, request, template: str, title: str, *, status: int = 200, **context) -> HttpResponse:
        return TemplateResponse(
            request,
            template,
            {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context},
            status=status,
        )

    def _print(self, request, template: str, **context) -> HttpResponse:
        with translation.override("tr"):
            page = {**self.admin_site.each_context(request), "today": timezone.localdate(), **context}
            return TemplateResponse(request, template, page).render()


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


class ClerkDecisionAdmin(DecisionAdmin):
    """Decisions with a way back to the meeting that took them, where votes by name are taken down."""

    change_form_template = "admin/meetings/decision_form.html"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        item = obj.agenda_item if change and obj else None
        if item and item.meeting:
            results = reverse("admin:unions_meeting_results", args=[item.meeting_id])
            context["desk_links"] = [
                (results, _("Results of the meeting")),
                (f"{results}?{BY_NAME}={item.pk}", _("Roll-call votes")),
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)


def number_in(request: UnionRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def call_to_send(meeting: Meeting) -> Task:
    """One line for a coming meeting to which nobody has been called yet."""
    call, is_overdue = sitting.deadlines(meeting)[0]
    text = _("%(meeting)s: the call must reach the members by %(day)s.")
    return Task(text % {"meeting": meeting, "day": format_date(call.due_on)}, change_url(meeting), is_overdue)


def desk_links(meeting: Meeting) -> list[tuple[str, str]]:
    """What can be done with a meeting from its page."""
    names = [
        ("unions_meeting_results", _("Enter the results")),
        ("unions_meeting_call", _("Print the call")),
        ("unions_meeting_sheet", _("Print the attendance sheet")),
        ("unions_meeting_minutes", _("Draft minutes")),
    ]
    return [(reverse(f"admin:{name}", args=[meeting.pk]), label) for name, label in names]


admin.site.unregister(Meeting)
admin.site.register(Meeting, ClerkMeetingAdmin)
admin.site.unregister(Decision)
admin.site.register(Decision, ClerkDecisionAdmin)
