import pytest

from tests import factories as make
from tests.pages.requests.filling import browser


@pytest.fixture
def client(union):
    make.make_host(host="ornek.localhost", union=union)
    return browser(union)
