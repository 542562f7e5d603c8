"""What the start page says of stored files: those that are damaged, and pictures without narrower copies."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.admin import ModelAdmin
from django.db.models import Value
from django.utils.translation import gettext as _

from unions.admin.kit.tasks import Task, change_url
from unions.files.fields import owner_of
from unions.models import FileRecord, PictureJob
from unions.tenancy import scope

# More than these is a matter for whoever runs the machine.
MOST = 20


def file_tasks(admins: Iterable[ModelAdmin]) -> list[Task]:
    """One line for each file that needs somebody, of the rows that the person may see."""
    union = scope.union()
    if union is None:
        return []
    models = {model_admin.model for model_admin in admins}
    damaged = FileRecord.objects.of_union(union.code).damaged().values_list("name", Value("damaged"))
    without_copies = PictureJob.objects.of_union(union.code).given_up().values_list("name", Value("without copies"))
    # One query for both: nearly always there is nothing.
    names = damaged.order_by().union(without_copies.order_by()).order_by("name")[:MOST]
    texts = {
        "damaged": _("%(entry)s: the stored file is damaged or missing. Please upload it again."),
        "without copies": _("%(entry)s: the picture cannot be made smaller. Please upload it again."),
    }
    tasks = []
    for name, trouble in names:
        owner = owner_of(name, rows=lambda model: cast(Any, model).objects.all())
        if owner is not None and type(owner) in models:
            tasks.append(Task(texts[trouble] % {"entry": owner}, change_url(owner), is_overdue=True))
    return tasks
