"""What every answer costs at least on the same server: a WSGI function, and Django around an empty view.

They answer with the bytes of the file that BENCHMARK_BODY names; the function also with the headers beside it, so that
its answer is of the same size as ours.
"""

import json
import os
from pathlib import Path

from django.conf import settings

BODY = Path(os.environ["BENCHMARK_BODY"]).read_bytes()
HEADERS = [tuple(pair) for pair in json.loads(Path(os.environ["BENCHMARK_BODY"] + ".headers").read_text())]
FEW_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def function(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]


def function_of_few_headers(environ, start_response):
    start_response("200 OK", FEW_HEADERS)
    return [BODY]


def empty_view(request):
    from django.http import HttpResponse

    return HttpResponse(BODY)


def django_application():
    """Django with its default middleware and nothing to do."""
    from django.core.wsgi import get_wsgi_application
    from django.urls import re_path

    middleware = ["security.SecurityMiddleware", "common.CommonMiddleware", "csrf.CsrfViewMiddleware"]
    middleware += ["clickjacking.XFrameOptionsMiddleware"]
    contrib = ["sessions.middleware.SessionMiddleware", "auth.middleware.AuthenticationMiddleware"]
    contrib += ["messages.middleware.MessageMiddleware"]
    settings.configure(
        SECRET_KEY="only-for-benchmarks-" * 4,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=(re_path("", empty_view),),
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[f"django.contrib.{name}" for name in contrib]
        + [f"django.middleware.{name}" for name in middleware],
    )
    return get_wsgi_application()
