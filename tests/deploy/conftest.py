import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.deploy.proxied import Site

PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"


@pytest.fixture(scope="session")
def nginx():
    if not Path(PROGRAM).exists():
        assert os.environ.get("CI") != "true", "CI=true asks for every part: apt install nginx"
        pytest.skip("nginx is not installed.")
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("Once is enough: it has an installation of its own on either run.")
    return PROGRAM


@pytest.fixture
def site(whole_site):
    """The same, with its application alive."""
    if whole_site.gunicorn is None:
        whole_site.start_application()
    return whole_site


@pytest.fixture(scope="session")
def whole_site(nginx):
    """An installation behind the shipped file of the proxy."""
    site = Site(Path(tempfile.mkdtemp(prefix="proxied.")))
    try:
        site.start_proxy(nginx)
        site.start_application()
        yield site
    finally:
        site.end()
