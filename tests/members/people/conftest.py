import pytest

from tests.factories import make_membership, make_municipality, make_organ, make_statute, make_union
from unions.tenancy import scope


@pytest.fixture
def assembly():
    union = make_union()
    with scope.of(union):
        make_statute(seat_rule="fixed", seats_fixed=2)
        yield make_organ(kind="assembly")


@pytest.fixture
def corlu(assembly):
    municipality = make_municipality(name="Çorlu")
    make_membership(union=assembly.union, municipality=municipality, start_date="2020-01-01")
    return municipality
