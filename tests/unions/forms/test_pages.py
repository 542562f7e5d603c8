import pytest

from tests import factories as make
from tests.pages.requests.filling import (
    PETITION,
    browser,
    values_of,
)


@pytest.fixture
def client(union):
    headquarters = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=headquarters, kind="email", value="bilgi@birlik.example")
    return browser(union)


def test_a_form_from_another_site_is_refused(client):
    answer = client.post(PETITION, values_of(PETITION), headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
