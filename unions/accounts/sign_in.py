"""The pages by which people sign in."""

from typing import Any

from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.account.mixins import NextRedirectMixin
from allauth.account.signals import user_logged_in
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from unions.accounts import limits, sessions
from unions.accounts.forms import SignInForm
from unions.accounts.limits import TooFast, place_of, remember_device
from unions.accounts.pages import page
from unions.tenancy.roles import may_enter
from unions.text.languages import LANGUAGE_KEY

# What a browser's answer to a passkey raises when somebody has made it up.
MADE_UP = (AttributeError, IndexError, KeyError, TypeError, UnicodeError, ValueError)


class SignInView(NextRedirectMixin, FormView):
    """Name and password; a second factor is asked for on the next page."""

    form_class = SignInForm
    template_name = "admin/login.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if may_enter(request.user):
            return HttpResponseRedirect(self.get_success_url())
        if unstash_login(request, peek=True):
            # Whoever comes back from the second step begins anew.
            clear_login(request)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_default_success_url(self) -> str:
        return reverse("admin:index")

    def form_valid(self, form: SignInForm) -> HttpResponse:
        if self.request.GET.get("lang") in dict(settings.LANGUAGES):
            self.request.session[LANGUAGE_KEY] = self.request.GET["lang"]
        return form.login(self.request, redirect_url=self.get_success_url())

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        other = next(code for code, _name in settings.LANGUAGES if code != translation.get_language())
        query = self.request.GET.copy()
        query["lang"] = other
        return {
            **super().get_context_data(**kwargs),
            "app_path": self.request.get_full_path(),
            "other_language": {"code": other, "name": dict(settings.LANGUAGES)[other], "query": query.urlencode()},
        }


class SecondStepView(AuthenticateView):
    """The code of the app, a recovery code or a passkey, after the password."""

    template_name = "mfa/authenticate.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except MADE_UP:
            return HttpResponseRedirect(reverse("mfa_authenticate"))


class PasskeySignInView(LoginWebAuthnView):
    """Signing in by a passkey alone."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            limits.acquire([(limits.PASSKEYS_FROM_A_PLACE, place_of(request))])
            return super().post(request, *args, **kwargs)
        except TooFast as error:
            text = _("Too many attempts. Please wait a minute and try again.")
            response = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
            response["Retry-After"] = str(error.seconds)
            return response
        except MADE_UP:
            return self.form_invalid(self.get_form())

    def form_invalid(self, form) -> HttpResponse:
        messages.error(self.request, _("This passkey does not work here. Please sign in with your password."))
        return HttpResponseRedirect(reverse("admin:login"))


def know_device(sender, request: HttpRequest, response: HttpResponse, user, **kwargs) -> None:
    """A browser in which somebody has signed in is known for that account from now on."""
    remember_device(request, response, user)
    sessions.begin(request)
    request.session.pop(LANGUAGE_KEY, None)


user_logged_in.connect(know_device)

sign_in = page(SignInView.as_view())
second_step = page(SecondStepView.as_view())
passkey = page(PasskeySignInView.as_view())
