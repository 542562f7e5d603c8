import pytest

from tests import factories as make
from tests.members.member import member_corlu


@pytest.fixture
def corlu(union):
    """A member."""
    return member_corlu()


@pytest.fixture
def listing(corlu):
    """Its card, which names the mayor."""
    return make.make_listing(municipality=corlu, mayor="Dr. Ayşe Yılmaz")


@pytest.fixture
def seat(corlu):
    """The seat that its mayor holds by office."""
    person = make.make_person(name="Ayşe Yılmaz")
    return make.make_office_holder(person=person, municipality=corlu, seat="ex_officio", start_date="2019-04-10")
