"""What a person may do to one row, beyond what their role allows for its model."""

from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import Http404
from modeltranslation.translator import NotRegistered, translator

from unions.accounts.adapters import was_asked_lately
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


class AskedAgain:
    """For rows that give people rights: whoever changes them has shown a short while ago who they are."""

    def ask_again(self, request):
        """Lead to the page that asks for the password, unless it was asked for lately."""
        if not was_asked_lately(request):
            raise ReauthenticationRequired

    def row_to_act_on(self, request, object_id):
        """The row that a button of its form is about, for those who may change it and have shown who they are."""
        row = self.get_object(request, str(object_id))
        if row is None:
            raise Http404
        if request.method != "POST" or not self.has_change_permission(request, row):
            raise PermissionDenied
        self.ask_again(request)
        return row

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        writes = self.has_change_permission(request) if object_id else self.has_add_permission(request)
        if writes:
            # Before the form is shown, so that nobody types in vain.
            self.ask_again(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        if self.has_delete_permission(request):
            self.ask_again(request)
        return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST":
            self.ask_again(request)
        return super().changelist_view(request, extra_context)


def may_publish(request, model) -> bool:
    """Whether the person may publish and withdraw rows of the model."""
    return request.user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}")


def may_change_public(request, row) -> bool:
    """Whether the person may change the row as it is.

    Whatever is public, scheduled or withdrawn needs the right to publish; a part follows the row it belongs to.
    """
    if row is None or getattr(request, "edits_next_version", False):
        # The form of a next version writes nothing that is public.
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
