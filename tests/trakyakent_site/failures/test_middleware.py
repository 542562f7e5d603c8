"""Whatever fails while a form is received, and wherever: nothing of what was typed is lost."""

import errno
import re
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.base import BaseHandler
from django.db import InterfaceError, OperationalError, ProgrammingError, connection, transaction
from django.http import HttpResponseForbidden, HttpResponsePermanentRedirect, UnreadablePostError
from django.template import TemplateSyntaxError

from pages.models import Post
from tests.site.addresses import addresses

pytestmark = pytest.mark.django_db

SHORT = "Kısa <b>yazı</b> “ı” & İ"
LONG = "Uzun metin.\r\nİkinci satır & <p>son</p> " * 20
TYPED = {"title_tr": SHORT, "body_tr": LONG, "password": "çok-gizli", "api_token": "gizli-anahtar"}
ADD = "/yonetim/pages/post/add/"
PUBLIC_FORM = "/tr/kart-kontrolu/"
ALL = [address for address in addresses() if address.name not in ("alive", "ready", "jobs", "metrics")]
SAMPLES = [ADD, "/yonetim/pages/post/1/change/", "/tr/", "/en/", "/oparl/v1.1/system/", "/yok/"]


def filled(address) -> str:
    """A path of this address, with something that fits in each gap."""
    route = re.sub(r"\(\?P<\w+>.*?\)|\[.*?\][*+]?", "1", f"/{address.route}").replace("^", "").replace("$", "")
    gaps = {"int": "1", "slug": "a", "path": "a/b", "uuid": "12345678-1234-1234-1234-123456789012"}
    return re.sub(r"<(?:(\w+):)?\w+>", lambda gap: gaps.get(gap[1], "1"), route)


PATHS = sorted({filled(address) for address in ALL})


@contextmanager
def view_raises(error):
    """Every view reads the form, and fails then."""

    def make(self, view):
        def fail(request, *args, **kwargs):
            request.POST.get("title_tr")
            raise error

        return fail

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "make_view_atomic", make)
        yield


@contextmanager
def queries_raise(error, *, about=""):
    def fail(execute, sql, params, many, context):
        if about in str(sql):
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def assert_given_back(answer, typed=TYPED):
    text = unescape(answer.content.decode())
    assert 400 <= answer.status_code < 600
    for name, value in typed.items():
        if re.search("password|token", name):
            assert value not in text
        else:
            assert value.replace("\r\n", "\n") in text.replace("\r\n", "\n")
    assert "<h1>Server Error" not in text
    assert re.search(r"<title>\s*\w.+</title>", text)
    assert "no-store" in answer["Cache-Control"]


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


def test_the_page_is_in_the_language_of_the_person_and_in_the_clothes_of_the_side(staff):
    staff.user.language = "en"
    staff.user.save()
    with view_raises(RuntimeError()):
        admin, turkish = staff.post(ADD, TYPED), staff.post("/tr/uyeler/", TYPED)

    assert 'lang="en"' in admin.content.decode()
    assert "<h1>What you sent has not been saved</h1>" in admin.content.decode()
    assert "kaydedilemedi" not in admin.content.decode()
    assert 'id="branding"' in admin.content.decode()
    assert 'href="/yonetim/"' in admin.content.decode()
    assert 'class="masthead"' in turkish.content.decode()
    assert "Bu adres form kabul etmez" in turkish.content.decode()
    assert "What you" not in turkish.content.decode()


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


@pytest.mark.parametrize(
    "form",
    [
        TYPED | {f"field-{number}": "x" for number in range(5000)},
        TYPED | {"very_long": "ş" * 1_500_000},
        TYPED | {f"file-{number}": SimpleUploadedFile(f"{number}.pdf", b"%PDF") for number in range(401)},
    ],
    ids=["fields", "bytes", "files"],
)
def test_a_form_that_is_too_large_comes_back_whole(staff, form):
    answer = staff.post(ADD, form)

    assert answer.status_code == 413
    assert_given_back(answer)
    if "file-400" in form:
        assert "400.pdf" in answer.content.decode()


