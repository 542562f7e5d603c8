import pytest

from tests import factories as make
from tests.staff_client import staff_client
from tests.unions.admin.reading import SECRET


@pytest.fixture
def union():
    return make.make_union(code="trakya", name="Trakya Kalkınma Birliği")


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
