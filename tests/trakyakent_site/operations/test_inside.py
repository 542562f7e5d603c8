import pytest
from django.test import Client

from unions.background.proxies import parse_networks


@pytest.mark.usefixtures("healthy_database")
@pytest.mark.parametrize(
    ("sender", "forwarded_for", "is_told"),
    [
        ("127.0.0.1", None, True),
        ("::1", None, True),
        ("10.9.8.7", None, True),
        ("203.0.113.5", None, False),
        # Our proxy speaks for a stranger.
        ("127.0.0.1", "203.0.113.5", False),
        ("127.0.0.1", "127.0.0.1, 203.0.113.5", False),
        # A stranger speaks for our machine.
        ("203.0.113.5", "127.0.0.1", False),
        ("not an address", None, False),
    ],
)
def test_strangers_are_told_no_versions(settings, sender, forwarded_for, is_told):
    settings.MONITORING_NETWORKS = parse_networks("127.0.0.1,::1,10.9.0.0/16")
    headers = {"x-forwarded-for": forwarded_for} if forwarded_for else {}

    answer = Client().get("/isler", headers=headers, REMOTE_ADDR=sender)

    assert ("disk_free_megabytes" in answer.json()) == is_told
    if not is_told:
        assert answer.json().keys() == {"state"}
