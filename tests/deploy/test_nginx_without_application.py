"""The application is dead: what readers and people with a form meet then."""

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def dead_site(site):
    """With the copies of its pages, as the command makes them."""
    site.run("manage.py", "mirror")
    (site.data / "mirror" / "secret").write_text("of another host")
    # As after a night without visitors: the proxy's own last answers are told in test_nginx_finished_pages.py.
    for kept in (site.folder / "temporary" / "pages").rglob("*"):
        if kept.is_file():
            kept.unlink()
    site.stop_application()
    return site


def test_readers_are_shown_the_copy_and_forms_are_told_that_nothing_was_saved(dead_site):
    pages = {path: dead_site.ask(path) for path in ["/tr/", "/tr/haberler/", "/tr/haberler/?sayfa=1"]}
    unknown = dead_site.ask("/tr/bu-sayfa-yok/")
    form = dead_site.ask("/tr/", method="POST", body=b"text=uzun", headers={"Content-Type": "text/plain"})
    large = dead_site.ask("/yonetim/", method="POST", body=b"a", headers={"Content-Length": str(50_000_000)})
    outside = dead_site.ask("/%2e%2e/secret")
    static = dead_site.ask("/static/yok.css")

    assert {page.status for page in pages.values()} == {200}
    assert "Haber" in pages["/tr/haberler/?sayfa=1"].text
    assert pages["/tr/haberler/"].body == pages["/tr/haberler/?sayfa=1"].body
    copy = pages["/tr/"]
    assert copy.headers["x-mirror"].startswith("1")
    assert copy.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in copy.headers["content-security-policy"]
    assert copy.headers["strict-transport-security"]
    for answer in [unknown, form, large]:
        assert answer.status == 503
        assert "yazdıklarınız tarayıcınızda durur" in answer.text
        assert answer.headers["retry-after"] == "30"
        assert "x-mirror" not in answer.headers
    assert "of another host" not in outside.text
    assert static.status in [404, 503]
