"""How allauth is bound to this project: who may sign in, what is asked again, how secrets are stored."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unions.accounts import invitations, second_factor, sessions
from unions.background import encryption
from unions.models import StaffRole, User
from unions.tenancy import scope
from unions.tenancy.roles import may_enter

SECRET_PURPOSE = "second factor"  # noqa: S105  # what a secret is for
MESSAGES = {
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up. Keep the recovery codes in a safe place."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app has been removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added. Keep the recovery codes in a safe place."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been removed."),
    "mfa/messages/recovery_codes_generated.txt": _("There are new recovery codes. Older ones no longer work."),
}


def may_sign_in(request: HttpRequest, user: User) -> bool:
    """Whether the person works for this union, or has come by an invitation to do so."""
    return user.is_active and (may_enter(user) or invitations.is_expected(request, user))


def was_asked_lately(request: HttpRequest) -> bool:
    """Whether the person has shown who they are a short while ago, by signing in or again."""
    records = get_authentication_records(request, request.user)
    latest = max((record.get("at", 0) for record in records), default=0)
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in of staff. Nobody signs up: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

    def is_safe_url(self, url: str | None) -> bool:
        # Only addresses of this host; nothing leads from the sign-in to another union's.
        return bool(url) and str(url).startswith("/") and super().is_safe_url(url)

    def get_client_ip(self, request: HttpRequest) -> str:
        # Shown in the list of devices, and nowhere counted by.
        return sessions.short_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """The limits are ours: `unions.accounts.limits`."""

    def pre_login(self, request, user, **kwargs) -> HttpResponse | None:
        if may_sign_in(request, user):
            return super().pre_login(request, user, **kwargs)
        clear_login(request)
        messages.error(request, _("You cannot sign in here with this account."))
        return HttpResponseRedirect(reverse("admin:login"))

    def post_login(self, request, user, **kwargs) -> HttpResponse:
        second_factor.ask_for_it(user)
        StaffRole.objects.of(user).note_sign_in()
        return super().post_login(request, user, **kwargs)

    def respond_user_inactive(self, request, user) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:login"))

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        return not was_asked_lately(context.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        names = {
            "reauthenticate": _("With my password"),
            "mfa_reauthenticate": _("With a code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": names.get(method["id"], method["description"])} for method in methods]

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        text = MESSAGES.get(message_template) or message
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def send_mail(self, template_prefix, email, context) -> None:
        """allauth writes no mail here: links and notices go through the outbox."""
        raise NotImplementedError(template_prefix)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted, and passkeys belong to the host they were made at."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or has already been used. Codes of the app change every 30 seconds."),
        "cannot_generate_recovery_codes": _("There are recovery codes only beside an authenticator app or a passkey."),
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text, purpose=SECRET_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text, purpose=SECRET_PURPOSE)

    def get_totp_label(self, user) -> str:
        return user.proved_address or user.get_username()

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        union = scope.union()
        return union.current_name.name_tr if union else str(union)

    def get_public_key_credential_user_entity(self, user) -> dict:
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": self.get_totp_label(user), "display_name": str(user)}

    def generate_authenticator_name(self, user, type) -> str:
        return str(_("Passkey"))

    def send_notification_mail(self, *args, **kwargs) -> None:
        """The signals of allauth tell us, and `unions.accounts.signals` tells the person."""
