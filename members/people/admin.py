"""Admin pages of people and the seats they hold."""

from datetime import date

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.people import statute_notes  # noqa: F401 - registers itself
from members.people.composition import compositions_on
from members.people.ending_screens import EndingScreens, ending_task
from members.people.models import OfficeHolder, Person
from members.people.presiding import presiding_on
from unions.admin.kit.base import TranslatedAdmin, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.filters import CurrentFilter
from unions.admin.kit.tasks import Task, add_url, list_url
from unions.files.focus import FOCUS_FIELDS

# The start page names the first of them; the lists behind it show the rest.
FINDINGS_SHOWN = 10


@admin.register(Person)
class PersonAdmin(TranslatedAdmin):
    about = gettext_lazy("People who hold or have held office in the union. Their offices are recorded separately.")
    list_display = ["name", "title"]
    search_fields = ["name", "title"]
    ordering = ["sort_key", "pk"]
    fieldsets = [(None, {"fields": [("title", "name"), "text", "picture", FOCUS_FIELDS]}), NOTE_FIELDSET]


@admin.register(OfficeHolder)
class OfficeHolderAdmin(EndingScreens, UnionOwnedAdmin):
    about = gettext_lazy("Who sits in which organ, on behalf of which member, and for how long.")
    list_display = ["person", "role", "organ", "municipality", "seat", "start_date", "end_date"]
    list_filter = [CurrentFilter, "organ", "role", "seat", "term"]
    list_select_related = ["person", "organ", "municipality__province"]
    search_fields = ["person__name", "municipality__name"]
    autocomplete_fields = ["person", "municipality"]
    kept_for_next = ["organ", "role", "term", "start_date"]
    ordering = ["role_order", "position", "person__sort_key"]
    fieldsets = [
        (None, {"fields": ["person", "organ", ("role", "seat"), "municipality", "is_outsider", "position"]}),
        (gettext_lazy("Start and end"), {"fields": ["term", ("start_date", "end_date"), "end_reason"]}),
        (
            gettext_lazy("Suspension and acting president"),
            {"fields": [("suspended_from", "suspended_until", "suspended_by"), "acting_because"]},
        ),
        NOTE_FIELDSET,
    ]

    def start_page_numbers_now(self, request):
        return {"not recorded as ended": self.get_queryset(request).not_recorded_as_ended()}

    def start_page_tasks(self, request):
        tasks = super().start_page_tasks(request)
        presiding = presiding_on(timezone.localdate())
        if presiding.holder is None:
            text = (
                _("The president is suspended, and no one is on record as acting president.")
                if presiding.suspended
                else _("No president is on record.")
            )
            role = OfficeHolder.Role.ACTING if presiding.suspended else OfficeHolder.Role.PRESIDENT
            tasks.append(Task(text, f"{add_url(OfficeHolder)}?role={role}", True))
        return [
            *tasks,
            *ending_task(self.number_of(request, "not recorded as ended")),
            *composition_tasks(timezone.localdate()),
        ]


def composition_tasks(day: date) -> list[Task]:
    """Where organs depart from law or statute on that day: certain findings first, the rest as one line."""
    tasks = [
        Task(
            f"{composition.organ}: {finding.text}",
            list_url(OfficeHolder, time="current", organ__id__exact=composition.organ.pk),
            is_overdue=finding.is_certain,
        )
        for composition in compositions_on(day)
        for finding in composition.findings
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
