"""The pages on which a municipality checks its own listing, behind a link that was mailed to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.http.request import split_domain_port
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.checks import answers, links, mail, rounds
from members.checks.form import CheckForm
from members.checks.links import Refusal
from members.checks.models import CheckLink, ListingCheck
from members.municipalities.models import Municipality
from unions.background.rate_limits import address_of
from unions.models.versions import StaleVersion
from unions.tenancy.requests import UnionRequest

COOKIE = "__Host-check" if settings.HTTPS else "check"


def secret_page(*, referrer: str) -> Callable:
    """A page that nothing keeps: no browser, no proxy, no search engine, and nobody learns where it stands."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            # Not to be transformed: what is compressed together with a secret tells its length.
            response["Cache-Control"] = "no-store, private, no-transform"
            response["Referrer-Policy"] = referrer
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        wrapped.takes_forms = True
        return wrapped

    return decorate


def is_from_elsewhere(request: UnionRequest) -> bool:
    """Whether a page of another site has sent the form. Ours send no address along, so the browser's word is taken."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ["same-origin", "none"]


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@secret_page(referrer="no-referrer")
def listing_check_link(request: UnionRequest, token: str) -> HttpResponse:
    """Where the mailed link leads: a page with one button. Only pressing it opens the listing, and only once.

    The secret in the address is what a cross-site form could not know, so no token in a cookie is needed; one would
    have to be set by reading.
    """
    host = host_of(request)
    link = links.link_of(token, host)
    refusal = links.refusal_of(link) if link else None
    if request.method == "POST" and link and refusal is None:
        if is_from_elsewhere(request):
            return HttpResponseForbidden()
        session = links.swap(link, host)
        if session:
            response = HttpResponseRedirect(reverse("listing_check"))
            response.set_cookie(
                COOKIE,
                session,
                max_age=int(links.SESSION_LASTS.total_seconds()),
                secure=settings.HTTPS,
                httponly=True,
                samesite="Strict",
            )
            return response
        refusal = Refusal.USED
    if link is None or refusal is not None:
        return closed_door(request, link, refusal)
    municipality = link.listing_check.municipality
    name = mail.official_name(municipality) if get_language() == "tr" else str(municipality)
    context = {"check": link.listing_check, "link": link, "name": name}
    return TemplateResponse(request, "members/checks/listing_check_link.html", context)


def closed_door(request: UnionRequest, link: CheckLink | None, refusal: Refusal | None) -> HttpResponse:
    """Why a link opens nothing, and how to get a new one."""
    is_open_here = (
        link is not None and refusal == Refusal.USED and link.pk == getattr(link_of_session(request), "pk", None)
    )
    context = {
        "link": link,
        "check": link.listing_check if link else None,
        "refusal": refusal,
        "token": request.resolver_match.kwargs.get("token", "") if request.resolver_match else "",
        "is_open_here": is_open_here,
        "can_renew": refusal in [None, Refusal.USED, Refusal.EXPIRED],
    }
    return TemplateResponse(request, "members/checks/listing_check_closed.html", context, status=410 if link else 404)


@require_http_methods(["GET", "HEAD", "POST"])
@secret_page(referrer="same-origin")
def listing_check(request: UnionRequest) -> HttpResponse:
    """The listing as it stands, for the municipality to confirm or to correct."""
    link = link_of_session(request)
    if link is None:
        without = {"refusal": None, "check": None, "can_renew": True, "has_no_session": True}
        return TemplateResponse(request, "members/checks/listing_check_closed.html", without, status=403)
    check = link.listing_check
    if check.is_answered and request.method != "POST":
        return answered(request, check)
    refusal = links.refusal_of_check(check)
    if refusal not in [None, Refusal.ANSWERED]:
        return closed_door(request, link, refusal)
    form = CheckForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        check=check,
    )
    status, trouble = 200, ""
    if request.method == "POST":
        status, trouble = take(request, form, check)
        if not status:
            return HttpResponseRedirect(reverse("listing_check"))
        if "confirm" in request.POST:
            # One button was pressed and nothing was typed.
            form = CheckForm(check=check)
    context: dict[str, Any] = {
        "form": form,
        "check": check,
        "listing": form.listing,
        "answer_by": link.used_at + links.ANSWER_WITHIN if link.used_at else None,
        "trouble": trouble,
        "other": ListingCheck.objects.get(pk=check.pk) if trouble == "answered" else None,
    }
    return TemplateResponse(request, "members/checks/listing_check.html", context, status=status)


def take(request: UnionRequest, form: CheckForm, check: ListingCheck) -> tuple[int, str]:
    """Take an answer down: a status of 0 where that is done, else the status and what stood in the way."""
    if not form.is_valid() and "confirm" not in request.POST:
        return 422, "invalid"
    is_confirmation = "confirm" in request.POST
    version = form.cleaned_data.get("listing_version", -1)
    try:
        answers.answer(
            check,
            [] if is_confirmation else form.corrections(),
            listing_version=version,
            answered_by=form.cleaned_data.get("answered_by", ""),
            remark="" if is_confirmation else form.cleaned_data["remark"],
        )
    except (answers.AlreadyAnswered, StaleVersion):
        return 409, "answered"
    except answers.ListingChanged:
        form.read_again()
        return 409, "changed"
    return 0, ""


def answered(request: UnionRequest, check: ListingCheck) -> HttpResponse:
    context = {"check": check, "corrections": check.corrections.all()}
    return TemplateResponse(request, "members/checks/listing_check_answered.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@secret_page(referrer="same-origin")
def listing_check_renew(request: UnionRequest) -> HttpResponse:
    """Send a new link to the address on record. The answer is the same whether there is anything to send or not."""
    if request.method != "POST":
        context = {"is_sent": "tamam" in request.GET, "members": rounds.members_of_today()}
        return TemplateResponse(request, "members/checks/listing_check_renew.html", context)
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    if not rounds.NEW_LINKS_AN_ADDRESS.acquire(address_of(request)):
        context = {"is_too_often": True, "members": rounds.members_of_today()}
        response = TemplateResponse(request, "members/checks/listing_check_renew.html", context, status=429)
        response["Retry-After"] = "360"
        return response
    check = asked_for(request)
    if check is not None:
        rounds.renew(check)
    return HttpResponseRedirect(reverse("listing_check_renew") + "?tamam")


def asked_for(request: UnionRequest) -> ListingCheck | None:
    """The check for which a new link is asked: that of an old link, or the one that a named member can answer."""
    token = request.POST.get("token", "")[:100]
    if token:
        link = links.link_of(token, host_of(request))
        return link.listing_check if link else None
    municipality = Municipality.objects.filter(slug=request.POST.get("member", "")[:80]).first()
    return rounds.open_check_of(municipality)


def link_of_session(request: UnionRequest) -> CheckLink | None:
    secret = request.COOKIES.get(COOKIE, "")
    return links.link_of_session(secret, host_of(request)) if secret else None


def host_of(request: UnionRequest) -> str:
    return split_domain_port(request.get_host())[0].strip("[]")
