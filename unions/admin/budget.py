"""The page on which the figures of budgets and final accounts are entered."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.tasks import Task, add_url
from unions.models import BudgetFigures, Paper
from unions.models.budget import EXPENSE, INCOME


@admin.register(BudgetFigures)
class BudgetFiguresAdmin(UnionOwnedAdmin):
    about = gettext_lazy("Income and expense of each budget and of each year's final accounts by main heading.")
    list_display = ["__str__", "income_total", "expense_total"]
    list_select_related = ["paper"]
    search_fields = ["paper__year"]
    autocomplete_fields = ["paper"]
    fieldsets = [
        (None, {"fields": ["paper"]}),
        (gettext_lazy("Income"), {"fields": [*(heading.field for heading in INCOME), "income_total"]}),
        (gettext_lazy("Expense"), {"fields": [*(heading.field for heading in EXPENSE), "expense_total"]}),
        NOTE_FIELDSET,
    ]

    def start_page_tasks(self, request):
        since = timezone.localdate().year - 2
        papers = Paper.objects.without_figures(since)
        text = _("The figures of %(paper)s have not been entered.")
        tasks = [Task(text % {"paper": paper}, f"{add_url(BudgetFigures)}?paper={paper.pk}") for paper in papers]
        return [*super().start_page_tasks(request), *tasks]
