"""The meeting's page in the admin as the clerk uses it: attendance, votes by name, the desk and the papers to print."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members import sitting
from members.desk import PreparationForm, ResultsScreen
from members.models import Attendance, RollCallVote
from unions.admin.base import PartInline, UnionOwnedAdmin
from unions.admin.institution import NOTE_FIELDSET
from unions.admin.proceedings import DecisionAdmin, MeetingAdmin
from unions.admin.rights import may_change_public
from unions.admin.tasks import Task, change_url, list_url
from unions.models import Decision, Meeting, Organ
from unions.turkish import format_date

# More meetings than anyone prepares at a time.
CALLS_SHOWN = 5


class AttendanceInline(PartInline):
    model = Attendance
    fields = ["seat", "state", "represented_by"]
    classes = ["collapse"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "seat":
            # Only who held a seat on the day of the meeting can have been there.
            meeting = meeting_of(request)
            kwargs["queryset"] = (
                sitting.seats_on(meeting.organ, meeting.day) if meeting else db_field.related_model.objects.none()
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RollCallVoteInline(PartInline):
    model = RollCallVote
    fields = ["seat", "option"]
    classes = ["collapse"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "seat":
            decision = Decision.objects.filter(pk=key_in(request)).first()
            kwargs["queryset"] = (
                sitting.seats_on(decision.organ, decision.date) if decision else db_field.related_model.objects.none()
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def key_in(request: HttpRequest) -> int | None:
    """The key of the row whose form is asked for, told by the address."""
    key = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
    return int(key) if key.isascii() and key.isdigit() else None


def meeting_of(request: HttpRequest) -> Meeting | None:
    return Meeting.objects.filter(pk=key_in(request)).select_related("organ").first()


class ClerkMeetingAdmin(MeetingAdmin):
    """Meetings with who was there, and with the desk from which they are prepared and recorded."""

    inlines = [*MeetingAdmin.inlines, AttendanceInline]
    change_list_template = "admin/desk/meeting_list.html"
    change_form_template = "admin/desk/meeting_form.html"

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
        rows = self.get_queryset(request).filter(state=Meeting.State.PLANNED)
        past = rows.filter(starts_at__lt=timezone.now()).count()
        tasks = super().start_page_tasks(request)
        if past:
            text = ngettext(
                "Of one past meeting it is not recorded whether it was held.",
                "Of %(number)s past meetings it is not recorded whether they were held.",
                past,
            )
            tasks.append(Task(text % {"number": past}, list_url(Meeting, state__exact=Meeting.State.PLANNED), True))
        coming = rows.filter(starts_at__gte=timezone.now(), called_on=None).order_by("starts_at")
        return [*tasks, *(call_to_send(meeting) for meeting in coming[:CALLS_SHOWN])]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["desk_links"] = desk_links(obj) if change else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Preparing and recording

    def prepare(self, request: HttpRequest) -> HttpResponse:
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
                _("The meeting is prepared as a draft. The call is to reach the members by %(day)s.")
                % {"day": format_date(call.due_on)},
            )
            return HttpResponseRedirect(change_url(meeting))
        months = [
            (each, sitting.next_ordinary_month(each, timezone.localdate()))
            for each in Organ.objects.all()
            if each.months
        ]
        return self._page(request, "admin/desk/prepare.html", _("Prepare a meeting"), form=form, months=months)

    def results(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Attendance and decisions of a meeting on one screen."""
        meeting = self._meeting(request, object_id)
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        screen = ResultsScreen(
            meeting,
            request.POST if request.method == "POST" else None,
            may_change=lambda decision: may_change_public(request, decision),
        )
        if request.method == "POST" and screen.save():
            presence = sitting.presence_at(meeting)
            if presence and not presence.is_quorate:
                messages.warning(
                    request,
                    _("%(present)s of %(full)s were there; the quorum is %(needed)s.")
                    % {"present": presence.present, "full": presence.full_number, "needed": presence.needed},
                )
            for found in screen.findings():
                messages.warning(request, found.text)
            messages.success(
                request, _("The results have been recorded. Decisions are drafts until they are published.")
            )
            return HttpResponseRedirect(change_url(meeting))
        status = 409 if screen.is_stale else 422 if screen.has_failed else 200
        title = _("Results: %(meeting)s") % {"meeting": meeting}
        return self._page(
            request, "admin/desk/results.html", title, status=status, screen=screen, meeting=meeting, original=meeting
        )

    # Papers to print; they are the union's own papers, and so in Turkish

    def call(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The letter that calls the members, with the agenda."""
        meeting = self._meeting(request, object_id)
        return self._print(request, "admin/desk/call.html", meeting=meeting, agenda=meeting.agenda_items.all())

    def attendance_sheet(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The list on which those present sign."""
        meeting = self._meeting(request, object_id)
        seats = sitting.seats_on(meeting.organ, meeting.day)
        return self._print(request, "admin/desk/sheet.html", meeting=meeting, seats=seats)

    def minutes_draft(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A draft of the minutes from what has been recorded."""
        meeting = self._meeting(request, object_id)
        items = meeting.agenda_items.prefetch_related("decisions")
        attendance = meeting.attendances.with_people()
        return self._print(
            request,
            "admin/desk/minutes.html",
            meeting=meeting,
            items=items,
            attendance=attendance,
            presence=sitting.presence_at(meeting),
        )

    def decision_book(self, request: HttpRequest) -> HttpResponse:
        """The decisions of an organ in a year, in the order of their numbers."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        organ = Organ.objects.filter(pk=number_in(request, "organ")).first() or Organ.objects.first()
        year = number_in(request, "yil") or timezone.localdate().year
        decisions = Decision.objects.filter(organ=organ, year=year).order_by("number")
        return self._print(request, "admin/desk/book.html", organ=organ, year=year, decisions=decisions)

    # Between them

    def _meeting(self, request: HttpRequest, object_id: str) -> Meeting:
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
    about = gettext_lazy("Whether someone was at a meeting. Usually changed on the page of the meeting.")
    list_display = ["seat", "meeting", "state", "represented_by"]
    list_select_related = ["seat__person", "meeting"]
    autocomplete_fields = ["meeting", "seat"]
    fieldsets = [(None, {"fields": ["meeting", "seat", "state", "represented_by"]}), NOTE_FIELDSET]


@admin.register(RollCallVote)
class RollCallVoteAdmin(RecordAdmin):
    about = gettext_lazy("How someone voted by name. Usually changed on the page of the decision.")
    list_display = ["seat", "decision", "option"]
    list_select_related = ["seat__person", "decision__organ"]
    autocomplete_fields = ["decision", "seat"]
    fieldsets = [(None, {"fields": ["decision", "seat", "option"]}), NOTE_FIELDSET]


class ClerkDecisionAdmin(DecisionAdmin):
    """Decisions with the votes by name, where they were taken so."""

    inlines = [RollCallVoteInline]


def number_in(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def call_to_send(meeting: Meeting) -> Task:
    """One line for a coming meeting to which nobody has been called yet."""
    call, is_overdue = sitting.deadlines(meeting)[0]
    text = _("%(meeting)s: the call is to reach the members by %(day)s.")
    return Task(text % {"meeting": meeting, "day": format_date(call.due_on)}, change_url(meeting), is_overdue)


def desk_links(meeting: Meeting) -> list[tuple[str, str]]:
    """What can be done with a meeting from its page."""
    names = [
        ("unions_meeting_results", _("Enter the results")),
        ("unions_meeting_call", _("Print the call")),
        ("unions_meeting_sheet", _("Print the attendance sheet")),
        ("unions_meeting_minutes", _("Draft of the minutes")),
    ]
    return [(reverse(f"admin:{name}", args=[meeting.pk]), label) for name, label in names]


admin.site.unregister(Meeting)
admin.site.register(Meeting, ClerkMeetingAdmin)
admin.site.unregister(Decision)
admin.site.register(Decision, ClerkDecisionAdmin)
