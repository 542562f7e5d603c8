"""How the admin names fields and shows values."""

from html import unescape

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import display_for_field, display_for_value
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import text
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unions.admin.kit.related import related_rows
from unions.text.partial_dates import PartialDate
from unions.text.richtext import RichTextField
from unions.text.turkish import capfirst

EMPTY = "—"
ENDS_OF_LINES = ["</p>", "</li>", "<br>", "</h2>", "</h3>", "</h4>", "</tr>"]


def label_of(model_field) -> str:
    """The label of a field, with the language if the text is held in both."""
    language = getattr(model_field, "language", None)
    original = getattr(model_field, "translated_field", model_field)
    name = capfirst(str(original.verbose_name), get_language() or "tr")
    return f"{name} · {dict(settings.LANGUAGES)[language]}" if language else name


def with_turkish_capitals(entries):
    """The nested list that Django shows before a deletion, with i capitalised as İ in the names of models."""
    if isinstance(entries, list):
        return [with_turkish_capitals(entry) for entry in entries]
    kind, colon, row = entries.partition(":")
    # A safe string stays safe.
    return type(entries)(kinds_capitalised().get(kind, kind) + colon + row)


def kinds_capitalised() -> dict[str, str]:
    """The names of models as Django capitalises them, with their right form."""
    names = [str(model._meta.verbose_name) for model in apps.get_models()]
    return {text.capfirst(name): capfirst(name, get_language() or "tr") for name in names}


def display(model_field, value) -> str:
    """A field's value as a person reads it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(model_field, models.ForeignKey):
        return related_name(model_field, value)
    if isinstance(getattr(model_field, "translated_field", model_field), RichTextField):
        return plain_text(value)
    if isinstance(model_field, models.FileField):
        return str(value).rsplit("/", 1)[-1] or EMPTY
    if isinstance(model_field, models.BooleanField):
        return _("Yes") if value else _("No")
    if model_field is not None and model_field.choices:
        return str(display_for_field(value, model_field, EMPTY))
    if isinstance(value, PartialDate):
        return value.display()
    return str(value) if isinstance(value, str) else str(display_for_value(value, EMPTY))


def related_name(model_field, value) -> str:
    if isinstance(value, models.Model):
        return str(value)
    row = related_rows().row(model_field.related_model, value)
    return str(row) if row else f"#{value}"


def plain_text(html: str) -> str:
    """Formatted text as lines without its tags."""
    for end in ENDS_OF_LINES:
        html = html.replace(end, end + "\n")
    return unescape(strip_tags(html)).strip() or EMPTY


def author(record) -> str:
    """Who made a record of the history."""
    if record is None:
        return ""
    return str(record.history_user) if record.history_user_id else _("the system")


def row_of(record):
    """The row in the state of the record; fields that the history leaves out are empty."""
    fields = [field.attname for field in record.instance_type._meta.concrete_fields]
    row = record.instance_type(**{name: getattr(record, name) for name in fields if hasattr(record, name)})
    related_rows().attach(row)
    return row


def name_of(record) -> str:
    """What the row was called in the state that a record of the history holds."""
    try:
        return str(row_of(record))
    except ObjectDoesNotExist:
        # It was named after another row, which is gone as well.
        return f"{record.instance_type._meta.verbose_name} {record.id}"
