"""What the start page and the forms say of publications of any kind."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.urls import reverse

from pages.galleries.models import Gallery
from pages.kinds import KINDS
from tests.publications import make_publication, parts_of
from tests.staff_client import superuser_client
from tests.tables import table

MODELS = list(dict.fromkeys(kind.model for kind in KINDS))


@table("model", MODELS, ids=lambda model: model.__name__)
def test_every_form_ends_with_publication_address_and_note(model):
    names = flatten_fieldsets(admin.site._registry[model].fieldsets[-3:])

    # As they stand there once each language has a field of its own.
    assert list(dict.fromkeys(name.removesuffix("_tr").removesuffix("_en") for name in names)) == [
        *["status", "publish_at", "expire_at", "withdrawal_reason", "addresses", "slug", "staff_note"],
    ]


def test_the_start_page_counts_what_is_public(union):
    for kind in KINDS:
        make_publication(kind)
        make_publication(kind, status="draft")
    counts = {
        count.url: count.number for count in superuser_client(union).get(reverse("admin:index")).context["counts"]
    }

    for model in MODELS:
        url = reverse(f"admin:pages_{model._meta.model_name}_changelist")
        public = model.objects.published().count()
        assert counts.get(url) == (None if model is Gallery else public)


@table("model", MODELS, ids=lambda model: model.__name__)
def test_what_lives_inside_a_publication_has_no_list_in_the_menu(model):
    for part in parts_of(model):
        assert not admin.site._registry[part].has_module_permission(None)
