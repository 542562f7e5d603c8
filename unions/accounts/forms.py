"""The forms by which people sign in, show again who they are, and keep their account."""

from typing import Any, cast

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as StockCodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.accounts import limits
from unions.accounts.adapters import may_sign_in
from unions.accounts.invitations import usable_address
from unions.accounts.limits import TooFast
from unions.background.encryption import DecryptionError
from unions.models import User
from unions.tenancy.roles import account_of
from unions.text.turkish import fold
from unions.values.fields import EmailFormField, PartOfNameFormField

LONGEST_PASSWORD = 256


def too_fast(error: TooFast) -> ValidationError:
    """The complaint that names the pause; the view answers with 429."""
    refusal = ValidationError(
        _("Too many attempts. Please wait %(minutes)s min and try again.") % {"minutes": error.minutes},
        code="too_many",
    )
    context.request.retry_after = error.seconds
    return refusal


def password_field(label, autocomplete: str, **options) -> forms.CharField:
    """A field for a password, which browsers may fill in and store."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, **options)


class SignInForm(forms.Form):
    """Sign-in for the staff of this union; others learn only that it did not work."""

    username = forms.CharField(
        label=gettext_lazy("E-mail or user name"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username webauthn", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = password_field(gettext_lazy("Password"), "current-password")

    def __init__(self, *args, request: HttpRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (name and password):
            return self.cleaned_data
        # Counts and messages are the same whether or not the account exists.
        attempt = limits.attempt_of(self.request, fold(name), account_of(name))
        try:
            attempt.begin()
        except TooFast as error:
            raise too_fast(error) from None
        user = authenticate(self.request, username=name, password=password)
        if user is None or not may_sign_in(self.request, user):
            raise ValidationError(
                _("This name and password do not work here. Both are case-sensitive."), code="invalid_login"
            )
        attempt.succeed()
        self.user = user
        return self.cleaned_data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign the person in, or lead to the page that asks for the second factor."""
        user = cast(User, self.user)
        credentials = {"username": user.get_username()}
        return perform_password_login(request, credentials, Login(user=user, redirect_url=redirect_url))


class LimitedCode:
    """A code of an app or a recovery code, that can be tried only so often from one place."""

    def clean_code(self):
        # People copy the spaces along.
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "").replace("-", "")
        place = limits.code_place(context.request, self.user)
        try:
            limits.acquire([(limits.CODES, place)])
        except TooFast as error:
            raise too_fast(error) from None
        try:
            code = super().clean_code()
        except DecryptionError:
            raise ValidationError(
                _("Your second factor can no longer be read. Please ask the administrator to reset it."),
                code="unreadable",
            ) from None
        limits.CODES.reset(place)
        return code


CODE_LABEL = gettext_lazy("Code of the app, or a recovery code")


def name_code(field: forms.CharField, label) -> None:
    field.label = label
    field.max_length = 32
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "32", "autofocus": True}


class CodeForm(LimitedCode, AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_code(self.fields["code"], CODE_LABEL)


class CodeAgainForm(LimitedCode, StockCodeAgainForm):
    """A code once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_code(self.fields["code"], CODE_LABEL)


class ActivateForm(LimitedCode, ActivateTOTPForm):
    """The first code of a new app, which shows that it knows the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_code(self.fields["code"], gettext_lazy("Code that the app shows now"))


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, by a name of the person's choice; passkeys sign in without a password, too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Name of the passkey")
        self.fields["name"].max_length = 100
        self.fields["name"].widget.attrs["maxlength"] = "100"
        self.fields["name"].help_text = gettext_lazy(
            "By which you will recognise the device, such as “office computer”."
        )
        self.fields["passwordless"].label = gettext_lazy("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = gettext_lazy(
            "Without name and password. The device must then ask for your finger, your face or a PIN."
        )


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(gettext_lazy("Password"), "current-password")

    def clean_password(self):
        request = context.request
        attempt = limits.attempt_of(request, f"again {self.user.pk}", self.user)
        try:
            attempt.begin()
        except TooFast as error:
            raise too_fast(error) from None
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."), code="incorrect_password")
        attempt.succeed()
        return password


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password1 = password_field(gettext_lazy("New password"), "new-password")
    password2 = password_field(gettext_lazy("New password once more"), "new-password")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = password_validation.password_validators_help_text_html()

    def person(self) -> User:
        """Whose names the password must not repeat."""
        return self.user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", ValidationError(_("The two passwords differ."), code="password_mismatch"))
        elif first:
            try:
                password_validation.validate_password(first, self.person())
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned


class NewAccountForm(NewPasswordForm):
    """What somebody who was invited says of themselves."""

    first_name = PartOfNameFormField(
        label=gettext_lazy("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = PartOfNameFormField(
        label=gettext_lazy("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    field_order = ["first_name", "last_name", "password1", "password2"]

    def person(self) -> User:
        names = {name: self.cleaned_data.get(name, "") for name in ["first_name", "last_name"]}
        return User(email=self.user.email, **names)


class ForgottenForm(forms.Form):
    """The address to which a link for a new password is to go."""

    email = EmailFormField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        return usable_address(self.cleaned_data["email"])


class NewAddressForm(ForgottenForm):
    """The address that shall take the place of the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext_lazy("New e-mail address")
        self.fields["email"].max_length = 150
