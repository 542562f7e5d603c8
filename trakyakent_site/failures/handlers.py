"""What Django calls when a view does not answer itself; named in trakyakent_site/urls.py and settings.py."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from pages.search.outage import search_without_database
from trakyakent_site.failures import pages
from trakyakent_site.failures.kinds import Kind, is_failure_of_the_database, kind_of
from trakyakent_site.failures.pages import HEADERS, RETRY_AFTER

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class StandIn(HttpResponse):
    """The answer in place of a form's own: the outermost middleware makes the page that gives the text back."""

    def __init__(self, kind: Kind, error: BaseException | None = None):
        super().__init__(status=kind.status)
        self.kind = kind
        self.error = error


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.method not in SAFE_METHODS:
        return StandIn(kind_of(exception), exception)
    return pages.page(request, Kind.REFUSED) if pages.is_admin(request) else defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.method not in SAFE_METHODS:
        return StandIn(Kind.NOT_ALLOWED, exception)
    if pages.is_admin(request):
        return pages.page(request, Kind.NOT_ALLOWED)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.method not in SAFE_METHODS:
        return StandIn(Kind.NOT_FOUND, exception)
    return (
        pages.page(request, Kind.NOT_FOUND) if pages.is_admin(request) else defaults.page_not_found(request, exception)
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the error is being handled."""
    error = sys.exc_info()[1]
    if request.method not in SAFE_METHODS:
        return StandIn(kind_of(error) if error else Kind.OURS, error)
    if is_failure_of_the_database(error):
        return unavailable(request)
    return pages.page(request, Kind.OURS) if pages.is_admin(request) else defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return StandIn(Kind.OLD_FORM)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The answer to a question while the database is silent."""
    if request.method not in SAFE_METHODS:
        return StandIn(Kind.DATABASE)
    if pages.is_admin(request):
        return pages.page(request, Kind.DATABASE)
    found = search_without_database(request, pages.surroundings, HEADERS)
    if found is not None:
        return pages.is_logged(found)
    headers = {**HEADERS, "Retry-After": str(RETRY_AFTER)}
    return pages.is_logged(HttpResponse(render_to_string("unavailable.html"), status=503, headers=headers))
