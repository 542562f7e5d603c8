import errno

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import UnreadablePostError
from django.template import TemplateSyntaxError

from tests.trakyakent_site.failures.failing import ADD, TYPED, assert_given_back, queries_raise, view_raises
from trakyakent_site.failures.kinds import Kind, kind_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("attempt to write a readonly database"), 503),
        (ProgrammingError('relation "pages_post" does not exist'), 503),
        (InterfaceError("connection already closed"), 503),
        (MemoryError(), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (RuntimeError("a slip of ours"), 500),
        (TemplateSyntaxError("while answering"), 500),
        (RecursionError(), 500),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), 500),
        (UnreadablePostError("connection reset"), 400),
        (RequestDataTooBig(), 413),
        (TooManyFieldsSent(), 413),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
@pytest.mark.parametrize("path", [ADD, "/tr/", "/en/"])
def test_each_failure_has_its_status_and_gives_the_text_back(staff, path, error, status):
    with view_raises(error), pytest.MonkeyPatch.context() as patch:
        patch.setattr("trakyakent_site.middleware.ReadersMiddleware.METHODS", ["GET", "HEAD", "POST"])
        answer = staff.post(path, TYPED)

    assert answer.status_code == status
    assert_given_back(answer)
    assert ("Retry-After" in answer) == (status == 503)


def test_a_public_page_that_fails_by_any_error_of_the_database_says_to_come_again(staff):
    with queries_raise(ProgrammingError("no such column"), about="pages_post"):
        answer = staff.get("/tr/haberler/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Kısa bir süre sonra" in answer.content.decode()


def test_a_full_disk_is_called_so_whoever_says_it():
    for error in [
        OperationalError("database or disk is full"),
        OperationalError('could not extend file "base/1/2": No space left on device'),
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
    ]:
        assert kind_of(error) == Kind.DISK_FULL
    assert kind_of(OperationalError("database is locked")) == Kind.DATABASE
