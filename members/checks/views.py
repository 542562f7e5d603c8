"""The pages on which a municipality checks its own listing, behind a link that was mailed to it."""

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
from members.checks.delegates import reported_in
from members.checks.form import CheckForm
from members.checks.links import Refusal
from members.checks.models import CheckLink, ListingCheck
from unions.background.proxies import address_of
from unions.files import kept
from unions.forms.pages import is_from_elsewhere, public_form, stored_nowhere
from unions.models.versions import StaleVersion
from unions.tenancy.requests import UnionRequest

COOKIE = "__Host-check" if settings.HTTPS else "check"
# What prevents an answer from being saved, and the status of the page that says so.
TROUBLE_STATUS = {"invalid": 422, "answered": 409, "changed": 409}


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@stored_nowhere(referrer="no-referrer")
def listing_check_link(request: UnionRequest, token: str) -> HttpResponse:
    """Where the mailed link leads: a page with one button. Only pressing it opens the listing, and only once.

    A cross-site form cannot know the secret in the address, so no token in a cookie is needed; a GET would have to
    set one.
    """
    link = links.link_of(token, host_of(request))
    refusal = links.refusal_of(link) if link else None
    if link is None or refusal is not None:
        return refusal_page(request, link, refusal)
    if request.method == "POST":
        return open_listing(request, link)
    municipality = link.listing_check.municipality
    name = mail.official_name(municipality) if get_language() == "tr" else str(municipality)
    context = {"check": link.listing_check, "link": link, "name": name}
    return TemplateResponse(request, "members/checks/listing_check_link.html", context)


def open_listing(request: UnionRequest, link: CheckLink) -> HttpResponse:
    """Exchange the link for a session and lead on to the listing, unless somebody else was faster."""
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    session = links.start_session(link, host_of(request))
    if session is None:
        return refusal_page(request, link, Refusal.USED)
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


def refusal_page(request: UnionRequest, link: CheckLink | None, refusal: Refusal | None) -> HttpResponse:
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
@stored_nowhere(referrer="same-origin")
def listing_check(request: UnionRequest) -> HttpResponse:
    """The listing as it stands, for the municipality to confirm or to correct."""
    link = link_of_session(request)
    if link is None:
        context = {"refusal": None, "check": None, "can_renew": True, "has_no_session": True}
        return TemplateResponse(request, "members/checks/listing_check_closed.html", context, status=403)
    check = link.listing_check
    if check.is_answered and request.method != "POST":
        return answer_page(request, check)
    refusal = links.refusal_of_check(check)
    if refusal not in [None, Refusal.ANSWERED]:
        return refusal_page(request, link, refusal)
    if request.method != "POST":
        return form_page(request, link, CheckForm(check=check))
    keeper = kept.keeper_of("check", request.union.pk, link.pk, request.COOKIES.get(COOKIE, ""))
    kept.attach(request, keeper)
    form = CheckForm(request.POST, request.FILES, check=check)
    trouble = save_answer(request, form, check)
    if not trouble:
        kept.forget_used(request, keeper)
        return HttpResponseRedirect(reverse("listing_check"))
    # The button that confirms everything sends no values: there is nothing to show again.
    is_empty = "confirm" in request.POST and form.delegates is None
    return form_page(request, link, CheckForm(check=check) if is_empty else form, trouble)


def form_page(request: UnionRequest, link: CheckLink, form: CheckForm, trouble: str = "") -> HttpResponse:
    """The form with the listing, and why the answer could not be saved if one was sent."""
    check = link.listing_check
    other = ListingCheck.objects.with_municipality().get(pk=check.pk) if trouble == "answered" else None
    context: dict[str, Any] = {
        "form": form,
        "check": check,
        "listing": form.listing,
        "answer_by": link.used_at + links.ANSWER_WITHIN if link.used_at else None,
        "trouble": trouble,
        "other": other,
        "people": reported_in(other) if other else [],
    }
    status = TROUBLE_STATUS.get(trouble, 200)
    return TemplateResponse(request, "members/checks/listing_check.html", context, status=status)


def save_answer(request: UnionRequest, form: CheckForm, check: ListingCheck) -> str:
    """Save the answer; returns what prevented it, or nothing."""
    # Who is mayor and who was elected is not said by one click.
    is_confirmation = "confirm" in request.POST and form.delegates is None
    if not form.is_valid() and not is_confirmation:
        return "invalid"
    try:
        answers.answer(
            check,
            [] if is_confirmation else form.corrections(),
            listing_version=form.cleaned_data.get("listing_version", -1),
            answered_by=form.cleaned_data.get("answered_by", ""),
            remark="" if is_confirmation else form.cleaned_data["remark"],
            reported=[] if is_confirmation else form.reported(),
        )
    except (answers.AlreadyAnswered, StaleVersion):
        return "answered"
    except answers.ListingChanged:
        form.refresh_version()
        return "changed"
    return ""


def answer_page(request: UnionRequest, check: ListingCheck) -> HttpResponse:
    context = {"check": check, "corrections": check.corrections.all(), "people": reported_in(check)}
    return TemplateResponse(request, "members/checks/listing_check_answered.html", context)


@public_form()
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
    check = requested_check(request)
    if check is not None:
        rounds.renew(check)
    return HttpResponseRedirect(reverse("listing_check_renew") + "?tamam")


def requested_check(request: UnionRequest) -> ListingCheck | None:
    """The check for which a new link is requested: that of an old link, or the one that a chosen member can answer."""
    token = request.POST.get("token", "")[:100]
    if token:
        link = links.link_of(token, host_of(request))
        return link.listing_check if link else None
    return rounds.open_check_of(request.POST.get("member", "")[:80])


def link_of_session(request: UnionRequest) -> CheckLink | None:
    secret = request.COOKIES.get(COOKIE, "")
    return links.link_of_session(secret, host_of(request)) if secret else None


def host_of(request: UnionRequest) -> str:
    return split_domain_port(request.get_host())[0].strip("[]")
