"""Which proxies are believed, and whose address a request has."""

import pytest
from django.test import RequestFactory

from tests.tables import table
from unions.background.proxies import (
    BadNetwork,
    address_of,
    as_gunicorn_reads,
    is_trusted,
    parse_networks,
)

PROXIES = "10.0.0.0/8, 192.0.2.7, fd00::/8"


@pytest.mark.parametrize(
    ("sender", "said", "address"),
    [
        ("10.1.2.3", "203.0.113.9", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("10.1.2.3", "203.0.113.9, 10.7.7.7", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.7, 203.0.113.9, 192.0.2.7, 10.7.7.7", "203.0.113.9"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "10.4.4.4", "10.4.4.4"),
        ("10.1.2.3", "203.0.113.9:40312", "203.0.113.9"),
        ("10.1.2.3", "[2001:db8::5]:443", "2001:db8::5"),
        ("10.1.2.3", "2001:DB8::5", "2001:db8::5"),
        ("10.1.2.3", "203.0.113.9, unknown", "10.1.2.3"),
        ("10.1.2.3", "203.0.113.9, <script>, 10.7.7.7", "10.7.7.7"),
        ("10.1.2.3", ",,", "10.1.2.3"),
        ("::ffff:10.1.2.3", "::ffff:203.0.113.9", "203.0.113.9"),
        ("fd00::1", "203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("192.0.2.8", "198.51.100.7", "192.0.2.8"),
        ("2001:DB8:0::5", "198.51.100.7", "2001:db8::5"),
    ],
)
def test_address_is_the_last_one_that_is_no_proxy_of_ours(settings, sender, said, address):
    settings.TRUSTED_PROXIES = parse_networks(PROXIES)
    request = RequestFactory().get("/", REMOTE_ADDR=sender, headers={"x-forwarded-for": said})

    assert address_of(request) == address


@table(
    ("text", "words"),
    [
        ("*", "every visitor"),
        ("127.0.0.1,*", "every visitor"),
        ("10.*", "every visitor"),
        ("0.0.0.0/0", "half of the internet"),
        ("::/0", "half of the internet"),
        ("128.0.0.0/1", "half of the internet"),
        ("10.1.2.3/8", "write 10.0.0.0/8"),
        ("10.0.0.0/33", "neither an address"),
        ("10.0.0", "neither an address"),
        ("proxy.example", "neither an address"),
        ("127.0.0.1:8000", "without a port"),
        ("10.0.0.0-10.0.0.9", "neither an address"),
        ("10.0.0.1 10.0.0.2", "neither an address"),
        ("10.0.0.0\\8", "neither an address"),
    ],
)
def test_what_is_no_network_is_refused_with_what_to_write(text, words):
    with pytest.raises(BadNetwork, match=words):
        parse_networks(text)


def test_networks_may_have_spaces_and_an_end_of_their_own():
    assert [str(network) for network in parse_networks(" 10.0.0.0/8 ,::1, ")] == ["10.0.0.0/8", "::1/128"]


def test_gunicorn_believes_the_same_proxies_when_it_listens_to_both_protocols():
    spellings = parse_networks(as_gunicorn_reads(parse_networks("10.0.0.0/8,::1")))

    assert is_trusted("10.200.0.1", spellings)
    assert [str(network) for network in spellings] == ["10.0.0.0/8", "::ffff:a00:0/104", "::1/128"]
