import pytest

from tests.staff_client import staff_client
from unions.tenancy import scope


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


@pytest.fixture
def manager(bound):
    return staff_client(bound)