def test_our_own_page_failing_still_gives_the_text_back(staff, monkeypatch):
    def fail(*args, **kwargs):
        raise TemplateSyntaxError("in the page that gives back")

    monkeypatch.setattr("trakyakent_site.failures.pages.render_to_string", fail)
    with view_raises(MemoryError()):
        answer = staff.post(ADD, TYPED)

    assert_given_back(answer)


def test_texts_in_both_languages_are_told_apart_by_words(staff):
    with view_raises(MemoryError()):
        answer = staff.post(ADD, {"title_tr": "Bütçe", "title_en": "Budget"})

    page = unescape(answer.content.decode())
    assert ["başlık · Türkçe" in page, "başlık · English" in page, "[tr]" in page] == [True, True, False]


@pytest.mark.parametrize("path", ["/yonetim/", "/tr/haberler/"])
@pytest.mark.parametrize(
    "error", [OperationalError("no answer"), MemoryError(), ValueError("a missing file of styles")]
)
def test_our_own_page_failing_still_answers_a_question_in_words(staff, monkeypatch, path, error):
    def fail(*args, **kwargs):
        raise TemplateSyntaxError("in the page that stands in")

    for module in ["pages", "handlers"]:
        monkeypatch.setattr(f"trakyakent_site.failures.{module}.render_to_string", fail)
    monkeypatch.setattr("django.views.defaults.loader.get_template", fail)
    with view_raises(error):
        answer = staff.get(path)

    assert answer.status_code in (500, 503)
    assert "Sayfa şu anda açılamıyor" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_rolled_back", [False, True])
def test_what_was_saved_before_the_failure_is_said_to_be_saved(staff, union, is_rolled_back):
    def save(request, *args, **kwargs):
        with transaction.atomic():
            Post.all_unions.create(union=union, title_tr="Kayıt", date="2024-01-01")
            if is_rolled_back:
                raise RuntimeError("before the end of the transaction")
        raise RuntimeError("while answering")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "make_view_atomic", lambda self, view: save)
        answer = staff.post(ADD, TYPED)

    text = answer.content.decode()
    assert Post.all_unions.exists() != is_rolled_back
    assert ("Gönderdikleriniz kaydedildi," in text) != is_rolled_back
    assert ("kaydedilemedi" in text) == is_rolled_back
    # What is there already must not be sent a second time by a button.
    assert ('type="submit"' in text) == is_rolled_back
    assert SHORT in unescape(text)


def test_a_view_that_refuses_without_a_word_is_given_words(staff):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseHandler, "make_view_atomic", lambda self, view: lambda *_: HttpResponseForbidden())
        answer = staff.post(ADD, TYPED)

    assert answer.status_code == 403
    assert_given_back(answer)


def test_a_form_at_an_old_address_is_repeated_by_the_browser(staff):
    """A browser turns a form into a question at a 301, and repeats it at a 308."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            BaseHandler, "make_view_atomic", lambda self, view: lambda *_: HttpResponsePermanentRedirect("/x/")
        )
        answer = staff.post(ADD, TYPED)

    assert answer.status_code == 308


@pytest.mark.parametrize("path", ["/yonetim/yok/", "/yonetim/pages/post/999999/change/"])
def test_an_error_of_the_administration_has_title_masthead_and_way_back(staff, path):
    answer = staff.get(path)

    text = answer.content.decode()
    assert answer.status_code == 404
    assert re.search(r"<title>\s*\w.+</title>", text)
    assert re.search(r'<div id="site-name"><a href="/yonetim/">\S.*</a>', text)
    assert '<p class="failure-ways"' in text


def test_a_public_page_that_fails_by_any_error_of_the_database_says_to_come_again(staff):
    with queries_raise(ProgrammingError("no such column"), about="pages_post"):
        answer = staff.get("/tr/haberler/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Kısa bir süre sonra" in answer.content.decode()
