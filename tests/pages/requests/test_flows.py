import pytest

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import BARRIER, FORMS, browser, code_on, send, text_of, values_of
from unions.models import OutgoingMail


@pytest.fixture
def client(union):
    headquarters = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=headquarters, kind="email", value="bilgi@birlik.example")
    return browser(union)


def test_every_form_becomes_a_request_with_a_receipt(client):
    for path in FORMS:
        empty = client.get(path)
        assert empty.status_code == 200
        assert "csrf" not in text_of(empty)
        receipt = send(client, path)
        assert receipt.status_code == 200, path
        assert not receipt.cookies
        assert receipt["Cache-Control"].startswith("no-store")
        assert len(code_on(receipt)) == 14
    assert sorted(Request.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    barrier = Request.objects.get(kind="barrier")
    assert barrier.page_address == "/tr/uyeler/"
    assert barrier.due_on is None
    # The receipts that an address was given for, and a mail to the office about each.
    assert OutgoingMail.objects.filter(to="ayse@posta.example").count() == 4
    assert OutgoingMail.objects.filter(to="bilgi@birlik.example").count() == 6


def test_a_page_of_this_host_alone_is_the_place_of_a_barrier(client, unlimited):
    assert 'value="/tr/uyeler/"' in text_of(client.get(f"{BARRIER}?adres=/tr/uyeler/"))
    for elsewhere in ["https://kotu.example/x", "//kotu.example/x", "javascript:alert(1)", "/\\kotu.example", "uyeler"]:
        assert f'value="{elsewhere}"' not in text_of(client.get(BARRIER, {"adres": elsewhere}))
        assert client.post(BARRIER, values_of(BARRIER, page_address=elsewhere)).status_code == 422
    own = f"http://{client.defaults['HTTP_HOST']}/tr/uyeler/?a=b"
    assert send(client, BARRIER, page_address=own).status_code == 200
    assert Request.objects.get().page_address == "/tr/uyeler/"
