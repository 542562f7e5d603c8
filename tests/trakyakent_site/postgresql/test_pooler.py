"""The site behind a pooler that lends its few connections for one transaction each."""

import os
import subprocess
import sys
import time

import psycopg
import pytest
from django.conf import settings

from benchmarks import pooler
from benchmarks.postgresql import Database, programs
from tests.trakyakent_site.conftest import CONTENT

pytestmark = pytest.mark.slow

# More connections of the site than the pooler has: each thread holds one, and none a session.
TASKS = """
import threading
from django.db import connection, transaction
from django.utils import timezone
from tests import factories as make
from trakyakent_site.doctor import database
from trakyakent_site.operations import health
from unions.background.bells import Listener
from unions.models import OutgoingMail, Union
from unions.tenancy import scope

def work(number):
    for _again in range(5):
        with scope.everything():
            with transaction.atomic():
                union = Union.objects.select_for_update().get()
                union.save()
            list(Union.objects.iterator(chunk_size=1))
            assert health.writing_state() == "ok", health.writing_state()
            OutgoingMail.all_unions.claim(timezone.now())
    done.append(number)

done = []
threads = [threading.Thread(target=work, args=[number]) for number in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("done", len(done))
print("left behind", connection.cursor().execute("SHOW lock_timeout").fetchone()[0])
print("can listen", Listener.can_listen())
print("role", *[finding.level.name for finding in [database.bound_of_the_role()]])
"""


@pytest.fixture(scope="module")
def pooled():
    """A server, a pooler before it with four connections, and the environment of a site that is told so."""
    if programs() is None or pooler.program() is None:
        pytest.skip("PostgreSQL or PgBouncer is not installed.")
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("Once is enough: it has a server of its own on either run.")
    database = Database()
    before = pooler.Pooler(database)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DATABASE_", "DATA_"))}
    environment = {
        **kept,
        "DATABASE_URL": before.url,
        "DATABASE_POOLER": "1",
        "DATABASE_DIRECT_URL": database.url,
        "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
        "DATA_DIR": str(database.folder / "site"),
        "SECRET_KEY": settings.SECRET_KEY,
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
        "HTTPS": "0",
        "WORK": "separate",
    }
    yield database, environment
    before.end()
    database.end()


def run(environment, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def filled(pooled):
    database, environment = pooled
    for arguments in [["migrate", "--verbosity=0"], ["createcachetable"], ["collectstatic", "--noinput", "-v0"]]:
        done = run(environment, "manage.py", *arguments)
        assert done.returncode == 0, done.stderr
    straight = {"DATABASE_URL": database.url, "DATABASE_POOLER": "", "DATABASE_DIRECT_URL": ""}
    made = run(environment, "-c", f"import django; django.setup(){CONTENT}", **straight)
    assert made.returncode == 0, made.stderr
    return pooled


def test_commands_that_need_a_session_refuse_where_no_way_past_the_pooler_is_named(pooled):
    _database, environment = pooled

    done = run(environment, "manage.py", "migrate", DATABASE_DIRECT_URL="")

    assert done.returncode != 0
    assert "DATABASE_DIRECT_URL must be set" in done.stderr


def test_twelve_threads_share_four_connections_and_leave_nothing_behind(filled):
    database, environment = filled
    done = run(environment, "-c", f"import django; django.setup(){TASKS}")

    assert done.stdout.split("\n") == ["done 12", "left behind 0", "can listen True", "role FAULT", ""], done.stderr

    with psycopg.connect(host=str(database.folder), user="test", dbname="site", autocommit=True) as connection:
        connection.execute("ALTER ROLE test SET statement_timeout = '5s'")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'site' AND pid <> pg_backend_pid()"
        )
    time.sleep(0.1)
    again = run(environment, "-c", f"import django; django.setup(){TASKS}", DATABASE_DIRECT_URL="")
    assert "can listen False" in again.stdout, again.stderr
    assert "role OK" in again.stdout
