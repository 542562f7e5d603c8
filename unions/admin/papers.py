"""Pages on which the yearly papers are kept."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.kit.filters import YearFilter
from unions.admin.kit.tasks import Task, add_url
from unions.models import Organ, Paper, Statute
from unions.papers.grid import PaperGrid
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
    fieldsets = [
        (None, {"fields": [("kind", "year"), "file", "summary", "decision", "published_on"]}),
        PUBLISHING_FIELDSET,
        NOTE_FIELDSET,
    ]

    def start_page_tasks(self, request):
        assembly = Organ.objects.assembly()
        grid = PaperGrid(scope.union(), list(self.get_queryset(request)), assembly, statute=Statute.objects.first())
        missing = {}
        for row in grid.rows:
            for cell in row.cells:
                if cell.state == "missing":
                    missing.setdefault(cell.year, []).append((row.kind, row.label))
        return [*super().start_page_tasks(request), *(missing_in_year(year, found) for year, found in missing.items())]


def missing_in_year(year: int, papers: list[tuple[str, str]]) -> Task:
    """One line for all papers that a year still owes; it leads to the form of the first."""
    names = ", ".join(label for _kind, label in papers)
    text = _("Missing annual documents for %(year)s: %(papers)s") % {"year": year, "papers": names}
    return Task(text, f"{add_url(Paper)}?kind={papers[0][0]}&year={year}", is_overdue=True)
