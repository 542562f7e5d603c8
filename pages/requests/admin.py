"""The screens on which staff work on requests: the list with the most urgent first, and one page for all steps."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.exchange import exporting
from pages.requests import letters, mail, printing, report, statistics
from pages.requests.flows import origin_of
from pages.requests.models import Request
from pages.requests.publication import RequestLogEntry, RequestStatistics
from pages.requests.step_forms import STEP_FORMS, StepForm, forms_for
from unions.admin.kit.base import TranslatedAdmin, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.filters import ChoiceFilter
from unions.admin.kit.rights import AsItHappened
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import MOST_NAMED, Task, change_url, list_url
from unions.models.versions import StaleVersion
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import format_date

# The error of a step that somebody else has overtaken.
STALE = "stale"


class StandingFilter(ChoiceFilter):
    """What is to be done."""

    title = gettext_lazy("state")
    parameter_name = "state"
    labels = {
        "overdue": gettext_lazy("overdue"),
        "open": gettext_lazy("open"),
        "stopped": gettext_lazy("waiting for payment"),
        "closed": gettext_lazy("closed"),
    }
    queries = {"overdue": "overdue", "open": "open", "stopped": "stopped", "closed": "closed"}


@admin.register(Request)
class RequestAdmin(AsItHappened, Screens, UnionOwnedAdmin):
    about = gettext_lazy("What citizens have asked through the forms, the most urgent first, with the term of the law.")
    list_display = ["__str__", "kind", "received_on", "standing", "name"]
    list_filter = [StandingFilter, "kind", "outcome", "year"]
    search_fields = ["name", "organisation"]
    ordering = cast(Any, Request.URGENT_FIRST)
    actions = cast(Any, None)
    fields = ["staff_note"]

    def get_urls(self):
        report_view = self.admin_site.admin_view(self.yearly_report)
        letter_view = self.admin_site.admin_view(self.letter)
        return [
            path("yillik-rapor/", report_view, name="pages_request_report"),
            path("<int:pk>/mektup/<slug:step>/", letter_view, name="pages_request_letter"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"report_url": reverse("admin:pages_request_report"), **(extra_context or {})}
        )

    change_list_template = "admin/requests/list.html"

    @admin.display(description=gettext_lazy("answer due by"))
    def standing(self, row):
        if not row.is_open:
            return row.get_outcome_display()
        if row.due_on is None:
            return _("no term")
        day = format_date(row.due_on)
        if row.is_stopped:
            return _("to be paid by %(day)s") % {"day": day}
        days = (row.due_on - timezone.localdate()).days
        if days < 0:
            text = ngettext("one day late", "%(number)s days late", -days) % {"number": -days}
            return format_html('<strong class="late">{}: {}</strong>', day, text)
        return f"{day}: " + ngettext("one day left", "%(number)s days left", days) % {"number": days}

    def start_page_numbers_now(self, request):
        return {"in time": self.get_queryset(request).in_time()}

    def start_page_tasks(self, request):
        rows = self.get_queryset(request)
        tasks = [
            Task(_("%(kind)s %(number)s is overdue since %(day)s.") % words_of(row), change_url(row), is_overdue=True)
            for row in rows.overdue().urgent_first()[:MOST_NAMED]
        ]
        if number := self.number_of(request, "in time"):
            text = ngettext("One request waits for an answer.", "%(number)s requests wait for an answer.", number)
            tasks.append(Task(text % {"number": number}, list_url(Request, state="open")))
        return tasks

    # One request

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row: Request = self.visible(request, object_id)
        if request.method != "POST":
            return self.work_page(request, row, None)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        form_class = STEP_FORMS.get(request.POST.get("act", ""))
        if form_class is None:
            return HttpResponseRedirect(request.path)
        form = form_class(request.POST, request.FILES, row=row)
        if self.carried_out(request, row, form):
            return HttpResponseRedirect(request.path)
        row.refresh_from_db()
        return self.work_page(request, row, form)

    def carried_out(self, request: UnionRequest, row: Request, form: StepForm) -> bool:
        """Whether the step was taken; where not, the form says why and keeps what was typed."""
        if not form.is_valid():
            return False
        try:
            if str(row.version) != request.POST.get("version"):
                raise StaleVersion(row)
            form.carry_out(row, origin=origin_of(request))
        except ValidationError as refused:
            form.refuse(refused)
            return False
        except StaleVersion:
            text = _("Someone else has worked on this meanwhile. Nothing was saved; what you wrote is still here.")
            form.add_error(None, ValidationError(text, code=STALE))
            return False
        text = _("Saved. The applicant has been told by e-mail.")
        if not row.email:
            text = _("Saved. The applicant has no e-mail address: print the letter and send it.")
        messages.success(request, text)
        return True

    def work_page(self, request: UnionRequest, row: Request, sent: StepForm | None) -> HttpResponse:
        may_change = self.has_change_permission(request, row)
        entry = RequestLogEntry.objects.about(row).first()
        context = {
            "row": row,
            "original": row,
            "clock": row.clock,
            "appeal": mail.ways_of_appeal(row),
            "files": list(row.files.all()),
            "steps": forms_for(row, sent) if may_change else [],
            "days_left": (row.due_on - timezone.localdate()).days if row.due_on else None,
            "log_url": change_url(entry) if entry else f"{reverse('admin:pages_requestlogentry_add')}?request={row.pk}",
            "has_entry": entry is not None,
            "letters": letters.letters_of(row),
            "draft_url": reverse("admin:pages_request_letter", args=[row.pk, printing.DRAFT]),
        }
        title = f"{row.get_kind_display()} {row}"
        status = 409 if sent is not None and sent.has_error(NON_FIELD_ERRORS, STALE) else 200
        return self.screen(request, "admin/requests/request.html", title, status=status, **context)

    def letter(self, request: UnionRequest, pk: int, step: str) -> HttpResponse:
        """A letter as it goes to the printer; the draft of an answer is sent here from its form, and not saved."""
        row: Request = self.visible(request, str(pk))
        page = printing.printed(request, row, step)
        if page is None:
            raise Http404
        return HttpResponse(page)

    # The report of a year

    def yearly_report(self, request: UnionRequest) -> HttpResponse:
        """What Law 4982 asks the union to report, and the same of petitions: as a page, CSV or XLSX."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        this_year = timezone.localdate().year
        year = year_asked(request, this_year)
        if request.POST.get("act") in ["publish", "withdraw"]:
            return self.publish_report(request, year)
        made = report.report_of(year)
        extension = request.GET.get("bicim", "")
        if extension in ["csv", "xlsx"]:
            return exporting.download(made.sheet(), extension, f"basvuru-raporu-{made.year}")
        context: dict[str, Any] = {
            "report": made,
            "years": report.years_with_requests() or [this_year],
            "published": RequestStatistics.objects.filter(year=year).first(),
            "may_publish": self.may_publish(request),
        }
        title = _("Report on requests of %(year)s") % {"year": year}
        return self.screen(request, "admin/requests/report.html", title, **context)

    def may_publish(self, request: UnionRequest) -> bool:
        """Whoever publishes answered requests publishes their figures."""
        return self.admin_site.get_model_admin(RequestLogEntry).has_add_permission(request)

    def publish_report(self, request: UnionRequest, year: int) -> HttpResponse:
        """Publish the figures of a year as they stand, or take them from the site."""
        if not self.may_publish(request):
            raise PermissionDenied
        if request.POST.get("act") == "withdraw":
            statistics.withdraw(year)
            messages.success(request, _("The figures of %(year)s are no longer on the site.") % {"year": year})
        else:
            statistics.publish(request.union, year)
            messages.success(request, _("The figures of %(year)s are on the site.") % {"year": year})
        return HttpResponseRedirect(f"{request.path}?yil={year}")


def year_asked(request: UnionRequest, this_year: int) -> int:
    """The year in the address; this one, where none or nonsense stands there."""
    asked = request.GET.get("yil", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else this_year


def words_of(row: Request) -> dict[str, str]:
    return {"kind": row.get_kind_display(), "number": str(row), "day": format_date(row.due_on) if row.due_on else ""}


@admin.register(RequestLogEntry)
class RequestLogEntryAdmin(TranslatedAdmin):
    about = gettext_lazy("What the public may read of requests: in your own words, without names.")
    list_display = ["__str__", "summary", "created_at"]
    list_select_related = ["request"]
    search_fields = ["summary"]
    ordering = ["-pk"]
    fieldsets = [(None, {"fields": ["request", "summary", "answer"]}), NOTE_FIELDSET]
    autocomplete_fields = ["request"]
