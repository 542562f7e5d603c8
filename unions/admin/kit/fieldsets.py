"""Parts of forms that many pages share."""

from django.utils.translation import gettext_lazy

PUBLISHING_FIELDSET = (
    gettext_lazy("Publication"),
    {"fields": ["status", ("publish_at", "expire_at"), "withdrawal_reason"]},
)
ADDRESS_FIELDSET = (gettext_lazy("Address"), {"fields": ["addresses", "slug"], "classes": ["collapse"]})


NOTE_FIELDSET = (gettext_lazy("For staff only"), {"fields": ["staff_note"], "classes": ["collapse"]})
