"""Passwords that programs try first are refused, and only those."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests import factories as make
from unions.accounts.passwords import is_row, is_worn
from unions.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(db):
    make.make_union(code="trakyakent", name="Trakya Belediyeler Birliği", short_name="TRAKYAKENT")
    return User(first_name="Zeynep", last_name="Çalışkan", email="zcaliskan@ornek.test", username="kisi-1")


@pytest.mark.parametrize(
    "password",
    [
        "kisa-parola",
        "password1234",
        "Parola123456",
        "ŞİFRE2026!!!!",
        "sifre-sifre-2026",
        "galatasaray1905",
        "qwertyuiop123",
        "123456789012",
        "210987654321",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "ababababababab",
        "Trakyakent2026!",
        "belediyebirligi",
        "trakya-belediyeler",
        "ZeynepÇalışkan1",
        "zcaliskan-2026",
        "190719071907",
    ],
)
def test_what_is_tried_first_is_refused(names, password):
    with pytest.raises(ValidationError):
        validate_password(password, names)


@pytest.mark.parametrize(
    "password",
    [
        "kırmızı-deve-merdiven-iğne",
        "correct horse battery staple",
        "a-password-for-tests-only",
        "Trakyada üç deli keçi gördüm",
        "x7!Kq0#vWz9$Lm",
        "🐪🐫🦙🦒 merdiven altı",
        "zeytinyağlı enginar 1987",
        "u" * 3 + "çurtma uçuran bulut",
    ],
)
def test_a_good_one_is_taken(names, password):
    validate_password(password, names)


@pytest.mark.parametrize(("text", "answer"), [("12345678", True), ("87654321", True), ("13579135", False), ("", True)])
def test_rows_of_keys_are_known(text, answer):
    assert is_row(text) == answer


def test_complaints_are_in_turkish(names):
    with pytest.raises(ValidationError) as refusal:
        validate_password("parola123456", names)

    assert "yaygın bir sözcük" in " ".join(refusal.value.messages)


def test_two_worn_words_are_as_worn_as_one():
    assert is_worn("ankara-belediye-06")
    assert not is_worn("ankara-belediye-merdiven")


def test_three_common_words_are_more_than_two():
    assert is_worn("ankara-galatasaray")
    assert not is_worn("ankara-galatasaray-belediye")


def test_a_name_is_refused_as_a_name_also_before_there_is_an_account(names):
    make.make_union(code="kentbirligi", name="Trakya Kentleri Birliği", short_name="TKB")
    person = User(first_name="Zeynep", last_name="Çalışkan", email="gizliposta@ornek.test", username="kisi-1")

    for password, user in [
        ("Trakyakent-1987", None),
        ("Kentbirligi-1987", None),
        ("gizliposta-1987", person),
        # Of two names that begin alike the longer one is taken away.
        ("trakyakent-kedi-1", None),
    ]:
        with pytest.raises(ValidationError) as refusal:
            validate_password(password, user)
        [error] = [error for error in refusal.value.error_list if error.code == "password_is_name"]
        assert "ad" in error.messages[0]
