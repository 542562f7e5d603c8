"""Pages on which the yearly papers are kept."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.filters import YearFilter
from unions.admin.kit.tasks import Task, add_url
from unions.models import Organ, Paper, Statute
from unions.papers.grid import PaperGrid, Row
from unions.tenancy import scope


@admin.register(Paper)
class PaperAdmin(TranslatedAdmin):
    about = gettext_lazy(
        "The documents required each year by law and statute: budget, final accounts, activity report …"
    )
    list_display = ["__str__", "year", "kind", "published_on", "status"]
    list_filter = ["kind", YearFilter]
    search_fields = ["summary_tr", "summary_en", "year"]
    autocomplete_fields = ["decision"]
    kept_for_next = ["kind", "year"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "year", "number"),
                    "file",
                    "summary",
                    "decision",
                    "published_on",
                    "sent_to_governor_on",
                ]
            },
        ),
        PUBLISHING_FIELDSET,
        NOTE_FIELDSET,
    ]

    def start_page_tasks(self, request):
        assembly = Organ.objects.assembly()
        grid = PaperGrid(
            scope.union(), list(self.get_queryset(request).with_decision()), assembly, statute=Statute.objects.first()
        )
        tasks = [overdue_task(year, rows) for year, rows in grid.missing_by_year().items()]
        return [*super().start_page_tasks(request), *tasks]


def overdue_task(year: int, rows: list[Row]) -> Task:
    """One line for all papers that are overdue for a year; it leads to the form of the first."""
    names = ", ".join(row.label for row in rows)
    text = _("Missing annual documents for %(year)s: %(papers)s") % {"year": year, "papers": names}
    return Task(text, f"{add_url(Paper)}?kind={rows[0].kind}&year={year}", is_overdue=True)
