"""The outermost middleware: whatever fails, and wherever, a form that was sent gets back what was typed."""

import logging

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse

from trakyakent_site.failures import faces, pages
from trakyakent_site.failures.commits import CommitWatch, Outcome
from trakyakent_site.failures.handlers import SAFE_METHODS, StandIn, unavailable
from trakyakent_site.failures.kinds import Kind, is_failure_of_the_database, kind_of, kind_of_status
from trakyakent_site.failures.typed import KeptBody, Typed
from trakyakent_site.page_cache.outage import IS_KNOWN_HOST, IS_SILENT, database_failures
from unions.tenancy.requests import UnionRequest
from unions.tenancy.scope import GENERATION

log = logging.getLogger(__name__)


class Silence(OperationalError):
    """The database was not asked, since it has not answered for a while."""


class FailureMiddleware:
    """Stands before everything that can fail; asks neither the database nor the session itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        if request.META.get(IS_SILENT) and not is_style(request):
            database_failures.failed(Silence("no answer"))
            return unavailable(request) if request.method in SAFE_METHODS else self.refuse(request)
        response = self.read(request) if request.method in SAFE_METHODS else self.write(request)
        if response.status_code < 500 and GENERATION in request.META:
            faces.remember(request, response)
            database_failures.recovered()
        return response

    def read(self, request: UnionRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except Exception as error:
            report(request, error)
            return question_page(request, kind_of(error))

    def refuse(self, request: UnionRequest) -> HttpResponse:
        return form_page(request, Kind.DATABASE, Outcome.NOTHING_SAVED, keep_body(request).typed())

    def write(self, request: UnionRequest) -> HttpResponse:
        body, watch = keep_body(request), CommitWatch()
        try:
            with watch:
                response = self.get_response(request)
        except Exception as error:
            # Even the answer to a failure has failed.
            report(request, error)
            response = StandIn(kind_of(error), error)
        kind = why_not_saved(request, response)
        if kind is not None:
            outcome = watch.outcome(getattr(response, "error", None))
            page = form_page(request, kind, outcome, body.typed())
            page.cookies.update({**response.cookies, **page.cookies})
            if "Strict-Transport-Security" in response.headers:
                page["Strict-Transport-Security"] = response["Strict-Transport-Security"]
            return pages.is_logged(page) if getattr(response, "_has_been_logged", False) else page
        if response.status_code == 301:
            # A browser repeats the form at the right address, instead of asking for it without the text.
            response.status_code = 308
        elif response.status_code >= 400:
            add_what_was_typed(request, response, body)
        return response

    def process_exception(self, request: UnionRequest, exception: Exception) -> HttpResponse | None:
        """A database that fails is reported once, not with each request; Django would log each with its traceback."""
        if not is_failure_of_the_database(exception):
            return None
        report(request, exception)
        return StandIn(kind_of(exception), exception) if request.method not in SAFE_METHODS else unavailable(request)


def question_page(request: HttpRequest, kind: Kind) -> HttpResponse:
    try:
        return pages.page(request, kind)
    except Exception:
        log.exception("The page that stands in for another cannot be made.")
        return pages.plainest_page(kind)


def form_page(request: HttpRequest, kind: Kind, outcome: Outcome, typed: Typed) -> HttpResponse:
    try:
        return pages.form_page(request, kind, outcome, typed)
    except Exception:
        log.exception("The page that gives a form back cannot be made.")
        return pages.plainest_form_page(request, kind, typed)


def report(request: HttpRequest, error: Exception) -> None:
    got_request_exception.send(sender=FailureMiddleware, request=request)
    if is_failure_of_the_database(error):
        database_failures.failed(error)
    else:
        log.error("A request has failed.", exc_info=error)


def keep_body(request: HttpRequest) -> KeptBody:
    """Have the body remembered while it is read; how Django holds it, test_inner_django.py fences."""
    body = KeptBody(request._stream, request.META.get("CONTENT_TYPE", ""), content_length(request))
    request._stream = body  # type: ignore[assignment]  # read as Django's own
    return body


def content_length(request: HttpRequest) -> int:
    try:
        return max(int(request.META.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0


def is_style(request: HttpRequest) -> bool:
    """Whether the address is that of a style sheet of the page that stands in for all others."""
    if not request.META.get(IS_KNOWN_HOST):
        return False
    face = faces.face_of(request)
    accent = reverse("accent_stylesheet", args=[face.accent_hue, face.sign_hue])
    return request.path.startswith(settings.STATIC_URL) or request.path == accent


def why_not_saved(request: HttpRequest, response: HttpResponse) -> Kind | None:
    """Why an answer must be replaced by ours; None for one that speaks for itself."""
    if isinstance(response, StandIn):
        return response.kind
    status = response.status_code
    if status in (301, 302, 303) and leads_to_sign_in(request, response):
        return Kind.SIGNED_OUT
    if settings.DEBUG and status == 500:
        return None
    is_bare = status >= 400 and not response.streaming and not response.content
    return kind_of_status(status) if status >= 500 or is_bare else None


def leads_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody who sent a form is asked to sign in first; who came from there or signs out knows."""
    target, _sign, question = response.headers.get("Location", "").partition("?")
    is_sign_in = target in {resolve_url(settings.LOGIN_URL), reverse("admin:login")}
    return is_sign_in and bool(question) and target != request.path


def add_what_was_typed(request: HttpRequest, response: HttpResponse, body: KeptBody) -> None:
    """Put what was typed below the words of a page that refuses a form without showing it again."""
    is_page = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
    if not is_page or b"</main>" not in response.content:
        return
    typed = body.typed()
    if shows(response.content.decode(response.charset, "replace"), typed.without_secrets()):
        return
    section = pages.typed_section(request, typed)
    before, end, after = response.content.rpartition(b"</main>")
    response.content = before + section.encode(response.charset) + end + after
    if "Content-Length" in response.headers:
        response["Content-Length"] = str(len(response.content))


def shows(content: str, typed: Typed) -> bool:
    """Whether a page has the form again: a field of each name that a text was typed in."""
    names = {name for name, value in typed.fields if value.strip() and not pages.BOOKKEEPING.match(name)}
    return all(f'name="{name}"' in content for name in names)
