"""Addresses that lead elsewhere now, or whose pages have been withdrawn."""

from copy import copy
from http import HTTPStatus

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from unions.models import PathRedirect
from unions.publishing.lookup import Gone, Moved
from unions.templatetags.dates_and_numbers import day
from unions.templatetags.unions_tags import text
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import slugify


class FormerAddressMiddleware:
    """Asks for a forwarding address where no page was found, and tells withdrawn pages from unknown ones."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or getattr(request, "union", None) is None:
            return response
        if not request.path.isprintable():
            # No address has such signs, and not every database can be asked for them.
            return response
        former = PathRedirect.objects.filter(old_path=request.path).first()
        if former is None:
            folded = folded_path(request.path)
            return redirect(request, folded) if folded != request.path and self.answers(request, folded) else response
        return redirect(request, former.new_path) if former.new_path else gone(request)

    def answers(self, request: UnionRequest, path: str) -> bool:
        """Whether there is something to read at the path: whoever is led on is not led to the next missing page."""
        language = translation.get_language_from_path(path)
        if request.method not in ["GET", "HEAD"] or language is None:
            return False
        asked = copy(request)
        asked.path = asked.path_info = path
        with translation.override(language):
            return self.get_response(asked).status_code < HTTPStatus.BAD_REQUEST

    def process_exception(self, request: UnionRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            return gone(request, exception.row)
        if isinstance(exception, Moved):
            return redirect(request, exception.path)
        return None


def folded_path(path: str) -> str:
    """The path as this site writes addresses: small letters without marks, words joined by hyphens, a stroke behind."""
    parts = [".".join(slugify(word) for word in part.split(".")) for part in path.split("/") if part]
    if not all(part.strip(".") for part in parts):
        # Of a part without letters nothing would be left.
        return path
    folded = f"/{'/'.join(parts)}"
    return folded if "." in folded.rpartition("/")[2] else f"{folded.rstrip('/')}/"


def redirect(request: UnionRequest, path: str) -> HttpResponse:
    """To the path with the filters that were asked for, unless it has its own."""
    query = request.META.get("QUERY_STRING", "") if "?" not in path else ""
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def gone(request: UnionRequest, row=None) -> HttpResponse:
    """The notice that a page has been withdrawn, with the reason if one was given; its title is not repeated."""
    return render(request, "410.html", {"reason": reason_of(row) if row else ""}, status=410)


def reason_of(row) -> str:
    if row.withdrawal_reason:
        return text(row, "withdrawal_reason")
    if row.status == row.Status.PUBLISHED and row.expire_at:
        return _("It was published until %(day)s.") % {"day": day(row.expire_at)}
    return ""
