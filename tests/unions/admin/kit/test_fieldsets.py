"""Parts of forms that many pages share."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets

from tests.tables import table
from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import PUBLISHING_FIELDSET
from unions.publishing.states import Publishable

PUBLISHED = [model for model in admin.site._registry if issubclass(model, Publishable)]


@table("model", PUBLISHED, ids=lambda model: model._meta.label)
def test_whatever_is_published_has_the_same_fields_for_it(model):
    assert PUBLISHING_FIELDSET[0] in [title for title, _options in admin.site._registry[model].fieldsets]


@table("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_staff_leave_a_note_on_every_row_of_a_union_that_they_edit(model):
    model_admin = admin.site._registry[model]
    fields = flatten_fieldsets(model_admin.fieldsets or [])

    assert not isinstance(model_admin, UnionOwnedAdmin) or not fields or "staff_note" in fields
