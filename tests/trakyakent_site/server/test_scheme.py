import pytest

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
