import pytest

from trakyakent_site.server import scheme as scheme_of_visitors
from trakyakent_site.server.scheme import with_scheme_of_proxies
from unions.background.proxies import parse_networks


@pytest.mark.parametrize(
    ("sender", "said", "scheme"),
    [
        ("10.0.0.7", "https", "https"),
        ("10.0.0.7", "https,http", "https"),
        ("10.0.0.7", "https, https", "https"),
        ("10.0.0.7", "HTTPS", "https"),
        ("10.0.0.7", "http,https", "http"),
        ("10.0.0.7", "http", "http"),
        ("10.0.0.7", ",https", "http"),
        ("10.0.0.7", "httpsx", "http"),
        ("10.0.0.7", None, "http"),
        ("203.0.113.9", "https", "http"),
        ("203.0.113.9", "https,http", "http"),
        ("", "https,http", "https"),
    ],
)
def test_scheme_is_that_of_the_first_proxy_if_it_is_trusted(settings, sender, said, scheme):
    settings.TRUSTED_PROXIES = parse_networks("10.0.0.0/8")
    environ = {"REMOTE_ADDR": sender, "wsgi.url_scheme": "http"}
    if said is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = said

    assert with_scheme_of_proxies(lambda asked, start: asked["wsgi.url_scheme"])(environ, None) == scheme


def test_two_protocols_are_told_to_the_operator_once(settings, caplog):
    scheme_of_visitors.say_once.cache_clear()
    settings.TRUSTED_PROXIES = parse_networks("10.0.0.0/8")
    application = with_scheme_of_proxies(lambda asked, start: None)
    for said in ["https", "https,http", "https, http"]:
        application({"REMOTE_ADDR": "10.0.0.7", "HTTP_X_FORWARDED_PROTO": said}, None)

    assert [record.message.partition(" (")[0] for record in caplog.records] == ["A proxy forwards two protocols"]
    # What a stranger sends is no proxy of ours.
    scheme_of_visitors.say_once.cache_clear()
    application({"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https,http"}, None)
    assert len(caplog.records) == 1
