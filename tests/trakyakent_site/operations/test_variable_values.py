"""Values that an operator has written wrongly: what is said, and never the secret itself."""

import secrets

import pytest

from tests.tables import table
from tests.trakyakent_site.operations.judged import KEY, SERVER, problems
from trakyakent_site.operations.variable_values import secret_key
from trakyakent_site.operations.variables import VARIABLES


@table(
    ("key", "words"),
    [
        ("a", "1 characters"),
        (KEY[:49], "49 characters"),
        ("a1" * 40, "repeats"),
        ("Zr0t9cQ8sY" * 6, "repeats"),
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "neighbouring"),
        ("django-insecure-" + KEY, "placeholder"),
        ("change-me-" + KEY, "placeholder"),
        ("degistir-" + KEY, "placeholder"),
        ("<" + KEY + ">", "placeholder"),
        ("${SECRET_KEY}" + KEY, "placeholder"),
        ("trakyakent-belediyeler-birligi-icin-cok-uzun-bir-metin-yazdim", "looks like words"),
    ],
)
def test_secret_key_that_can_be_guessed_is_refused_and_never_repeated(key, words):
    told = problems(**{**SERVER, "SECRET_KEY": key})["SECRET_KEY"]

    assert words in told
    assert len(key) < 5 or key not in told


@pytest.mark.parametrize(
    "key",
    [
        KEY,
        # openssl rand -hex 32, openssl rand -base64 48, Django's own and ours
        "3f9a0c1d77e24b6685d1c90ab34e7f12a8c6559e0d4f7b21963cd8e05fa71b4c",
        "q9Yx2Lr0/Kd8+VtB5mWcZ7nHsE3uPj6aGf1oTiNvRbXyMkQwCz4h8DgA0SlJeU2p",
        "x0=^k2(7w$l9z&v3!m@8q+1c#r5%t6n4_y-b*pd)h0j2g7f9s3",
    ],
)
def test_secret_key_drawn_by_lot_is_accepted(key):
    assert problems(**{**SERVER, "SECRET_KEY": key}) == {}


def test_made_keys_are_practically_never_refused():
    assert [key for key in (secrets.token_urlsafe(64) for _key in range(2000)) if secret_key(key)] == []
    assert [key for key in (secrets.token_hex(32) for _key in range(2000)) if secret_key(key)] == []


@table(
    ("value", "words"),
    [
        ("mail.birlik.example", "must begin with"),
        ("http://mail.birlik.example", "must begin with"),
        ("smtp://", "names no host"),
        ("smtp://user:wo#rd@mail.example:587", "%23"),
        ("smtp://user:wo/rd@mail.example:587", "%2F"),
        ("smtp://user@birlik.example:word@mail.example:587", "%40"),
        ("smtp://mail.example:mail", "cannot be read"),
    ],
)
def test_mail_address_that_cannot_be_read_is_refused_without_its_password(value, words):
    told = problems(**{**SERVER, "EMAIL_URL": value})["EMAIL_URL"]

    assert words in told
    assert "wo#rd" not in told


@table(
    ("value", "words"),
    [
        ("mysql://localhost/site", "must begin with sqlite:// or postgres://"),
        ("localhost/site", "must begin with"),
        ("postgres://", "names no database"),
        ("postgres://user:word@localhost", "names no database"),
        ("postgres://user:wo#rd@localhost/site", "%23"),
        ("postgres://user:wo@rd@localhost/site", "%40"),
        ("postgres://user:10%@localhost/site", "%25"),
        ("postgres://user:word@localhost:54x/site", "cannot be read"),
        ("postgres://user:wo/rd@localhost/site", "cannot be read"),
        ('"postgres://localhost/site"', "quotation marks"),
        (" postgres://localhost/site", "space"),
    ],
)
def test_database_address_that_cannot_be_read_is_refused(value, words):
    assert words in problems(**{**SERVER, "DATABASE_URL": value})["DATABASE_URL"]


@pytest.mark.parametrize("value", ["noreply", "ınfo@birlik.example", "a@b@c.example", "a @birlik.example"])
def test_sender_that_is_no_address_is_refused(value):
    assert "no e-mail address" in problems(DEFAULT_FROM_EMAIL=value)["DEFAULT_FROM_EMAIL"]


@pytest.mark.parametrize(
    ("value", "is_right"), [("required", True), ("optional", True), ("off", False), ("OPTIONAL", False)]
)
def test_a_second_factor_is_required_or_optional(value, is_right):
    assert (VARIABLES["SECOND_FACTOR"](value) is None) is is_right
