import pytest

from tests.trakyakent_site.page_cache.cached_site import Clock, Site
from unions.tenancy import scope


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def site(union):
    with scope.everything():
        yield Site()
