"""Documents of the library in the forms of entries: chosen there, shown by several rows, stored once."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from pages.documents.fields import LibraryDocumentField
from pages.documents.uses import columns_of_uses
from pages.tenders.models import Tender
from tests import factories as make
from tests.factories import pdf_upload
from tests.staff_client import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(bound):
    return make.make_document(title_tr="Teknik şartname", title_en="Specification")


def test_every_form_with_a_document_offers_the_library(manager):
    """Whatever model gets a column for a document tomorrow."""
    request = RequestFactory().get("/")
    request.user = manager.user
    for model, column in columns_of_uses():
        field = model._meta.get_field(column)
        admins = [
            admin.site._registry.get(model),
            *(
                inline
                for owner in admin.site._registry.values()
                for inline in owner.get_inline_instances(request)
                if inline.model is model
            ),
        ]
        forms = [each.formfield_for_dbfield(field, request) for each in admins if each is not None]
        assert forms, model
        assert all(isinstance(form, LibraryDocumentField) for form in forms), model


def test_a_chosen_document_is_stored_once_and_public_with_the_row_that_shows_it(bound, manager, client):
    draft = make.make_document(status="draft", title_tr="Sözleşme taslağı")
    tender = Tender.objects.create(union=bound, title_tr="Yol yapımı", status="draft", closes_at=timezone.now())

    manager.save(address("change", tender), **{"files-TOTAL_FORMS": "1", "files-0-file-library": str(draft.pk)})

    [file] = tender.files.all()
    assert file.file.name == draft.file.name
    assert client.get(draft.file.url, HTTP_HOST=manager.host).status_code == 404
    tender.refresh_from_db()
    tender.status = "published"
    tender.save()
    assert client.get(draft.file.url, HTTP_HOST=manager.host).status_code == 200


def test_a_refused_form_still_has_the_choice(manager, document):
    add = reverse("admin:unions_decision_add")

    refused = manager.save(add, title_tr="", **{"file-library": str(document.pk)})

    assert refused.status_code == 200
    assert f'name="file-library" id="id_file-library" value="{document.pk}"' in refused.text
    assert "Teknik şartname" in refused.text


def test_a_number_that_the_library_does_not_have_is_refused_at_its_field(manager, document):
    foreign = make.make_document(union=make.make_union(code="komsu"))
    decision = make.make_decision()

    for number in [str(foreign.pk), "0", "9" * 18, "²", "-1", "x"]:
        answer = manager.save(address("change", decision), **{"file-library": number})
        assert list(answer.context["adminform"].form.errors) == ["file"], number
    decision.refresh_from_db()
    assert not decision.file


def test_a_file_that_is_sent_counts_more_than_a_number(manager, document):
    decision = make.make_decision()

    manager.save(address("change", decision), file=pdf_upload("karar.pdf"), **{"file-library": str(document.pk)})

    decision.refresh_from_db()
    assert "/unions.decision/" in decision.file.name
