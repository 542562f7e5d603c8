"""What the tests of imports start from: members of the union, and people of its office."""

import pytest

from tests import factories as make
from tests.staff_client import staff_client


@pytest.fixture
def tekirdag():
    return make.make_province(name="Tekirdağ", plate=59)


@pytest.fixture
def corlu(union, tekirdag):
    corlu = make.make_municipality(name="Çorlu", province=tekirdag, code="59-corlu")
    make.make_membership(municipality=corlu, start_date="2004")
    return corlu


@pytest.fixture
def clerk(union):
    return make.make_staff(union)


@pytest.fixture
def places(union):
    province = make.make_province(name="Tekirdağ", plate=59)
    municipalities = [make.make_municipality(name=name, province=province) for name in ["Çorlu", "Saray"]]
    for place in municipalities:
        make.make_membership(union=union, municipality=place)
    return municipalities


@pytest.fixture
def manager(union):
    return staff_client(union, language="tr")
