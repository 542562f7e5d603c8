"""The people who work on a union's site."""

import pytest

from tests import factories as make
from tests.unions.accounts.visitor import prove, set_up_app
from unions.models import StaffRole, User

pytestmark = pytest.mark.django_db


def test_an_account_is_found_by_the_address_that_it_has_proved_and_by_no_other():
    account = prove(make.make_user(username="ali", email="Ali@Ornek.test"))
    make.make_user(username="ali@ornek.test", email="ali@ornek.test")

    assert list(User.objects.with_proved_address("ali@ornek.TEST")) == [account]
    assert account.proved_address == "ali@ornek.test"


def test_an_address_that_nobody_has_proved_is_none():
    account = make.make_user(username="ali", email="ali@ornek.test")

    assert not User.objects.with_proved_address("ali@ornek.test").exists()
    assert account.proved_address == ""


@pytest.mark.parametrize("change", [{"password": "other"}, {"is_superuser": True}, {"session_stamp": 1}])
def test_a_session_is_bound_to_password_rights_and_stamp(change):
    account = make.make_user()
    before = account.get_session_auth_hash()

    for name, value in change.items():
        setattr(account, name, value)

    assert account.get_session_auth_hash() != before


def test_sessions_outlive_the_exchange_of_the_key(settings):
    account = make.make_user()
    before = account.get_session_auth_hash()

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-for-tests-" * 3

    assert account.get_session_auth_hash() != before
    assert before in account.get_session_auth_fallback_hash()


def test_ending_sessions_concerns_the_chosen_people_alone():
    one, other = make.make_user(), make.make_user()

    User.objects.filter(pk=one.pk).end_sessions()

    assert set(User.objects.values_list("pk", "session_stamp")) == {(one.pk, 1), (other.pk, 0)}


def test_who_has_a_second_factor_is_known_with_one_question(django_assert_num_queries):
    set_up_app(make.make_user(username="a"))
    make.make_user(username="b")

    with django_assert_num_queries(1):
        known = {user.username: user.has_second_factor for user in User.objects.with_second_factor_known()}

    assert known == {"a": True, "b": False}


def test_the_last_sign_in_belongs_to_one_union(union):
    person = make.make_staff(union, "editor")
    make.make_staff(make.make_union(code="konya"), "editor", user=person)

    StaffRole.objects.of(person).note_sign_in()

    assert [role.signed_in_at is not None for role in StaffRole.all_unions.of(person).order_by("pk")] == [True, False]
