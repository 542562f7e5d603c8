"""Parts of forms that many pages share."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django.utils.functional import _StrPromise

    Fieldset = tuple[_StrPromise, _FieldOpts]

PUBLISHING_FIELDSET: "Fieldset" = (
    gettext_lazy("Publication"),
    {"fields": ["status", ("publish_at", "expire_at"), "withdrawal_reason"]},
)
ADDRESS_FIELDSET: "Fieldset" = (gettext_lazy("Address"), {"fields": ["addresses", "slug"], "classes": ["collapse"]})
NOTE_FIELDSET: "Fieldset" = (gettext_lazy("For staff only"), {"fields": ["staff_note"], "classes": ["collapse"]})
