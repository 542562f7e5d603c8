from django.urls import reverse

from tests.factories import make_document
from tests.staff_client import superuser_client


def test_list_is_narrowed_by_category(union):
    make_document(title_tr="Form", category="form")
    make_document(title_tr="Rapor", category="report")

    response = superuser_client(union).get(reverse("admin:pages_document_changelist"), category="form")

    assert [document.title_tr for document in response.context["cl"].result_list] == ["Form"]
