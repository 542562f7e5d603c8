"""Admin pages of memberships."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.membership.models import Membership
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.filters import CurrentFilter
from unions.admin.kit.tasks import MOST_NAMED, Count, Task, change_url, list_url


@admin.register(Membership)
class MembershipAdmin(TranslatedAdmin):
    about = gettext_lazy("Which municipalities belong to the union, since when and until when, and by which decisions.")
    list_display = ["municipality", "province", "start_date", "end_date", "evidence_on"]
    list_filter = [CurrentFilter]
    list_select_related = ["municipality__province"]
    search_fields = ["municipality__name", "municipality__province__name"]
    autocomplete_fields = ["municipality", "acceptance"]
    kept_for_next = ["start_date", "council_decided_on", "acceptance"]
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
        (gettext_lazy("For the number of its seats"), {"fields": [("council_size", "contribution_share")]}),
        NOTE_FIELDSET,
    ]

    @admin.display(description=gettext_lazy("province"), ordering="municipality__province__sort_key")
    def province(self, membership):
        return membership.municipality.province

    def start_page_numbers_now(self, request):
        rows = self.get_queryset(request)
        return {"current": rows.current(), "outliving": rows.outliving_their_municipality()}

    def start_page_counts(self, request):
        number = self.number_of(request, "current")
        return [Count(_("members"), number, list_url(Membership, time="current"))]

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        number = self.number_of(request, "outliving")
        if number:
            text = ngettext(
                "One municipality has been closed, but its membership is still open.",
                "%(number)s municipalities have been closed, but their memberships are still open.",
                number,
            )
            tasks.append(Task(text % {"number": number}, list_url(Membership, time="past")))
        tasks += [
            Task(
                _("%(membership)s overlaps another membership of the same municipality.") % {"membership": row},
                change_url(row),
            )
            for row in self.get_queryset(request).overlapping()[:MOST_NAMED]
        ]
        return tasks
