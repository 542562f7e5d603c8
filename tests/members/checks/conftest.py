import pytest

from members.checks import rounds
from tests import factories as make
from tests.members.checks.electing import PEOPLE
from tests.members.checks.walkthrough import opened, send, the_check, visitor_of


@pytest.fixture
def member(union):
    """A member of the union with a listing."""
    municipality = make.make_municipality(name="Çorlu", slug="corlu", kind="district")
    make.make_listing(
        municipality=municipality, mayor="Ayşe Yılmaz", phone="+90 282 111 11 11", email="yazi@corlu.example"
    )
    return make.make_membership(municipality=municipality, start_date="2010")


@pytest.fixture
def manager(union):
    return make.make_staff(union, "manager", username="mudur")


@pytest.fixture
def check_round(union, member, manager):
    """A round in which the member has been asked."""
    found = make.make_check_round(started_at=None)
    rounds.ask(found, [member], origin="http://ornek.localhost", by=manager)
    return found


@pytest.fixture
def visitor():
    return visitor_of("ornek.localhost")


@pytest.fixture
def proposal(check_round, visitor):
    """An answer that proposes a telephone number, a fax number and a crest."""
    opened(visitor)
    send(visitor, phone="0282 222 22 22", fax="0282 222 22 23", crest=make.picture_upload("arma.png"))
    return the_check()


@pytest.fixture
def after_elections(union, check_round):
    """A round after the elections of 2024, in a union whose councils elect two members each."""
    make.make_statute(seat_rule="fixed", seats_fixed=2)
    make.make_organ(kind="assembly", title_tr="Birlik Meclisi")
    make.make_term(start_date="2024-03-31")
    check_round.elections_on = "2024-03-31"
    check_round.save()
    return check_round


@pytest.fixture
def answered(after_elections, visitor):
    opened(visitor)
    answer = send(visitor, **PEOPLE)
    assert answer.status_code == 302, answer.text
    return the_check()
