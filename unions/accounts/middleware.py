"""allauth's middleware, for the addresses of the administration alone."""

from collections.abc import Callable

from allauth.account.middleware import AccountMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from unions.tenancy.requests import STAFF_ROUTE


class AccountPagesMiddleware:
    """Prepares requests to the administration for allauth; readers' requests pass untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.for_staff = AccountMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(f"/{STAFF_ROUTE}"):
            return self.for_staff(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A page that wants the password once more leads to the page that asks for it."""
        return self.for_staff.process_exception(request, exception) if hasattr(request, "allauth") else None
