"""Which way a process takes to the database."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from trakyakent_site.postgresql.configured import configured

POOLER = {"HOST": "pooler", "NAME": "site", "CONN_MAX_AGE": None, "OPTIONS": {"sslmode": "require"}}
DIRECT = {"HOST": "server", "NAME": "site", "OPTIONS": {"sslmode": "verify-full"}}
SERVING, MIGRATING = ["gunicorn"], ["manage.py", "migrate"]


def test_without_a_pooler_every_process_goes_straight_and_hears_there():
    database, listening, can_listen = configured(POOLER, None, SERVING, 5000, has_pooler=False)

    assert (listening, can_listen) == (None, True)
    assert not database["DISABLE_SERVER_SIDE_CURSORS"]
    assert "statement_timeout=5000" in database["OPTIONS"]["options"]
    assert (database["OPTIONS"]["sslmode"], database["CONN_MAX_AGE"]) == ("require", None)


def test_through_a_pooler_nothing_of_a_session_is_asked_for():
    database, listening, can_listen = configured(POOLER, None, SERVING, 5000, has_pooler=True)

    assert (listening, can_listen) == (None, False)
    assert database["DISABLE_SERVER_SIDE_CURSORS"]
    assert "options" not in database["OPTIONS"]
    assert database["OPTIONS"]["longest_wait"] == 6


def test_a_named_way_past_the_pooler_is_for_notices_and_for_commands_of_the_operator():
    database, listening, can_listen = configured(POOLER, DIRECT, SERVING, 5000, has_pooler=True)
    assert database["HOST"] == "pooler"
    assert can_listen
    assert (listening["HOST"], listening["OPTIONS"]["sslmode"]) == ("server", "verify-full")
    assert "statement_timeout=5000" in listening["OPTIONS"]["options"]

    database, listening, can_listen = configured(POOLER, DIRECT, MIGRATING, 5000, has_pooler=True)
    assert (database["HOST"], database["CONN_MAX_AGE"], listening, can_listen) == ("server", None, None, True)
    assert not database["DISABLE_SERVER_SIDE_CURSORS"]


@pytest.mark.parametrize("command", ["migrate", "backup", "restore"])
def test_a_command_that_needs_a_session_refuses_to_go_through_the_pooler(command):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_DIRECT_URL"):
        configured(POOLER, None, ["manage.py", command], 5000, has_pooler=True)

    assert configured(POOLER, None, ["manage.py", "doctor"], 5000, has_pooler=True)
