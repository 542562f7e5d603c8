"""Somebody at a browser, who opens pages and links, and the mail that reaches them."""

import re

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import factories as make
from unions.models import OutgoingMail, Union, UnionHost, User
from unions.tenancy import scope

SIGN_IN = "/yonetim/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW_PASSWORD = "kırmızı-deve-merdiven-iğne"
LINK = re.compile(r"https?://[^/\s]+(/yonetim/\S+)")


class Visitor(Client):
    """A browser at the host of a union, in some network."""

    def __init__(self, union: Union, address: str = "203.0.113.9", **options):
        host = UnionHost.all_unions.filter(union=union, is_primary=True).get().host
        super().__init__(headers={"host": host}, REMOTE_ADDR=address, **options)

    def request(self, **asked):
        with scope.request():
            return super().request(**asked)

    def sign_in(self, name: str, password: str = make.PASSWORD, **options):
        return self.post(SIGN_IN, {"username": name, "password": password, "next": "/yonetim/"}, **options)

    @property
    def is_in(self) -> bool:
        return self.get(reverse("admin:index")).status_code == 200


def prove(user: User, email: str = "") -> User:
    """Let the person have proved the address."""
    email = (email or user.email).lower()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def set_up_app(user: User) -> User:
    """Give the person an authenticator app with the known secret."""
    TOTP.activate(user, SECRET)
    return user


def code_now() -> str:
    """What the app shows, although it may have been used a moment ago."""
    cache.clear()
    *_before, current, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(SECRET, current))


def has_app(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def mails_to(email: str) -> list[OutgoingMail]:
    return list(OutgoingMail.all_unions.filter(to=email).order_by("pk"))


def link_to(email: str) -> str:
    """The path of the link in the latest mail to the address."""
    return LINK.search(mails_to(email)[-1].full_text)[1]
