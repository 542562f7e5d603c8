"""Pages with forms for the public: no cookie, nothing that anybody stores, and nothing from other sites."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unions.tenancy.requests import UnionRequest

View = Callable[..., HttpResponse]


def stored_nowhere(*, referrer: str, is_found: bool = False) -> Callable[[View], View]:
    """A page that no browser or proxy stores, and whose address no other site learns.

    Search engines find only the empty form, and only where `is_found` says so.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: UnionRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            # Not to be transformed: compression beside a secret can give the secret away.
            response["Cache-Control"] = "no-store, private, no-transform"
            response["Referrer-Policy"] = referrer
            if not is_found or request.method == "POST" or request.GET:
                response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        wrapped.takes_forms = True  # type: ignore[attr-defined]  # asked for by the middleware
        return wrapped

    return decorate


def public_form(*, is_found: bool = False) -> Callable[[View], View]:
    """A form that anybody may fill in.

    Nobody is signed in here, so a form sent by another site could do nothing that its sender could not do alone: no
    token in a cookie is needed, and readers of forms have none either.
    """

    def decorate(view: View) -> View:
        stored = stored_nowhere(referrer="same-origin", is_found=is_found)(view)
        return require_http_methods(["GET", "HEAD", "POST"])(csrf_exempt(stored))

    return decorate


def is_from_elsewhere(request: UnionRequest) -> bool:
    """Whether a page of another site sent the form. Our pages send no referrer, so Sec-Fetch-Site decides."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ["same-origin", "none"]
