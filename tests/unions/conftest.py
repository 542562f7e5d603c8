"""Two unions, the people who work there, and an assembly whose records are in English."""

import pytest
from django.utils import translation

from tests import factories as make
from tests.staff_client import staff_client
from tests.unions.admin.kit.reviewed import with_address
from tests.unions.admin.reading import SECRET
from unions.tenancy import scope


@pytest.fixture
def assembly():
    with scope.of(make.make_union()), translation.override("en"):
        yield make.make_organ()


@pytest.fixture
def ours(union):
    return union


@pytest.fixture
def theirs():
    return make.make_union(code="konya", name=SECRET)


@pytest.fixture
def manager(union):
    return staff_client(union)


@pytest.fixture
def ayse(union):
    return staff_client(union, first_name="Ayşe", last_name="Yıldız")


@pytest.fixture
def veli(union):
    return staff_client(union, first_name="Veli", last_name="Işık")


@pytest.fixture
def editor(union):
    return with_address(staff_client(union, "editor", first_name="Elif"), "elif@example.org")


@pytest.fixture
def publisher(union):
    return with_address(staff_client(union, "publisher", first_name="Paul"), "paul@example.org", language="en")
