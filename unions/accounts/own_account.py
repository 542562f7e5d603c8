"""The pages on which people keep their own account: overview, address, devices, password."""

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView as StockPasswordChangeView
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unions.accounts import links, notices, second_factor, sessions
from unions.accounts.forms import NewAddressForm
from unions.accounts.limits import RESETS_OF_AN_ACCOUNT, TooFast, acquire
from unions.accounts.links import ADDRESS_LINK_LASTS, Purpose
from unions.accounts.notices import Notice
from unions.accounts.pages import host_of, origin_of, own_page
from unions.models import User
from unions.tenancy.requests import PersonRequest

asks_again = reauthentication_required(app="unions.accounts")


@own_page
@require_safe
def overview(request: PersonRequest) -> HttpResponse:
    """What belongs to the account, and where each part is changed."""
    context = {
        "title": _("My account"),
        "proved_address": request.user.proved_address,
        "has_second_factor": second_factor.is_set_up(request.user),
        "days_left": second_factor.days_left(second_factor.deadline(request.user)),
        "device_count": len(sessions.devices_of(request, request.user)),
    }
    return TemplateResponse(request, "unions/accounts/overview.html", context)


@require_safe
def may_bring_files(request: PersonRequest) -> HttpResponse:
    """Asked by the proxy before it takes in a large form: whoever has not signed in has nothing to bring."""
    return HttpResponse(status=204 if request.user.is_authenticated else 403)


# Devices


@own_page
@require_safe
def devices(request: PersonRequest) -> HttpResponse:
    """Where the person is signed in."""
    context = {"title": _("My devices"), "devices": sessions.devices_of(request, request.user)}
    return TemplateResponse(request, "unions/accounts/devices.html", context)


@own_page
@require_POST
def end_device(request: PersonRequest) -> HttpResponse:
    """End one session of the person, or all others."""
    number = request.POST.get("device", "")
    if number == "others":
        sessions.end_others(request, request.user)
        messages.success(request, _("You are signed in on this device only."))
    elif number.isdecimal() and len(number) < 18 and sessions.end_one(request.user, int(number)):
        messages.success(request, _("The session has ended."))
    else:
        raise Http404
    return HttpResponseRedirect(reverse("account_devices"))


# Address


@own_page
@asks_again
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: PersonRequest) -> HttpResponse:
    """Ask for another address; it counts only when the mail to it has been opened."""
    form = NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acquire([(RESETS_OF_AN_ACCOUNT, f"address of {request.user.pk}")])
        except TooFast as error:
            request.retry_after = error.seconds
            form.add_error("email", _("Too many e-mails in a short time. Please try again later."))
        else:
            ask_for_address(request, form.cleaned_data["email"])
            messages.success(
                request,
                _("If the address can be used, a link has been sent to it. Until you open it, nothing changes."),
            )
            return HttpResponseRedirect(reverse("account_index"))
    context = {"title": _("E-mail address"), "form": form, "proved_address": request.user.proved_address}
    return TemplateResponse(request, "unions/accounts/address.html", context)


@transaction.atomic
def ask_for_address(request: PersonRequest, email: str) -> None:
    """Mail a link to the new address and a notice to the present one; an address that is taken gets nothing."""
    user = request.user
    if email == user.proved_address:
        return
    if user.proved_address:
        notices.tell(user, Notice.ADDRESS_ASKED)
    if User.objects.with_proved_address(email).exists():
        return
    origin = origin_of(request)
    secret = links.issue(user, Purpose.ADDRESS, origin, lasts=ADDRESS_LINK_LASTS, email=email)
    link = f"{origin}{reverse('account_prove_address', args=[secret])}"
    notices.tell(user, Notice.ADDRESS_LINK, to=email, link=link)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def prove_address(request: PersonRequest, secret: str) -> HttpResponse:
    """Where the mailed link leads: a button, which makes the new address count for the person who asked for it."""
    link = links.find(secret, Purpose.ADDRESS, host_of(request))
    if link is None or link.user_id != request.user.pk:
        return TemplateResponse(request, "unions/accounts/link_closed.html", {"title": _("Link")}, status=410)
    if request.method != "POST":
        context = {"title": _("E-mail address"), "email": link.email}
        return TemplateResponse(request, "unions/accounts/prove_address.html", context)
    if not change_address(link, request.user):
        messages.error(request, _("This address cannot be used."))
        return HttpResponseRedirect(reverse("account_index"))
    sessions.end_others(request, request.user)
    messages.success(request, _("Your e-mail address is now %(address)s.") % {"address": link.email})
    return HttpResponseRedirect(reverse("account_index"))


def change_address(link, user: User) -> bool:
    """Let the address of the link count, and no other; False if somebody else has proved it meanwhile."""
    before = user.proved_address
    try:
        with transaction.atomic():
            if not links.use(link):
                return False
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=link.email, verified=True, primary=True)
            user.email = link.email
            user.save(update_fields=["email"])
            links.forget(user)
            if before:
                notices.tell(user, Notice.ADDRESS_CHANGED, to=before)
    except IntegrityError:
        return False
    return True


# Password


class PasswordChangeView(StockPasswordChangeView):
    """Change the own password, knowing the present one; other sessions end, and the person is told."""

    def form_valid(self, form) -> HttpResponse:
        key_before = self.request.session.session_key
        response = super().form_valid(form)
        sessions.follow(self.request, key_before)
        links.forget(form.user)
        notices.tell(form.user, Notice.PASSWORD_CHANGED)
        return response
