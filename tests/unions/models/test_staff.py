"""The people who work on a union's site."""

import pytest

from tests import factories as make
from unions.models import StaffRole, User

pytestmark = pytest.mark.django_db


def invited(union, **fields) -> StaffRole:
    """The role of somebody who has not set a password yet."""
    user = make.make_user(**fields)
    user.set_unusable_password()
    user.save()
    make.make_staff(union, "editor", user=user)
    return StaffRole.all_unions.of(user).get(union=union)


def test_a_person_who_was_only_invited_awaits_a_password(union):
    assert invited(union).awaits_password


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_superuser": True}])
def test_a_closed_account_and_a_superuser_never_await_one(union, fields):
    assert not invited(union, **fields).awaits_password


def test_a_person_with_a_password_awaits_none(union):
    assert not StaffRole.all_unions.of(make.make_staff(union, "editor")).get().awaits_password


def test_a_person_whom_two_unions_invited_is_handed_out_by_neither(union):
    role = invited(union)

    make.make_staff(make.make_union(code="konya"), "editor", user=role.user)

    assert not role.awaits_password


def test_accounts_are_found_by_their_address_however_it_is_capitalised():
    account = make.make_user(username="ali", email="Ali@Ornek.test")
    other = make.make_user(username="ali@ornek.test", email="veli@ornek.test")

    assert list(User.objects.with_email("ali@ornek.TEST")) == [account]
    assert list(User.objects.with_username_only("ali@ornek.TEST")) == [other]
