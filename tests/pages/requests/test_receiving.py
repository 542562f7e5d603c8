import pytest

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import PETITION, browser, carried, code_on, text_of, values_of


@pytest.fixture
def client(union):
    headquarters = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=headquarters, kind="email", value="bilgi@birlik.example")
    return browser(union)


def test_a_form_that_is_sent_twice_is_one_request(client):
    checked = client.post(PETITION, values_of(PETITION))
    values = {**carried(text_of(checked)), "step": "send"}

    assert code_on(client.post(PETITION, values)) == code_on(client.post(PETITION, values))
    assert Request.objects.count() == 1
