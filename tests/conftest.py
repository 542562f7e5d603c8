import os
import socket
from pathlib import Path

import pytest

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


@pytest.fixture(scope="session", autouse=True)
def outside_network_is_forbidden():
    """A test that asked another machine would not be a test of this project."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in [socket.AF_INET, socket.AF_INET6] and address[0] not in LOOPBACK:
            raise RuntimeError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def chromium():
    """The path of the browser that `bin/test` has found."""
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip("Chromium is not installed.")
    return path


@pytest.fixture(scope="session")
def vnu_jar():
    """The path of the HTML checker that `bin/test` has found."""
    if not os.environ.get("VNU_JAR"):
        pytest.skip("VNU_JAR does not name the HTML checker.")
    return os.environ["VNU_JAR"]
