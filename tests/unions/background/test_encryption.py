"""Secrets in the database: readable with the secret key, for the same purpose, and not otherwise."""

import pytest

from unions.background.encryption import DecryptionError, decrypt, encrypt

LINK = "https://ornek.example/kart-denetimi/şifreli-ğüİı/"
PURPOSE = "link of the mail <1@konya.birlik>"
KEY_GONE = "The key is no longer in SECRET_KEY or its fallbacks"


@pytest.fixture
def token():
    return encrypt(LINK, purpose=PURPOSE)


def test_what_was_encrypted_is_read_again(token):
    assert decrypt(token, purpose=PURPOSE) == LINK


def test_the_encrypted_text_reveals_nothing(token):
    assert "ornek" not in token
    assert token != encrypt(LINK, purpose=PURPOSE)


def test_empty_text_is_encrypted_like_any_other():
    token = encrypt("", purpose=PURPOSE)

    assert token
    assert decrypt(token, purpose=PURPOSE) == ""


def test_a_key_among_the_fallbacks_still_reads(token, settings):
    settings.SECRET_KEY_FALLBACKS = ["one-between-" * 5, settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-" * 6

    assert decrypt(token, purpose=PURPOSE) == LINK


def test_after_a_rotation_the_new_key_encrypts(settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a-new-key-" * 6
    settings.SECRET_KEY_FALLBACKS = [old]
    token = encrypt(LINK, purpose=PURPOSE)

    settings.SECRET_KEY_FALLBACKS = []

    assert decrypt(token, purpose=PURPOSE) == LINK


def test_without_its_key_the_text_is_lost_and_the_reason_is_given(token, settings):
    settings.SECRET_KEY = "a-new-key-" * 6

    with pytest.raises(DecryptionError, match=KEY_GONE):
        decrypt(token, purpose=PURPOSE)


def test_one_mails_link_is_of_no_use_in_another(token):
    with pytest.raises(DecryptionError):
        decrypt(token, purpose="link of the mail <2@konya.birlik>")


@pytest.mark.parametrize("place", [0, 5, 20, 60, -30, -1])
def test_a_changed_text_is_refused(token, place):
    letters = list(token)
    letters[place] = "B" if letters[place] == "A" else "A"

    with pytest.raises(DecryptionError, match="or the encrypted text was changed"):
        decrypt("".join(letters), purpose=PURPOSE)


@pytest.mark.parametrize("text", ["https://ornek.example/", "gAAAA", "ğüş", "A" * 120, "."])
def test_what_was_never_encrypted_is_refused(text):
    with pytest.raises(DecryptionError):
        decrypt(text, purpose=PURPOSE)


def test_a_shortened_text_is_refused(token):
    with pytest.raises(DecryptionError):
        decrypt(token[:-10], purpose=PURPOSE)


def test_nothing_cannot_be_decrypted():
    with pytest.raises(DecryptionError, match="nothing to decrypt"):
        decrypt("", purpose=PURPOSE)


@pytest.mark.parametrize("value", [None, 7, b"bytes", ["a"]])
def test_only_text_is_accepted(value):
    with pytest.raises(TypeError):
        encrypt(value, purpose=PURPOSE)
    with pytest.raises(TypeError):
        decrypt(value, purpose=PURPOSE)


def test_bytes_as_secret_key_are_a_key_too(settings):
    settings.SECRET_KEY = b"\xff bytes-of-a-key-" * 4

    assert decrypt(encrypt(LINK, purpose=PURPOSE), purpose=PURPOSE) == LINK
