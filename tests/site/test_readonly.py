"""Reading the public site leaves nothing behind: no row, no cookie, no session, no token.

The matrix asks this of every public address, while the database refuses to write.
"""

import pytest
from django.conf import settings

from tests.site.judging import refusing_to_write, was_session_read

pytestmark = pytest.mark.django_db


PATHS = ["/tr/", "/en/news/", "/tr/olmayan-sayfa/"]


@pytest.mark.parametrize("path", PATHS)
def test_a_cookie_changes_nothing(asker, world, path):
    plain = asker.ask("anonymous", "GET", path)

    with_cookie = asker.ask("anonymous", "GET", path, HTTP_COOKIE=f"anything=else; csrf={'x' * 32}; django_language=en")

    assert with_cookie.without(path) == plain.without(path)
    assert not was_session_read(with_cookie)


@pytest.mark.parametrize("path", PATHS)
def test_a_session_that_is_nobodys_shows_what_everybody_sees(asker, world, path):
    plain = asker.ask("anonymous", "GET", path)

    with_session = asker.ask("anonymous", "GET", path, HTTP_COOKIE=f"session={'x' * 32}")

    # Staff are told what a page lacks, so what is asked with a session is kept for nobody else; one that has ended is
    # taken away, after which they read what all read.
    told = with_session.without(path)
    for header in ["Vary: Cookie\n", 'Set-Cookie: session="";  Max-Age=0; Path=/; SameSite=Lax']:
        assert header in told
        told = told.replace(header, "")
    assert told.strip() == plain.without(path).strip()


def test_the_database_would_refuse(asker, world):
    """The check above is not blind: where something is written, the database refuses."""
    with refusing_to_write():
        answer = asker.ask("manager", "POST", "/yonetim/logout/")

    assert "readonly" in answer.failure or "read-only" in answer.failure


def test_a_session_is_kept_by_staff_only(asker, world):
    answer = asker.ask("manager", "GET", "/yonetim/")

    assert was_session_read(answer)
    assert settings.SESSION_COOKIE_HTTPONLY
