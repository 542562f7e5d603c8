"""The pages behind mailed links: a new password, and an invitation."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unions.accounts import invitations, limits, links, notices
from unions.accounts.forms import ForgottenForm, NewAccountForm, NewPasswordForm, too_fast
from unions.accounts.limits import TooFast, place_of
from unions.accounts.links import ACCESS_LINK_LASTS, PASSWORD_LINK_LASTS, Origin, Purpose
from unions.accounts.notices import Notice
from unions.accounts.pages import host_of, origin_of, page
from unions.background import encryption
from unions.models import AccountLink, Invitation, User
from unions.tenancy.roles import may_enter

# Forgotten password


@page
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; the answer is the same whether or not anybody has the address."""
    form = ForgottenForm(request.POST or None)
    context = {"title": _("Forgotten password"), "form": form}
    if request.method != "POST" or not form.is_valid():
        return TemplateResponse(request, "unions/accounts/forgotten.html", context)
    try:
        limits.acquire([(limits.RESETS_FROM_A_PLACE, place_of(request))])
    except TooFast as error:
        form.add_error(None, too_fast(error))
        return TemplateResponse(request, "unions/accounts/forgotten.html", context)
    user = User.objects.with_proved_address(form.cleaned_data["email"]).first()
    if user is None or not may_enter(user) or not send_password_link(user, origin_of(request)):
        # About as long as making a link takes.
        encryption.encrypt(links.new_secret(), purpose="nobody")
    return TemplateResponse(request, "unions/accounts/forgotten_sent.html", context)


@transaction.atomic
def send_password_link(user: User, origin: Origin, *, notice: Notice = Notice.PASSWORD_LINK) -> bool:
    """Mail a link for a new password to the proved address; False if there is none, or if there were many mails."""
    if not user.is_active or not user.proved_address:
        return False
    if not limits.RESETS_OF_AN_ACCOUNT.acquire(str(user.pk)):
        return False
    notices.tell(user, notice, link=password_link(user, origin, notice=notice))
    return True


def password_link(user: User, origin: Origin, *, notice: Notice = Notice.PASSWORD_LINK) -> str:
    """A new link that sets a password once; what was issued before opens nothing any more."""
    lasts = PASSWORD_LINK_LASTS if notice == Notice.PASSWORD_LINK else ACCESS_LINK_LASTS
    secret = links.issue(user, Purpose.PASSWORD, origin, lasts=lasts)
    return f"{origin}{reverse('new_password', args=[secret])}"


@page
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Where a password link leads: only sending the form uses it up. A second factor stays as it is."""
    link = links.find(secret, Purpose.PASSWORD, host_of(request))
    if link is None or not may_enter(link.user):
        return TemplateResponse(request, "unions/accounts/link_closed.html", {"title": _("Link")}, status=410)
    form = NewPasswordForm(request.POST or None, user=link.user)
    if request.method == "POST" and form.is_valid() and set_password(link, form.cleaned_data["password1"]):
        messages.success(request, _("Your new password is now in use. Please sign in with it."))
        return HttpResponseRedirect(reverse("admin:login"))
    context = {"title": _("Choose a password"), "form": form, "name": link.user.proved_address or link.user.username}
    return TemplateResponse(request, "unions/accounts/new_password.html", context)


@transaction.atomic
def set_password(link: AccountLink, password: str) -> bool:
    """Set the password of the link's person, and end their sessions; False if somebody else was faster."""
    if not links.use(link):
        return False
    user = link.user
    user.set_password(password)
    user.save(update_fields=["password"])
    links.forget(user)
    notices.tell(user, Notice.PASSWORD_CHANGED)
    return True


# Invitations


@page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Where an invitation leads: what is offered, and the button that takes it or not."""
    offer = invitations.find(secret, host_of(request))
    if offer is None or not invitations.is_usable(offer):
        context = {"title": _("Invitation"), "offer": offer}
        return TemplateResponse(
            request, "unions/accounts/invitation_closed.html", context, status=410 if offer else 404
        )
    owner = invitations.owner_of(offer)
    me = request.user if request.user.is_authenticated else None
    if me is not None and me != owner:
        # Nothing is said of whose it is.
        return invitation_page(request, offer, kind="other", status=403 if request.method == "POST" else 200)
    if request.method == "POST" and request.POST.get("answer") == "no":
        return declined(request, offer)
    if owner is None:
        return for_newcomer(request, offer)
    if not owner.is_active:
        return invitation_page(request, offer, kind="closed", status=403)
    return for_known(request, offer, owner, is_signed_in=me is not None)


def invitation_page(request: HttpRequest, offer: Invitation, *, kind: str, status: int = 200, **values) -> HttpResponse:
    context = {"title": _("Invitation"), "offer": offer, "kind": kind, **values}
    return TemplateResponse(request, "unions/accounts/invitation.html", context, status=status)


def declined(request: HttpRequest, offer: Invitation) -> HttpResponse:
    invitations.decline(offer)
    offer.refresh_from_db()
    return TemplateResponse(
        request, "unions/accounts/invitation_closed.html", {"title": _("Invitation"), "offer": offer}
    )


def for_newcomer(request: HttpRequest, offer: Invitation) -> HttpResponse:
    """Somebody without an account says who they are and chooses a password."""
    form = NewAccountForm(request.POST or None, user=User(email=offer.email))
    if request.method == "POST" and form.is_valid():
        try:
            limits.acquire([(limits.LINKS_FROM_A_PLACE, place_of(request))])
        except TooFast as error:
            form.add_error(None, too_fast(error))
            return invitation_page(request, offer, kind="new", form=form)
        person = invitations.accept_as_new(
            offer,
            first_name=form.cleaned_data["first_name"],
            last_name=form.cleaned_data["last_name"],
            password=form.cleaned_data["password1"],
        )
        if person is None:
            return HttpResponseRedirect(request.path)
        record_authentication(request, person, method="password")
        return perform_login(request, Login(user=person, redirect_url=reverse("admin:index")))
    return invitation_page(request, offer, kind="new", form=form)


def for_known(request: HttpRequest, offer: Invitation, owner: User, *, is_signed_in: bool) -> HttpResponse:
    """Somebody with an account signs in, and then consents or not."""
    if request.method != "POST":
        return invitation_page(request, offer, kind="consent" if is_signed_in else "sign_in")
    if not is_signed_in:
        invitations.expect(request, offer)
        # Not the address to which a lost session leads: this form has done its work.
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    if invitations.accept(offer, owner):
        messages.success(request, _("You now work for this union, too."))
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(request.path)
