"""What readers and staff see while the database does not answer."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import override_settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests import factories as make
from tests.trakyakent_site.page_cache.cached_site import Site

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


urlpatterns = [path("tr/", fail), path("yonetim/", include(([path("", fail)], "admin")))]


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


def test_a_copy_of_yesterday_is_no_answer(union, clock):
    site = Site(clock=clock)
    site.get("/tr/")
    site.numbers.is_silent = True
    clock.now += timedelta(days=1, seconds=1)

    assert site.get("/tr/").status == 503
