"""Reading the public site leaves nothing behind: no row, no cookie, no session, no token.

The matrix asks this of every public address, while the database refuses to write.
"""

import pytest
from django.conf import settings

from tests.site.judging import refusing_to_write, was_session_read

pytestmark = pytest.mark.django_db


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
