"""Addresses that lead elsewhere now, or whose pages have been withdrawn."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from unions.models import PathRedirect
from unions.publishing.lookup import Gone, Moved
from unions.templatetags.unions_tags import day, text
from unions.tenancy.requests import UnionRequest


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
            return response
        return redirect(request, former.new_path) if former.new_path else gone(request)

    def process_exception(self, request: UnionRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            return gone(request, exception.row)
        if isinstance(exception, Moved):
            return redirect(request, exception.path)
        return None


def redirect(request: UnionRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
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
