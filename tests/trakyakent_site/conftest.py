import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import ConnectionHandler

from benchmarks.postgresql import Database, programs
from tests.trakyakent_site.moved_file import make
from tests.trakyakent_site.serving import serving
from trakyakent_site.operations import database_file

CONTENT = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from tests import factories as make
union = make.make_union(code="ornek")
make.make_post(union=union, title_tr="Haber")
"""


@pytest.fixture(scope="session")
def database():
    if programs() is None:
        pytest.skip("PostgreSQL is not installed.")
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("Once is enough: it has a server of its own on either run.")
    database = Database()
    yield database
    database.end()


@pytest.fixture(scope="session")
def environment(database):
    """What a server needs to know to serve a union with one post."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DATABASE_URL"))}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": database.url}
    # As in production: how long a request may hang is a part of what is tested.
    environment["TEST_STATEMENT_TIMEOUT"] = "5000"
    made = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(){CONTENT}"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return environment


@pytest.fixture(scope="session")
def served(database, environment):
    with serving(database, environment) as served:
        yield served


@pytest.fixture
def port(served):
    return served[0]


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The file of a database that may be moved away while it is open."""
    path = tmp_path / "db.sqlite3"
    make(path)
    monkeypatch.setattr(database_file, "_first", {})
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", path)
    return path


@pytest.fixture
def connection(path):
    """The connection of a worker that opened the file."""
    connection = ConnectionHandler({"default": {"ENGINE": "trakyakent_site.sqlite3", "NAME": path}})["default"]
    connection.ensure_connection()
    yield connection
    connection.close()
