"""How often passwords and codes may be tried: guessing becomes slow, and the owner always gets in.

Wrong attempts are counted for the place they come from together with the account, never for the account alone: whoever
types wrong passwords elsewhere closes nothing for the owner. A browser in which somebody has signed in before is a
place of its own, wherever it is. An account under attack from many places gives each new place one attempt instead of
five.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from unions.background.proxies import address_of
from unions.background.rate_limits import Limit
from unions.models import User

# An office shares one address; a person mistypes a password, but not a hundred times a day.
FROM_A_PLACE = Limit("sign-ins from an address", times=20, one_more_after=timedelta(minutes=3))
# Three in a row make the pause grow: five at once, then one each half minute, then one each quarter of an hour.
AT_FIRST = Limit("sign-ins of an account from a place", times=5, one_more_after=timedelta(seconds=30))
LATER = Limit("later sign-ins of an account from a place", times=15, one_more_after=timedelta(minutes=15))
# Beyond this many wrong attempts from unknown places an account is under attack, and each of them has one.
FROM_UNKNOWN_PLACES = Limit("sign-ins of an account from unknown places", times=50, one_more_after=timedelta(minutes=5))
UNDER_ATTACK = Limit("sign-ins of an account under attack", times=1, one_more_after=timedelta(minutes=30))
# Whoever gets here has the password already.
CODES = Limit("codes of an account from a place", times=10, one_more_after=timedelta(minutes=10))
# Mail to a person, and questions about persons.
RESETS_FROM_A_PLACE = Limit("password mails from an address", times=10, one_more_after=timedelta(minutes=6))
RESETS_OF_AN_ACCOUNT = Limit("password mails to an account", times=3, one_more_after=timedelta(minutes=20))
PASSKEYS_FROM_A_PLACE = Limit("passkeys from an address", times=20, one_more_after=timedelta(minutes=1))
LINKS_FROM_A_PLACE = Limit("opened links from an address", times=60, one_more_after=timedelta(minutes=1))
INVITATIONS_OF_A_UNION = Limit("invitations of a union", times=60, one_more_after=timedelta(minutes=5))
INVITATIONS_TO_AN_ADDRESS = Limit("invitations to an address", times=4, one_more_after=timedelta(hours=3))

DEVICE_COOKIE = "__Secure-device" if settings.HTTPS else "device"
DEVICE_IS_KNOWN_FOR = timedelta(days=180)
DEVICE_SALT = "unions.accounts.device"


class TooFast(Exception):
    """Another attempt is not allowed yet."""

    def __init__(self, wait: timedelta):
        super().__init__()
        self.wait = wait

    @property
    def seconds(self) -> int:
        return max(1, int(self.wait.total_seconds()) + 1)

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)


def place_of(request: HttpRequest) -> str:
    """The network of the visitor: the address, or of IPv6 the network that one customer has."""
    address = address_of(request)
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{parsed}/64", strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)


def acquire(limits: Iterable[tuple[Limit, str]]) -> None:
    """Take one use of each limit, or of none; raises TooFast."""
    taken: list[tuple[Limit, str]] = []
    for limit, whom in limits:
        if not limit.acquire(whom):
            for other, its_whom in taken:
                other.give_back(its_whom)
            raise TooFast(limit.wait(whom))
        taken.append((limit, whom))


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in: from where, and as whom."""

    place: str
    # What was typed, or the account's number once it is known that it was meant.
    account: str
    is_known_device: bool

    @property
    def counted_for(self) -> str:
        return f"{self.place}|{self.account}"

    def begin(self) -> None:
        """Count the attempt as wrong until it proves to be right; raises TooFast."""
        limits = [(AT_FIRST, self.counted_for), (LATER, self.counted_for)]
        if not self.is_known_device:
            limits.append((FROM_A_PLACE, self.place))
        acquire(limits)
        if not self.is_known_device and not FROM_UNKNOWN_PLACES.acquire(self.account):
            try:
                acquire([(UNDER_ATTACK, self.counted_for)])
            except TooFast:
                FROM_A_PLACE.give_back(self.place)
                raise

    def succeed(self) -> None:
        """Whoever knows the password was not guessing; the other attempts from there stay counted."""
        for limit in [AT_FIRST, LATER, UNDER_ATTACK]:
            limit.reset(self.counted_for)
        if not self.is_known_device:
            FROM_A_PLACE.give_back(self.place)
            FROM_UNKNOWN_PLACES.give_back(self.account)


def attempt_of(request: HttpRequest, account: str, user: User | None) -> Attempt:
    """The attempt of a request; the browser counts as the place if this account has been signed in to there."""
    device = device_of(request, user) if user else ""
    return Attempt(place=device or place_of(request), account=account, is_known_device=bool(device))


def code_place(request: HttpRequest, user: User) -> str:
    """From where a code is tried, and of whose account."""
    return f"{device_of(request, user) or place_of(request)}|{user.pk}"


# The browser in which somebody has signed in


def device_of(request: HttpRequest, user: User) -> str:
    """The number of this browser, if the person has signed in there before; empty otherwise."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "")
    try:
        known = signing.loads(cookie, salt=DEVICE_SALT, max_age=DEVICE_IS_KNOWN_FOR) if cookie else {}
    except signing.BadSignature:
        return ""
    number = known.get(str(user.pk)) if isinstance(known, dict) else None
    return f"device {number}" if number else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let the browser be known for this account, beside those that were used there before."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "")
    try:
        known = signing.loads(cookie, salt=DEVICE_SALT, max_age=DEVICE_IS_KNOWN_FOR) if cookie else {}
    except signing.BadSignature:
        known = {}
    known[str(user.pk)] = known.get(str(user.pk)) or secrets.token_hex(8)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps(dict(list(known.items())[-5:]), salt=DEVICE_SALT),
        max_age=DEVICE_IS_KNOWN_FOR,
        path=reverse("admin:index"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
