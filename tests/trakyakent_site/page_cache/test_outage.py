"""What readers and staff see while the database does not answer."""

import errno
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.test import override_settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests import factories as make
from tests.trakyakent_site.page_cache.cached_site import Site
from trakyakent_site.urls import urlpatterns as site_patterns

pytestmark = pytest.mark.usefixtures("connections_kept")


def test_pages_that_were_seen_outlive_the_database(site, union):
    page, missing = site.get("/tr/"), site.get("/tr/yok/")
    make.make_post(union=union)
    site.numbers.is_silent = True

    for seen, address in [(page, "/tr/"), (missing, "/tr/yok/")]:
        copy = site.get(address)
        assert copy == seen
        assert 'detail="stale"' in copy.note
    assert site.get("/tr/", HTTP_COOKIE="session=abc") == page
    assert site.get("/tr/", HTTP_IF_NONE_MATCH=page.headers["ETag"]).status == 304
    assert site.asked == 2
    site.numbers.is_silent = False
    assert site.get("/tr/").note == "pages; fwd=miss; stored"


def test_a_page_that_was_never_seen_asks_to_come_again_without_asking_the_database(site, django_assert_num_queries):
    site.get("/tr/")
    site.numbers.is_silent = True

    with django_assert_num_queries(0):
        answer = site.get("/tr/haberler/")
        style = site.get("/static/css/site.css")
        foreign = site.get("/static/css/site.css", host="evil.example")
        alive = site.get("/canli")

    assert answer.status == foreign.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Kısa bir süre sonra" in answer.text
    assert "in a moment" in answer.text
    assert (style.status, alive.status) == (200, 200)


def test_a_form_that_cannot_be_saved_is_given_back(site):
    site.numbers.is_silent = True
    typed = {
        "title_tr": "Kısa <b>",
        "body_tr": "Uzun metin. " * 20,
        "csrfmiddlewaretoken": "token",
        "password": "gizli",
    }
    answer = site.get("/yonetim/pages/post/add/?_popup=1", method="POST", body=urlencode(typed).encode())

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert 'action="/yonetim/pages/post/add/?_popup=1"' in answer.text
    assert 'name="title_tr" value="Kısa &lt;b&gt;"' in answer.text
    assert re.search(r'<textarea name="body_tr"[^>]*>\n(Uzun metin. ){20}</textarea>', answer.text)
    # The token may be what was wrong: a good one takes its place.
    assert 'value="token"' not in answer.text
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', answer.text)
    assert "csrf=" in str(answer.headers["Set-Cookie"])
    assert "gizli" not in answer.text
    assert "kaydedilemedi" in answer.text
    assert "has not been saved" in answer.text
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


@csrf_exempt
def fail(request):
    raise OperationalError("server closed the connection unexpectedly")


# All else of the site stays: the page that says so leads to the search, as every page does.
urlpatterns = [path("tr/", fail), path("yonetim/", include(([path("", fail)], "admin"))), *site_patterns]


def test_a_database_that_dies_while_a_page_is_made_leaves_the_last_good_copy(site, union):
    page = site.get("/tr/")
    make.make_post(union=union)

    with override_settings(ROOT_URLCONF=__name__):
        copy, form = site.get("/tr/"), site.get("/yonetim/", method="POST", body=b"title=Typed")

    assert copy == page
    assert "stale" in copy.note
    assert form.status == 503
    assert "has not been saved" in form.text
    assert 'value="Typed"' in form.text


@pytest.mark.parametrize(
    "error",
    [
        ProgrammingError("column does not exist"),
        DatabaseError("database disk image is malformed"),
        InterfaceError("connection already closed"),
        MemoryError(),
        OSError(errno.EMFILE, "Too many open files"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_any_error_of_the_database_or_the_machine_leaves_the_last_good_copy(site, union, monkeypatch, error):
    page = site.get("/tr/")
    make.make_post(union=union)

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("django.template.response.TemplateResponse.render", fail)
    copy, unseen = site.get("/tr/"), site.get("/tr/haberler/")

    assert copy == page
    assert "stale" in copy.note
    assert unseen.status == 503
    assert "Kısa bir süre sonra" in unseen.text
    assert unseen.headers["Retry-After"] == "30"


def test_a_slip_of_ours_is_not_hidden_behind_a_copy(site, union, monkeypatch):
    site.get("/tr/")
    make.make_post(union=union)

    def fail(*args, **kwargs):
        raise ValueError("a slip of ours")

    monkeypatch.setattr("django.template.response.TemplateResponse.render", fail)

    assert site.get("/tr/").status == 500


def test_the_log_hears_of_an_outage_once(site, caplog):
    site.numbers.is_silent = True
    for _time in range(20):
        site.get("/tr/haberler/")
        site.get("/yonetim/login/", method="POST", body=b"username=a")
    site.numbers.is_silent = False
    site.get("/tr/")

    lines = [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert len(lines) == 2
    assert not any(record.exc_info for record in lines)
    assert "40 failures" in lines[1].message


def test_a_copy_of_yesterday_is_no_answer(union, clock):
    site = Site(clock=clock)
    site.get("/tr/")
    site.numbers.is_silent = True
    clock.now += timedelta(days=1, seconds=1)

    assert site.get("/tr/").status == 503
