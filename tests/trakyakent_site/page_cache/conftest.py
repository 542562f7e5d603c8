import os

import pytest

from tests.trakyakent_site.page_cache import store_server as servers
from tests.trakyakent_site.page_cache.cached_site import Clock, Site
from unions.tenancy import scope


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def site(union):
    with scope.everything():
        yield Site()


@pytest.fixture(scope="session")
def store_program():
    program = servers.program()
    if program is None:
        assert os.environ.get("CI") != "true", "CI=true asks for every part: apt install redis-server"
        pytest.skip("Neither valkey-server nor redis-server is installed.")
    return program


@pytest.fixture(scope="session")
def running_store(store_program, tmp_path_factory):
    server = servers.StoreServer(store_program, tmp_path_factory.mktemp("store"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def store_server(running_store):
    """A server of pages that runs and is empty."""
    running_store.empty()
    return running_store


@pytest.fixture
def private_store(store_program, tmp_path):
    """One that asks for a password."""
    server = servers.StoreServer(store_program, tmp_path)
    server.start("--requirepass", "gizli söz")
    yield server
    server.stop()


@pytest.fixture
def own_store(store_program, tmp_path):
    """One that a test may stop, put to sleep or fill."""
    server = servers.StoreServer(store_program, tmp_path)
    server.start("--maxmemory", "3mb", "--maxmemory-policy", "noeviction")
    yield server
    server.wake() if server.process else None
    server.stop()
