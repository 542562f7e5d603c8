from datetime import timedelta

import pytest
from django.utils import timezone

from pages.obligations import board
from tests import factories as make

pytestmark = pytest.mark.django_db


def met(union) -> set[str]:
    return {line.duty.key for line in board.lines(union) if line.is_met}


def test_security_contact_is_a_file_of_each_host_until_it_runs_out(union, client):
    address = "/.well-known/security.txt"
    assert client.get(address).status_code == 404
    assert "security_contact" not in met(union)

    contact = make.make_security_contact(policy="https://birlik.example/politika/")
    answer = client.get(address)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert lines["Contact"] == "mailto:guvenlik@birlik.example"
    assert lines["Expires"].endswith("Z")
    assert lines["Expires"][:10] in {str(contact.expires_on), str(contact.expires_on - timedelta(days=1))}
    assert lines["Preferred-Languages"] == "tr, en"
    assert lines["Canonical"].startswith("https://")
    assert lines["Canonical"].endswith(address)
    assert lines["Policy"] == "https://birlik.example/politika/"
    assert "security_contact" in met(union)

    contact.expires_on = timezone.localdate()
    contact.save()
    assert client.get(address).status_code == 404
    assert "security_contact" not in met(union)
