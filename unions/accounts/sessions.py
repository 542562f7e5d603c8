"""The sessions of a person: on which devices they are signed in, and how sessions end."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.background.proxies import address_of, parse_address
from unions.models import User

# A page that is only read writes seldom.
SEEN_EVERY = timedelta(minutes=10)
SEEN_KEY = "seen"
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


@dataclass(frozen=True)
class Device:
    """One session as its owner is shown it."""

    pk: int
    name: str
    address: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


def short_address(request: HttpRequest) -> str:
    """The visitor's address without its last part: enough to recognise a place, too little to find a person."""
    address = parse_address(address_of(request))
    if address is None:
        return "0.0.0.0"  # noqa: S104 - no address to listen at, but one that is unknown
    kept = 24 if address.version == 4 else 48
    number = int(address) >> (address.max_prefixlen - kept) << (address.max_prefixlen - kept)
    return str(type(address)(number))


def device_name(user_agent: str) -> str:
    """What a browser calls itself, in two words."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if re.search(sign, user_agent)), "")
    return " · ".join(part for part in [browser, system] if part) or _("unknown device")


def devices_of(request: HttpRequest, user: User) -> list[Device]:
    """The sessions of the person that still open something, this one first."""
    current = request.session.session_key
    devices = [
        Device(
            pk=session.pk,
            name=device_name(session.user_agent),
            address=shown_address(session.ip),
            started_at=session.created_at,
            seen_at=session.last_seen_at,
            is_this_one=session.session_key == current,
        )
        for session in UserSession.objects.purge_and_list(user)
    ]
    return sorted(devices, key=lambda device: (not device.is_this_one, -device.seen_at.timestamp()))


def shown_address(address: str) -> str:
    """The stored address with its missing part marked."""
    return re.sub(r"\.0$", ".…", address) if "." in address else re.sub(r"::$", ":…", address)


def started_at(request: HttpRequest) -> datetime:
    """When the person signed in; now for a session that does not tell."""
    records = get_authentication_records(request, request.user)
    started = min((record["at"] for record in records), default=None)
    return timezone.now() if started is None else datetime.fromtimestamp(started, UTC)


def note_activity(request: HttpRequest) -> None:
    """Remember that the session is used; seldom, so that reading pages hardly writes."""
    now = time.time()
    if now - request.session.get(SEEN_KEY, now) > SEEN_EVERY.total_seconds():
        request.session[SEEN_KEY] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def begin(request: HttpRequest) -> None:
    """Let a session begin that can be seen among the devices."""
    request.session[SEEN_KEY] = time.time()


def end_one(user: User, pk: int) -> bool:
    """End one session of the person; False if it is not theirs, or has ended."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    session.end()
    return True


def end_all(user: User) -> None:
    """End every session of the person, on every machine and at every union."""
    User.objects.filter(pk=user.pk).end_sessions()


def end_others(request: HttpRequest, user: User) -> None:
    """End every session of the person but the one of this request."""
    end_all(user)
    user.refresh_from_db(fields=["session_stamp", "password"])
    if request.user.is_authenticated and request.user.pk == user.pk:
        key_before = request.session.session_key
        update_session_auth_hash(request, user)
        follow(request, key_before)


def follow(request: HttpRequest, key_before: str | None) -> None:
    """Let the device stay the same after its session was given a new key."""
    UserSession.objects.filter(session_key=key_before).update(session_key=request.session.session_key)
