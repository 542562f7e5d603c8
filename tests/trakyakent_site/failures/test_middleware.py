"""Whatever fails while a form is received, and wherever: nothing of what was typed is lost."""

import errno
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.base import BaseHandler
from django.db import OperationalError, ProgrammingError, connection
from django.http import HttpResponsePermanentRedirect

from tests.site.addresses import addresses
from tests.trakyakent_site.failures.failing import ADD, SHORT, TYPED, assert_given_back, queries_raise, view_raises

pytestmark = pytest.mark.django_db


PUBLIC_FORM = "/tr/kart-kontrolu/"


ALL = [address for address in addresses() if address.name not in ("alive", "ready", "jobs", "metrics")]


SAMPLES = [ADD, "/yonetim/pages/post/1/change/", "/tr/", "/en/", "/oparl/v1.1/system/", "/yok/"]


def filled(address) -> str:
    """A path of this address, with something that fits in each gap."""
    route = re.sub(r"\(\?P<\w+>.*?\)|\[.*?\][*+]?", "1", f"/{address.route}").replace("^", "").replace("$", "")
    gaps = {"int": "1", "slug": "a", "path": "a/b", "uuid": "12345678-1234-1234-1234-123456789012"}
    return re.sub(r"<(?:(\w+):)?\w+>", lambda gap: gaps.get(gap[1], "1"), route)


PATHS = sorted({filled(address) for address in ALL})


@pytest.mark.parametrize(
    "failure",
    [
        view_raises(MemoryError()),
        queries_raise(OperationalError("database is locked")),
    ],
    ids=["memory", "locked"],
)
def test_no_address_loses_what_was_typed(staff, failure):
    answers = {}
    with failure:
        for path in PATHS:
            answers[path] = staff.post(path, TYPED)

    assert len(answers) > 300
    for path, answer in answers.items():
        assert answer.status_code in {503, 404, 405}, path
        assert_given_back(answer)


@pytest.mark.parametrize("about", ["django_session", "unions_user", "unions_generation", "unions_unionhost", "INSERT"])
@pytest.mark.parametrize("path", SAMPLES)
def test_a_table_that_fails_anywhere_on_the_way_loses_nothing(staff, path, about):
    with queries_raise(ProgrammingError("no such column"), about=about):
        answer = staff.post(path, TYPED)

    if answer.status_code >= 400:
        assert_given_back(answer)
    else:
        # The form with its errors: it never came to that table.
        assert SHORT in unescape(answer.content.decode())


def test_a_real_table_that_is_gone_saves_nothing(staff):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pages_post RENAME TO pages_post_gone")

    answer = staff.post(ADD, TYPED | {"date": "01.02.2024", "slug_tr": "baslik", "state": "draft"})

    assert answer.status_code == 503
    assert_given_back(answer)


def test_who_is_signed_out_meanwhile_gets_the_text_and_a_way_to_sign_in(staff):
    staff.client.logout()

    answer = staff.post(ADD, TYPED)

    assert answer.status_code == 403
    assert_given_back(answer)
    text = answer.content.decode()
    assert 'href="/yonetim/login/" target="_blank"' in text
    # Nobody knows any more which language this person reads.
    assert "Oturumunuz kapanmış" in text
    assert "You are no longer signed in" in text


def test_an_old_token_is_replaced_and_the_second_try_passes_the_check(visitor):
    first = visitor.post("/yonetim/login/", {"username": "ayşe", "password": "çok-gizli", "csrfmiddlewaretoken": "x"})

    assert first.status_code == 403
    text = first.content.decode()
    assert 'value="ayşe"' in text
    assert "çok-gizli" not in text
    assert 'type="password"' in text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[1]
    second = visitor.post(
        "/yonetim/login/", {"username": "ayşe", "password": "çok-gizli", "csrfmiddlewaretoken": token}
    )
    assert second.status_code == 200


@pytest.mark.parametrize(
    ("headers", "may_retry"),
    [
        ({"origin": "https://evil.example"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site", "origin": "http://other.example"}, False),
        ({"origin": "null"}, False),
        ({"referer": "https://evil.example/form"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({}, True),
    ],
    ids=str,
)
def test_another_sites_form_gets_no_button_with_a_good_token(visitor, headers, may_retry):
    """Otherwise one click of the visitor would pass the check that the other site has failed."""
    answer = visitor.post(ADD, {"title_tr": SHORT}, headers=headers)

    text = answer.content.decode()
    assert answer.status_code == 403
    assert SHORT in unescape(text)
    assert ('type="submit"' in text) == may_retry
    assert ('name="csrfmiddlewaretoken"' in text) == may_retry


def test_files_are_named_to_be_chosen_again(staff):
    files = {"file": SimpleUploadedFile("Bütçe 2024.pdf", b"%PDF-1.4 " * 1000)}
    with view_raises(OSError(errno.ENOSPC, "No space left on device")):
        answer = staff.post(ADD, TYPED | files)

    assert_given_back(answer)
    text = answer.content.decode()
    assert "Bütçe 2024.pdf" in text
    assert '<input type="file"' in text
    assert 'enctype="multipart/form-data"' in text
    assert "%PDF" not in text


def test_a_disk_that_is_full_in_the_middle_of_an_upload_loses_no_text(staff, monkeypatch):
    def fail(self, data, start):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", fail)
    # The text stands behind the file in the body.
    answer = staff.post(ADD, {"file": SimpleUploadedFile("a.pdf", b"x" * 200_000), **TYPED})

    assert answer.status_code == 503
    assert_given_back(answer)
    assert "a.pdf" in answer.content.decode()


def test_a_form_at_an_old_address_is_repeated_by_the_browser(staff):
    """A browser turns a form into a question at a 301, and repeats it at a 308."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            BaseHandler, "make_view_atomic", lambda self, view: lambda *_: HttpResponsePermanentRedirect("/x/")
        )
        answer = staff.post(ADD, TYPED)

    assert answer.status_code == 308
