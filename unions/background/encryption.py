"""Secrets that have to wait in the database until they are mailed: unreadable without the secret key.

A link that lets somebody in is stored as a hash only; but the mail that carries it is sent later, by another process.
Until then it is kept sealed, so that a stolen copy of the database opens nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

BLOCK = 32


class BrokenSeal(Exception):
    """The text was sealed with a key that is known no more, or is not what was sealed."""


def seal(text: str, *, label: str) -> str:
    """The text, readable only with the secret key. A label is used for one text only."""
    return f"{urlsafe_b64encode(_masked(text.encode(), label, settings.SECRET_KEY)).decode()}.{_tag(text, label)}"


def unseal(sealed: str, *, label: str) -> str:
    """The text that was sealed under the label; raises BrokenSeal."""
    try:
        masked, tag = sealed.split(".")
        data = urlsafe_b64decode(masked)
    except ValueError as error:
        raise BrokenSeal("This was never sealed.") from error
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        text = _masked(data, label, key).decode(errors="replace")
        if constant_time_compare(_tag(text, label, key), tag):
            return text
    raise BrokenSeal("The key that sealed this is known no more.")


def _masked(data: bytes, label: str, key: str) -> bytes:
    """The bytes under a mask that only the key makes; a second time takes it off again."""
    mask = b"".join(_digest("mask", f"{number}:{label}", key) for number in range(len(data) // BLOCK + 1))
    return bytes(byte ^ cover for byte, cover in zip(data, mask, strict=False))


def _tag(text: str, label: str, key: str = "") -> str:
    return _digest("tag", f"{label}:{text}", key or settings.SECRET_KEY).hex()


def _digest(purpose: str, text: str, key: str) -> bytes:
    return salted_hmac(f"unions.background.encryption.{purpose}", text, secret=key, algorithm="sha256").digest()
