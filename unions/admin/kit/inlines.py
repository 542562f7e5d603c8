"""Rows that are edited inside the form of the row they belong to."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.utils import translation
from django.utils.translation import gettext as _

from unions.admin.kit.forms import InlineForm, InlineFormSet
from unions.admin.kit.layout import DAYS_AND_TIMES, labels_of, name_field, with_version
from unions.admin.kit.libraries import from_library
from unions.admin.kit.rights import may_change_public
from unions.admin.kit.wording import label_of
from unions.tenancy import scope
from unions.text.turkish import capfirst


class EditableInline(admin.StackedInline):
    """Rows of the same union that are edited inside the form of the row they belong to."""

    form = InlineForm
    formset = InlineFormSet
    formfield_overrides = DAYS_AND_TIMES
    extra = 0
    # Their history is on their own page.
    show_change_link = True
    # The field that holds their order, if people put them in order.
    ordering_field = ""

    def __init__(self, parent_model, admin_site):
        super().__init__(parent_model, admin_site)
        # Django would capitalise i as I on the button that adds another.
        self.verbose_name = capfirst(self.verbose_name, translation.get_language() or "tr")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(union=self.union_of_parts())

    def union_of_parts(self):
        return scope.union()

    def get_fieldsets(self, request, obj=None):
        return with_version(super().get_fieldsets(request, obj), self.shows_version(request, obj))

    def shows_version(self, request, obj) -> bool:
        return self.has_change_permission(request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        kwargs["labels"] = labels_of(self.model)
        if "fields" not in kwargs:
            names = flatten_fieldsets(self.get_fieldsets(request, obj))
            # The model's own field of that name is not for editing; the form brings one.
            kwargs["fields"] = [name for name in names if name != "version"]
        formset = super().get_formset(request, obj, **kwargs)
        if not self.shows_version(request, obj):
            formset.form.base_fields.pop("version", None)
        formset.form.asks_version = not getattr(request, "ignores_versions", False)
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        form_field = super().formfield_for_dbfield(db_field, request, **{**from_library(db_field), **kwargs})
        if form_field is not None:
            name_field(form_field, label_of(db_field))
        if form_field is not None and db_field.name == self.ordering_field:
            form_field.required = False
            form_field.widget.attrs.update(
                {
                    "data-order": "",
                    "data-up": _("Move up"),
                    "data-down": _("Move down"),
                    "data-moved": _("New position: %(place)s"),
                }
            )
        return form_field

    # `obj` is the row the parts belong to: what is public is closed to those who may not publish, parts included.

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and may_change_public(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_change_public(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_change_public(request, obj)
