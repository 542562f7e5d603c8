import re

import pytest

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import PETITION, browser, carried, send, text_of, values_of
from unions.files.uploads import check_document


@pytest.fixture
def client(union):
    headquarters = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=headquarters, kind="email", value="bilgi@birlik.example")
    return browser(union)


def test_a_name_may_be_in_any_script(client):
    send(client, PETITION, name="محمد عبد الله")

    assert Request.objects.get().name == "محمد عبد الله"


def test_a_document_stays_chosen_through_all_steps(client):
    first = client.post(PETITION, values_of(PETITION, name="", file=make.pdf_upload("ek.pdf")))
    assert "ek.pdf" in text_of(first)
    values = values_of(PETITION)
    hidden = dict(re.findall(r'name="(file-kept|opened)" value="([^"]+)"', text_of(first)))
    checked = client.post(PETITION, {**values, **hidden})
    assert "ek.pdf" in text_of(checked)
    client.post(PETITION, {**carried(text_of(checked)), "step": "send"})

    file = Request.objects.get().files.get()
    assert file.title == "ek.pdf"
    check_document(file.file)
    # Only staff and the applicant see it.
    assert client.get(file.file.url).status_code == 404
