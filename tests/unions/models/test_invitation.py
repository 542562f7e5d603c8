import pytest

from tests import factories as make
from tests.unions.accounts.visitor import NEW_PASSWORD, prove
from unions.accounts import invitations
from unions.accounts.links import Origin
from unions.models import Invitation, User
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


EMAIL = "zeynep@ornek.test"


def invite(union, email: str = EMAIL, role: str = "editor") -> Invitation:
    with scope.of(union):
        invitation = Invitation(union=union, email=email, role=role)
        invitations.send(invitation, Origin("http", f"{union.code}.localhost"))
    return invitation


@pytest.fixture
def konya(db):
    return make.make_union(code="konya")


def test_an_account_that_came_meanwhile_is_not_taken_over(union, konya):
    invite(union)
    invitation = Invitation.objects.get()
    owner = prove(make.make_staff(konya, "manager", email=EMAIL))

    made = invitations.accept_as_new(invitation, first_name="A", last_name="B", password=NEW_PASSWORD)

    assert made is None
    assert User.objects.with_proved_address(EMAIL).get() == owner
    assert Invitation.objects.get().state == "sent"


def test_a_second_acceptance_comes_too_late(union, konya):
    person = prove(make.make_staff(konya, "manager", email=EMAIL))
    invitation = invite(union)

    first, second = (invitations.accept(invitation, person) for _time in range(2))

    assert (first, second) == (True, False)
