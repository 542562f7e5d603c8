"""How a form shows the files that were chosen for it before it was refused."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm, BoundField, FileField
from django.forms.renderers import DjangoTemplates
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.files.kept import KEEPER, KEPT, REMOVED

GONE = gettext_lazy("%(name)s is no longer on the server. Choose it again, or send the form without it.")
NO_ROOM = gettext_lazy(
    "There is no room on the server for %(name)s at present. What you wrote is still here: send it without the file, "
    "or try again later."
)


class KeptBoundField(BoundField):
    """A field of a form; below that of a file it says what became of the file that was chosen for it.

    A file that its own field refuses is not kept, unless the field sets `keeps_refused`: there another choice in the
    form may make it right.
    """

    @cached_property
    def chosen(self) -> UploadedFile | None:
        """The file that was sent."""
        if not (isinstance(self.field, FileField) and self.form.is_bound):
            return None
        upload = self.data
        return upload if isinstance(upload, UploadedFile) else None

    @cached_property
    def kept_token(self) -> str | None:
        upload = self.chosen
        if upload is None or (self.errors and not getattr(self.field, "keeps_refused", False)):
            return None
        keeper = getattr(upload, KEEPER, None)
        return keeper.keep(upload) if keeper is not None else None

    @property
    def lost_name(self) -> str:
        """The name of a file that has to be chosen again."""
        if self.chosen is not None:
            return "" if self.kept_token else (self.chosen.name or "")
        if not isinstance(self.field, FileField) or not self.form.is_bound:
            return ""
        is_removed = f"{self.html_name}{REMOVED}" in self.form.data
        return "" if is_removed else self.form.data.get(f"{self.html_name}{KEPT}", "").partition("/")[2]

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if self.kept_token:
            # The browser need not insist on what is here already.
            attrs.pop("required", None)
        return attrs

    def as_widget(self, *args: Any, **kwargs: Any) -> SafeString:
        return mark_safe(super().as_widget(*args, **kwargs) + self.about_chosen())  # noqa: S308  # both are escaped

    def about_chosen(self) -> SafeString:
        if self.chosen is not None and self.kept_token:
            return format_html(
                '<p class="kept-file"><input type="hidden" name="{name}{kept}" value="{token}/{file}">'
                '{text} <label><input type="checkbox" name="{name}{removed}"> {remove}</label></p>',
                name=self.html_name,
                kept=KEPT,
                removed=REMOVED,
                token=self.kept_token,
                file=self.chosen.name,
                text=_("%(name)s (chosen, %(size)s)")
                % {"name": self.chosen.name, "size": filesizeformat(self.chosen.size or 0)},
                remove=_("remove"),
            )
        if self.chosen is not None and self.errors:
            text = _("%(name)s was not accepted.") % {"name": self.chosen.name}
            return format_html('<p class="kept-file lost">{}</p>', text)
        if name := self.lost_name:
            text = _("%(name)s could not be kept. Please choose it again.") % {"name": name}
            return format_html('<p class="kept-file lost">{}</p>', text)
        return SafeString("")


def files_of(form: BaseForm) -> list[KeptBoundField]:
    """The fields of a form that take files."""
    fields = [form[name] for name, field in form.fields.items() if isinstance(field, FileField)]
    return [field for field in fields if isinstance(field, KeptBoundField)]


def refuse_gone(form: BaseForm) -> None:
    """Refuse a form that names a file which was kept for it and is gone, instead of saving it without the file."""
    for field in files_of(form):
        if field.chosen is None and field.lost_name and not form.has_error(field.name):
            form.add_error(field.name, ValidationError(GONE, code="gone", params={"name": field.lost_name}))


def refuse_unkept(form: BaseForm) -> bool:
    """Refuse a form whose next page would not have a file that was chosen here; whether there is one."""
    for field in files_of(form):
        if field.lost_name:
            form.add_error(field.name, ValidationError(NO_ROOM, code="room", params={"name": field.lost_name}))
    return not form.is_valid()


class FormRenderer(DjangoTemplates):
    """Django's own, with the fields above."""

    bound_field_class = KeptBoundField
