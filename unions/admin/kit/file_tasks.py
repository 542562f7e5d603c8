"""What staff are told of stored files: the damaged, pictures without narrower copies, documents without text."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from django.contrib.admin import ModelAdmin
from django.db.models import Model, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unions.admin.kit.tasks import Task, change_url
from unions.files.fields import PictureField, UploadField, owner_of
from unions.models import FileRecord, FileText, PictureJob
from unions.tenancy import scope

State = FileText.State
WITHOUT_WORDS = {
    State.SCANNED: gettext_noop(
        "%(file)s is scanned: its words cannot be searched or read aloud. A PDF of the text can."
    ),
    State.ENCRYPTED: gettext_noop(
        "%(file)s is protected by a password: its words cannot be searched, and few can open it."
    ),
    State.BROKEN: gettext_noop(
        "%(file)s cannot be read: its words cannot be searched. Please save it again and upload it."
    ),
    State.TOO_LONG: gettext_noop("%(file)s is long: only the words of its first %(pages)s pages can be searched."),
}
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


def notes_about_files(row: Model) -> list[Task]:
    """One line above the form for each document of the row whose words are not found, or not all."""
    fields = [field for field in row._meta.concrete_fields if isinstance(field, UploadField)]
    values = [field.value_from_object(row) for field in fields if not isinstance(field, PictureField)]
    files = {file.name: file for file in values if file}
    found = FileText.objects.by_name(files) if files else {}
    return [
        Task(_(WITHOUT_WORDS[State(text.state)]) % {"file": Path(name).name, "pages": text.pages_read}, files[name].url)
        for name, text in found.items()
        if text.state in WITHOUT_WORDS
    ]
