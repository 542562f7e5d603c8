import pytest

from tests.pages.follow.following import asks, mails

pytestmark = pytest.mark.django_db


def test_wrong_and_strange_addresses_are_said_so_and_mail_no_one(client, union):
    for what in [
        "",
        "/",
        "/tr/yok/",
        "https://baska.example/tr/haberler/",
        "/tr/haberler/?x=" + "y" * 600,
        "\x00",
        "//x/tr/",
    ]:
        assert asks(client, what=what).status_code == 422, what
    for email in ["", "ayse", "a@b@c", "ayşe@posta.example\nBcc: x@y.example"]:
        assert asks(client, email=email).status_code == 422, email
    assert asks(client, rhythm="hourly").status_code == 422
    assert not mails()
    for times in range(8):
        assert asks(client, what="/tr/haberler/" + f"?yil={2000 + times}").status_code in {200, 429}
    assert len(mails()) == 5, "Nobody's mailbox is filled by typing their address."
