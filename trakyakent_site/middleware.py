"""What happens to every request before and after its view."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from trakyakent_site.failures.handlers import unavailable
from trakyakent_site.hosts import union_of
from trakyakent_site.page_cache.outage import IS_SILENT, database_failures
from unions.files import kept
from unions.tenancy import scope
from unions.tenancy.origin import absolute
from unions.tenancy.requests import STAFF_ROUTE, USER, UnionRequest
from unions.text.languages import LANGUAGE_KEY

# For monitoring, which asks without the host name of a union.
HEALTH_PATHS = ["/canli", "/hazir", "/isler", "/olcumler"]


def plain_page(template: str, status: int) -> HttpResponse:
    """An answer from before all other middleware, with headers of its own."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(render_to_string(template), status=status, headers=headers)


class UnionHostMiddleware:
    """Finds the union of the host name and binds the whole request to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        request.union = None  # type: ignore[assignment]  # views that need one are never reached without
        if request.path in HEALTH_PATHS or request.META.get(IS_SILENT):
            with scope.request():
                return self.get_response(request)
        try:
            host, _port = split_domain_port(request.get_host())
            with scope.everything():
                union = union_of(host)
        except DisallowedHost:
            return plain_page("unknown_host.html", 400)
        except (DatabaseError, InterfaceError) as error:
            database_failures.failed(error)
            return unavailable(request)
        if union is None:
            return plain_page("unknown_host.html", 400)
        request.union = union
        if is_by_other_name(request, host):
            return redirect_to_main_host(request)
        if generation := getattr(union, "generation", None):
            request.META[scope.GENERATION] = (union.pk, generation.number)
        with scope.of(union):
            return self.get_response(request)


def is_by_other_name(request: UnionRequest, host: str) -> bool:
    """Whether a reader came by a name of the union that is not its main one; staff may work under any."""
    if request.method not in ReadersMiddleware.METHODS or host in settings.DEFAULT_UNION_HOSTS:
        return False
    return host != request.union.main_host and not request.path_info.startswith(f"/{STAFF_ROUTE}")


def redirect_to_main_host(request: UnionRequest) -> HttpResponse:
    """The same page under the one name that others are given."""
    headers = {
        # A union may choose another main host, and browsers would know a redirect without an end for ever.
        "Cache-Control": "public, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        # Programs of other sites follow it to open data.
        "Access-Control-Allow-Origin": "*",
    }
    answer = HttpResponsePermanentRedirect(absolute(request, request.get_full_path()))
    for name, value in headers.items():
        answer[name] = value
    return answer


class LanguageMiddleware:
    """The language of the address; in the admin, that of the user.

    Nothing else decides: an address shows everyone the same, and a reader needs no cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    def process_view(self, request, view, view_args, view_kwargs):
        # Only here: reading the user reads the session.
        if is_for_staff(request):
            translation.activate(language_of_staff(request))
            request.LANGUAGE_CODE = translation.get_language()
            if request.user.is_authenticated:
                request.META[USER] = request.user.pk
            # For answers that are made after all this has ended.
            request.has_known_language = request.user.is_authenticated or chosen_language(request) is not None


def language_of_staff(request: UnionRequest) -> str:
    """The language of the person; before they have signed in, the one that they chose on the page."""
    if request.user.is_authenticated:
        return request.user.language or settings.LANGUAGE_CODE
    return chosen_language(request) or settings.LANGUAGE_CODE


def chosen_language(request: UnionRequest) -> str | None:
    """The language that somebody who has not signed in chose on the page; None without a choice."""
    chosen = request.GET.get("lang") or request.session.get(LANGUAGE_KEY)
    return chosen if chosen in dict(settings.LANGUAGES) else None


class ReadersMiddleware:
    """Public pages take GET and HEAD only, unless the view says that it takes forms."""

    METHODS = ["GET", "HEAD"]

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, view_args, view_kwargs):
        if request.method in self.METHODS or is_for_staff(request) or getattr(view, "takes_forms", False):
            return None
        return HttpResponseNotAllowed(self.METHODS)


class StaffPagesMiddleware:
    """No page of the admin is cached by a browser or proxy, refusals and errors included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_for_staff(request):
            add_never_cache_headers(response)
        return response


class KeptUploadsMiddleware:
    """Keeps the files of a refused form of the admin for the next attempt of the same person at the same union."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        response = self.get_response(request)
        keeper = getattr(request, "upload_keeper", None)
        if keeper is not None and 300 <= response.status_code < 400:
            kept.forget_used(request, keeper)
        return response

    def process_view(self, request, view, view_args, view_kwargs):
        is_form_with_files = request.method == "POST" and request.content_type == "multipart/form-data"
        if is_form_with_files and is_for_staff(request) and request.user.is_authenticated:
            request.upload_keeper = kept.keeper_of("staff", request.union.pk, request.user.pk)
            kept.attach(request, request.upload_keeper)


def is_for_staff(request: UnionRequest) -> bool:
    """Whether the address belongs to the admin; an address that is none belongs to nobody."""
    match = request.resolver_match
    # The pages about accounts stand beside those of the admin site.
    return match is not None and ("admin" in match.app_names or match.route.startswith(STAFF_ROUTE))


class PermissionsPolicyMiddleware:
    """Denies our pages the browser's sensors and payments."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = (
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class EarlyHintsMiddleware:
    """Names the style sheets of a page in a Link header, which proxies with early hints send ahead."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: UnionRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request, response):
        if request.union and response["Content-Type"].startswith("text/html") and not is_for_staff(request):
            sheets = [
                static("css/site.css"),
                reverse("accent_stylesheet", args=[request.union.accent_hue, request.union.sign_hue]),
            ]
            response["Link"] = ", ".join(f"<{sheet}>; rel=preload; as=style" for sheet in sheets)
        return response
