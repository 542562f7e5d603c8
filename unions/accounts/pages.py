"""What all pages about accounts have in common: the union's clothes, the script policy, and who may open them."""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONCE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unions.accounts import sessions
from unions.accounts.links import Origin
from unions.tenancy.roles import may_enter

# Scripts and styles by nonce as in the whole administration; the QR code is a picture that the page carries inside.
POLICY = {"script-src": [NONCE], "style-src": [NONCE], "img-src": ["data:"]}

View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """A page that anybody may open, such as the sign-in."""

    @wraps(view)
    def dressed(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            response.context_data = {**admin.site.each_context(request), **(response.context_data or {})}
        seconds = getattr(request, "retry_after", None)
        if seconds and response.status_code == 200:
            response.status_code = 429
            response["Retry-After"] = str(seconds)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return sensitive_post_parameters()(never_cache(csp_update(POLICY)(dressed)))


def own_page(view: View) -> View:
    """A page about the own account, for whoever works for this union."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_enter(request.user):
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        sessions.note_activity(request)
        return view(request, *args, **kwargs)

    return page(guarded)


def origin_of(request: HttpRequest) -> Origin:
    """Under which scheme and host the request came, and its links are opened."""
    host, port = split_domain_port(request.get_host())
    return Origin(request.scheme or "https", host, port)


def host_of(request: HttpRequest) -> str:
    return split_domain_port(request.get_host())[0]
