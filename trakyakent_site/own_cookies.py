"""Which cookies are ours: whoever sends one is answered by Django, never by a page that was made for all readers."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


def own_cookies() -> set[str]:
    """Names of the cookies by which we know a member of staff or tell a visitor something."""
    return {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name}


def cookie_names(header: str) -> set[str]:
    """The names in a Cookie header, read as Django reads them."""
    return {name.strip() if sign else "" for name, sign, _value in (part.partition("=") for part in header.split(";"))}
