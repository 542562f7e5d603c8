"""Reading the public site leaves nothing behind: no row, no cookie, no session, no token."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from tests.site.addresses import addresses
from tests.site.asking import undone
from tests.site.verdicts import verdict_on

pytestmark = pytest.mark.django_db

PUBLIC = [(address, language) for address in addresses() if not address.is_admin for language in address.languages]
IDS = [f"{address}-{language}" for address, language in PUBLIC]


@contextmanager
def refusing_to_write():
    """The database itself refuses every write."""
    is_sqlite = connection.vendor == "sqlite"
    # PostgreSQL's promise ends with the savepoint, SQLite's when it is taken back.
    with undone(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1" if is_sqlite else "SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if is_sqlite:
                cursor.execute("PRAGMA query_only = 0")


@pytest.mark.parametrize(("address", "language"), PUBLIC, ids=IDS)
def test_a_reader_leaves_nothing_behind(asker, world, address, language):
    everything = [path for paths in verdict_on(address).paths(world, address, language).values() for path in paths]

    with refusing_to_write():
        answers = [asker.ask("anonymous", method, path) for path in everything for method in ["GET", "HEAD"]]

    assert answers
    for answer in answers:
        assert not answer.failure
        assert answer.status < 500 or address.name == "ready"
        assert not answer.writes
        assert not answer.response.cookies
        assert "csrf" not in answer.text.lower()
        # A draft's file asks who is there; nothing else does.
        if not (address.name == "stored_file" and answer.status == 404):
            assert not was_session_read(answer), answer.path
            assert "cookie" not in answer.response.get("Vary", "").lower(), answer.path


def was_session_read(answer) -> bool:
    return hasattr(answer.request, "session") and answer.request.session.accessed


@pytest.mark.parametrize("cookies", [f"session={'x' * 32}; csrf={'x' * 32}; django_language=en", "anything=else"])
@pytest.mark.parametrize("path", ["/tr/", "/en/news/", "/tr/olmayan-sayfa/"])
def test_a_cookie_changes_nothing(asker, world, path, cookies):
    plain = asker.ask("anonymous", "GET", path)

    with_cookie = asker.ask("anonymous", "GET", path, HTTP_COOKIE=cookies)

    assert with_cookie.without(path) == plain.without(path)
    assert not was_session_read(with_cookie)


def test_the_database_would_refuse(asker, world):
    """The check above is not blind: where something is written, the database refuses."""
    with refusing_to_write():
        answer = asker.ask("manager", "POST", "/yonetim/logout/")

    assert "readonly" in answer.failure or "read-only" in answer.failure


def test_a_session_is_kept_by_staff_only(asker, world):
    answer = asker.ask("manager", "GET", "/yonetim/")

    assert was_session_read(answer)
    assert settings.SESSION_COOKIE_HTTPONLY
