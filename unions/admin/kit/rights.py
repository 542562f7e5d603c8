"""What a person may do to one row, beyond what their role allows for its model."""

from modeltranslation.translator import NotRegistered, translator

from unions.publishing.states import Publishable

PUBLISHING_FIELDS = ["status", "publish_at", "expire_at", "withdrawal_reason"]


class AsItHappened:
    """For rows that record what happened, as a mail that was sent: nobody adds, deletes or restores them by hand."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def may_restore(self, request, row):
        return False


def may_publish(request, model) -> bool:
    """Whether the person may publish and withdraw rows of the model."""
    return request.user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}")


def may_change_public(request, row) -> bool:
    """Whether the person may change the row as it is.

    Whatever is public, scheduled or withdrawn needs the right to publish; a part follows the row it belongs to.
    """
    if row is None:
        return True
    if isinstance(row, Publishable):
        return row.status == Publishable.Status.DRAFT or may_publish(request, type(row))
    return may_change_public(request, getattr(row, getattr(row, "union_from", "") or "", None))


def publishing_fields(model) -> list[str]:
    """The fields by which a row becomes public, as forms name them."""
    return [name for field in PUBLISHING_FIELDS for name in names_in_forms(model, field)]


def names_in_forms(model, name: str) -> list[str]:
    """A field's names in a form: one, or one a language."""
    try:
        translations = translator.get_options_for_model(model).all_fields.get(name)
    except NotRegistered:
        translations = None
    return [field.name for field in sorted(translations, key=is_foreign)] if translations else [name]


def is_foreign(field) -> bool:
    """Turkish first, then the other languages in their order."""
    return field.language != "tr"
