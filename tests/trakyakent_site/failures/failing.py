"""A form that was filled in, what fails under it, and what must come back."""

import re
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection

SHORT = "Kısa <b>yazı</b> “ı” & İ"


LONG = "Uzun metin.\r\nİkinci satır & <p>son</p> " * 20


TYPED = {"title_tr": SHORT, "body_tr": LONG, "password": "çok-gizli", "api_token": "gizli-anahtar"}


ADD = "/yonetim/pages/post/add/"


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
