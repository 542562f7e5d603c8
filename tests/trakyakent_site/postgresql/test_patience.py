"""Visitors wait for seconds; a migration of large tables may take minutes."""

from tests.tables import table
from trakyakent_site.postgresql.patience import bounds

SERVING = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=15000"
UNHURRIED = "-c statement_timeout=3600000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=3600000"


@table(
    ("arguments", "expected"),
    [
        (["/opt/birlik/site/manage.py", "migrate", "--noinput"], UNHURRIED),
        (["manage.py", "loadfacts"], UNHURRIED),
        (["manage.py", "mirror"], UNHURRIED),
        (["manage.py", "doctor"], SERVING),
        (["manage.py", "work"], SERVING),
        (["manage.py", "runserver"], SERVING),
        (["manage.py"], SERVING),
        (["/opt/birlik/venv/lib/python3.11/site-packages/gunicorn/__main__.py", "--bind", "migrate"], SERVING),
        (["-c"], SERVING),
    ],
)
def test_only_a_command_that_nobody_waits_for_takes_its_time(arguments, expected):
    assert bounds(arguments, 5000) == expected
