"""The answer while the database is silent: try again, with everything that was typed."""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from unions.tenancy.requests import UnionRequest

# What the page cache sets in the WSGI environment of a request.
IS_SILENT = "trakyakent.database_is_silent"
IS_KNOWN_HOST = "trakyakent.host_is_known"

RETRY_AFTER = 30
# Longer texts are shown, so that they can be copied; the others are only carried along.
SHORT = 60
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Retry-After": str(RETRY_AFTER),
}

log = logging.getLogger(__name__)


class OutageMiddleware:
    """Answers with 503 while the database is silent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        is_style = request.path.startswith(settings.STATIC_URL) and request.META.get(IS_KNOWN_HOST)
        if request.META.get(IS_SILENT) and not is_style:
            return unavailable(request)
        return self.get_response(request)

    def process_exception(self, request: UnionRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (OperationalError, InterfaceError)):
            # Reported like any other error: the cause may be a query that the database rejects.
            got_request_exception.send(sender=type(self), request=request)
            log.error("The database has failed.", exc_info=exception)
            return unavailable(request)
        return None


def unavailable(request: UnionRequest) -> HttpResponse:
    """The page that stands in for all others; to a form that was sent it gives back what was typed."""
    fields = [] if request.method in ("GET", "HEAD") else typed(request)
    context = {
        "is_form": request.method not in ("GET", "HEAD"),
        "action": request.get_full_path(),
        "short": [(name, value) for name, value in fields if len(value) <= SHORT],
        "long": [(name, value) for name, value in fields if len(value) > SHORT],
        "has_files": bool(fields and request.FILES),
    }
    return HttpResponse(render_to_string("unavailable.html", context), status=503, headers=HEADERS)


def typed(request: UnionRequest) -> list[tuple[str, str]]:
    """What a form held, as far as it can be read; passwords are not sent back."""
    try:
        fields = request.POST
    except (
        RequestDataTooBig,
        TooManyFieldsSent,
        TooManyFilesSent,
        UnreadablePostError,
        MultiPartParserError,
    ):
        return []
    return [(name, value) for name, values in fields.lists() for value in values if "password" not in name.lower()]
