import pytest

from tests import factories as make


@pytest.fixture
def union():
    return make.make_union(code="trakya", name="Trakya Kalkınma Birliği")
