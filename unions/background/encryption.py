"""Encrypts secrets that are stored in the database until they are mailed.

A link that signs somebody in is stored as a hash only, but the mail with the link is sent later by another process.
Until then the link is stored encrypted, so that a stolen copy of the database lets nobody in.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

KEY_LENGTH = 32


class DecryptionError(Exception):
    """The text cannot be decrypted with the current keys."""


def encrypt(text: str, *, purpose: str) -> str:
    """The text, readable only with the secret key and for the same purpose."""
    if not isinstance(text, str):
        raise TypeError(f"Only text is encrypted, not {type(text).__name__}.")
    return _fernet(purpose).encrypt(text.encode()).decode()


def decrypt(token: str, *, purpose: str) -> str:
    """The text that was encrypted for the purpose, under SECRET_KEY or one of its fallbacks; raises DecryptionError."""
    if not isinstance(token, str):
        raise TypeError(f"Only text is decrypted, not {type(token).__name__}.")
    if not token:
        raise DecryptionError("There is nothing to decrypt.")
    try:
        return _fernet(purpose).decrypt(token).decode()
    except (InvalidToken, ValueError) as error:
        # Fernet does not say which of the two it was; characters that no token has raise a ValueError.
        raise DecryptionError(
            "The key is no longer in SECRET_KEY or its fallbacks, or the encrypted text was changed."
        ) from error


def _fernet(purpose: str) -> MultiFernet:
    """Encrypts with the current key and decrypts with any of them."""
    return MultiFernet(
        [Fernet(_derived_key(secret, purpose)) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]]
    )


def _derived_key(secret: str | bytes, purpose: str) -> bytes:
    """A separate key for each purpose, so that a token of one purpose is useless for another."""
    derivation = HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=f"encryption: {purpose}".encode())
    return urlsafe_b64encode(derivation.derive(force_bytes(secret)))
