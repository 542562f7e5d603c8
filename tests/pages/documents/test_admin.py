from django.urls import reverse

from tests.desk import superuser_desk
from tests.factories import make_document


def test_list_is_narrowed_by_category(union):
    make_document(title_tr="Form", category="form")
    make_document(title_tr="Rapor", category="report")

    response = superuser_desk(union).get(reverse("admin:pages_document_changelist"), category="form")

    assert [document.title_tr for document in response.context["cl"].result_list] == ["Form"]
