"""Finished pages from the proxy: the same bytes, at most a second old, and never what is meant for one reader."""

import re
import sqlite3
import time

import pytest

pytestmark = pytest.mark.slow

PACKED = {"Accept-Encoding": "gzip, deflate"}


def asked_often(site, path, **more):
    """The answer once the proxy has had every reason to keep it."""
    answers = [site.ask(path, **more) for _again in range(4)]
    return answers[-1]


def asked_until_kept(site, path, **more):
    """On a busy machine a second passes between two questions, so that the application may be asked again."""
    kept = []
    wait_until(lambda: came_from_proxy(kept.append(site.ask(path, **more)) or kept[-1]))
    return kept[-1]


def came_from_proxy(answer) -> bool:
    return answer.headers.get("cache-status", "").startswith("proxy; hit")


def change(site, statement: str) -> None:
    """A save, with the number that says that something has changed."""
    connection = sqlite3.connect(site.data / "db.sqlite3", timeout=10)
    with connection:
        connection.execute(statement)
        connection.execute("UPDATE unions_generation SET number = number + 1")
    connection.close()


def wait_until(is_so) -> None:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() < began + 20
        # Below what the proxy grants one address.
        time.sleep(0.2)


def test_what_the_application_has_finished_comes_from_the_proxy_unchanged(site):
    by_application = site.ask("/tr/haberler/", headers={"Cookie": "__Host-csrf=a"})
    plain, packed = asked_until_kept(site, "/tr/haberler/"), asked_until_kept(site, "/tr/haberler/", headers=PACKED)
    again = site.ask("/tr/haberler/", headers={"If-None-Match": plain.headers["etag"]})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.text.split("<main")[1] == by_application.text.split("<main")[1]
    assert (again.status, again.body) == (304, b"")
    for name in ["content-security-policy", "strict-transport-security", "x-content-type-options"]:
        assert plain.headers[name] == by_application.headers.get(name, plain.headers[name])
    assert plain.headers["x-request-id"] != packed.headers["x-request-id"]
    assert "x-accel-expires" not in plain.headers


def test_an_edit_is_seen_by_its_editor_at_once_and_by_readers_a_second_later(site):
    session = {"Cookie": f"__Host-session={site.stored['session']}"}
    asked_until_kept(site, "/tr/haberler/")

    change(site, "UPDATE pages_post SET title = 'Yeni başlık', title_tr = 'Yeni başlık'")
    for_editor = site.ask("/tr/haberler/", headers=session)
    wait_until(lambda: "Yeni başlık" in site.ask("/tr/haberler/").text)

    assert "Yeni başlık" in for_editor.text
    assert not came_from_proxy(for_editor)


def test_what_is_meant_for_one_reader_or_may_be_asked_without_end_is_never_kept(site):
    session = {"Cookie": f"a=b; __Host-session={site.stored['session']}"}

    kept = {
        "signed in": asked_often(site, "/tr/", headers=session),
        "with a password": asked_often(site, "/tr/", headers={"Authorization": "Basic YTpi"}),
        "search": asked_often(site, "/tr/ara/?q=haber"),
        "form": asked_often(site, "/yonetim/giris/"),
        "secret": asked_often(site, f"/tr/kart-kontrolu/{'s' * 43}/"),
        "page of a list": asked_often(site, "/tr/haberler/?sayfa=1"),
        "made-up question": asked_often(site, "/tr/?neden=yok"),
        "closed file": asked_often(site, site.stored["closed"]),
        "answer of a form": asked_often(site, "/tr/", method="POST", body=b"a=b"),
    }

    assert [what for what, answer in kept.items() if came_from_proxy(answer)] == []
    # A cookie that others have set says nothing of its reader.
    assert asked_until_kept(site, "/tr/", headers={"Cookie": "_ga=1; mysession=2"})


def test_a_page_that_is_gone_is_not_shown_from_before(site):
    """Only an application that fails is helped out by an older copy; one that says "not found" is believed."""
    path = re.search(r'href="(/tr/haberler/[^"?]+/)"', site.ask("/tr/haberler/").text.split("<main")[1])[1]
    asked_until_kept(site, path)

    change(site, "UPDATE pages_post SET status = 'draft'")

    wait_until(lambda: site.ask(path).status in [404, 410])
    change(site, "UPDATE pages_post SET status = 'published'")
    wait_until(lambda: site.ask(path).status == 200)


def test_pages_that_were_asked_for_outlive_the_application(site):
    kept = asked_until_kept(site, "/tr/uyeler/")
    site.stop_application()

    def is_stale():
        return "stale" in site.ask("/tr/uyeler/").headers.get("cache-status", "")

    site.wait_for(is_stale)

    assert site.ask("/tr/uyeler/").body == kept.body
