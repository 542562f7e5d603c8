"""Every page of the admin goes through the classes that guard it."""

import pytest
from django.apps import apps
from django.contrib import admin

from members.checks.models import CheckLink, Correction
from pages.requests.models import RequestFile
from pages.requests.publication import RequestStatistics
from tests import factories as make
from tests.tables import table
from unions.admin.kit.base import EditableInline, GuardedAdmin, UnionOwnedAdmin
from unions.models import UnionHost, UnionOwned

OWNED_MODELS = [model for model in apps.get_models() if issubclass(model, UnionOwned)]

pytestmark = pytest.mark.django_db


def test_every_model_has_a_page_in_the_admin():
    # Hosts are kept on the page of their union, by those who run the installation; what a municipality proposes is
    # decided on the page of its answer, and its links are nobody's to see. Files of a request are on its page;
    # figures of requests are published on the page of their report.
    elsewhere = [UnionHost, CheckLink, Correction, RequestFile, RequestStatistics]
    missing = [model for model in OWNED_MODELS if model not in admin.site._registry and model not in elsewhere]

    assert missing == []


@table("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_page_of_the_admin_is_guarded(model):
    model_admin = admin.site._registry[model]

    assert isinstance(model_admin, GuardedAdmin)
    if issubclass(model, UnionOwned):
        assert isinstance(model_admin, UnionOwnedAdmin)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_part_inside_a_form_is_guarded(model, rf, ours):
    request = rf.get("/")
    request.user = make.make_superuser()

    inlines = admin.site._registry[model].get_inlines(request, None)

    assert all(issubclass(inline, EditableInline) for inline in inlines)


@table("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_no_page_lets_a_row_be_saved_as_a_new_one(model):
    assert not admin.site._registry[model].save_as
