"""Parts of forms that many pages share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from unions.publishing.states import Publishable

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django.utils.functional import _StrPromise

    Fieldset = tuple[_StrPromise, _FieldOpts]

PUBLISHING_FIELDSET: "Fieldset" = (
    gettext_lazy("Publication"),
    {"fields": ["status", ("publish_at", "expire_at"), "withdrawal_reason"]},
)
ADDRESS_FIELDSET: "Fieldset" = (gettext_lazy("Address"), {"fields": ["addresses", "slug"], "classes": ["collapse"]})
OWNER = [("owner", "review_on")]
NOTE_FIELDSET: "Fieldset" = (gettext_lazy("For staff only"), {"fields": ["staff_note"], "classes": ["collapse"]})


def with_owner(fieldsets: Iterable, model: Any) -> list:
    """The fieldsets, with the owner and the day of the next review before the note, where readers see the rows."""
    if not issubclass(model, Publishable):
        return [*fieldsets]
    return [
        (title, {**options, "fields": [*OWNER, *options["fields"]]} if "staff_note" in options["fields"] else options)
        for title, options in fieldsets
    ]
