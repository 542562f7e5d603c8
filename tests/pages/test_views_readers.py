import pytest
from django.contrib.sessions.backends.base import SessionBase

from pages.kinds import KINDS
from tests.factories import make_menu_item, make_page
from tests.pages.addresses import address
from tests.publications import make_publication
from unions.models import User

NAMES = [
    "entrance",
    "home",
    *(name for kind in KINDS for name in kind.names_of_addresses() if name != kind.detail_name),
    "sitemap",
    "robots",
]


def public_paths():
    """Every kind of public page of this app, in both languages."""
    rows = [*(make_publication(kind) for kind in KINDS), make_page()]
    make_menu_item(page=rows[-1])
    for language in ["tr", "en"]:
        yield from (address(name, language) for name in NAMES)
        yield from (row.address(language) for row in rows)


def test_reader_gets_no_cookie_and_writes_nothing(client, union, request):
    paths = list(public_paths())
    request.getfixturevalue("read_only_database")

    for path in paths:
        response = client.get(path)

        assert response.status_code in {200, 302}, path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path


def test_cookies_that_readers_bring_are_not_read(client, union, monkeypatch):
    def refuse(*arguments):
        pytest.fail("A public page read the session.")

    paths = list(public_paths())
    monkeypatch.setattr(SessionBase, "_get_session", refuse)
    monkeypatch.setattr(User.objects, "get", refuse)
    client.cookies.load({"session": "a" * 32, "csrftoken": "b" * 32})

    for path in paths:
        assert client.get(path).status_code in {200, 302}, path
