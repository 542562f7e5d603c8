import functools
import json
import os
import stat
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings

from unions.accounts.links import PASSWORD_LINK_LASTS

pytestmark = pytest.mark.slow

SERVER = {
    "DATABASE_URL": "postgres://site@localhost/site",
    "EMAIL_URL": "smtp+tls://site:word@mail.birlik.example:587",
    "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
    "SECRET_KEY": "4Zr0t9-cQ8sYwvN2mXbE7hLkUuJd1PaTfGq6oRiWyHxVnBzMeT7gQ",
}


def manage(folder, *arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if name in ["PATH", "HOME", "LANG"]}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**clean, "DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


ALL_SETTINGS = """
import json
from django.conf import settings
print(json.dumps({name: repr(getattr(settings, name)) for name in dir(settings) if name.isupper()}))
"""


def setting(folder, name, **environment):
    """One setting, as a process with this environment has it; or why it has none."""
    done = process_with(folder, tuple(environment.items()))
    return json.loads(done.stdout)[name] if done.returncode == 0 else done.stderr


@functools.cache
def process_with(folder, environment):
    """It tells all its settings at once: to start one takes a second."""
    return subprocess.run(
        [sys.executable, "-c", ALL_SETTINGS],
        cwd=settings.BASE_DIR,
        env={"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings", **dict(environment)},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """For tests that only read settings."""
    return tmp_path_factory.mktemp("settings")


def test_deployment_check_is_clean_on_a_server(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **SERVER)

    assert done.returncode == 0, done.stderr


def test_debug_is_off_unless_asked_for(folder):
    assert setting(folder, "DEBUG") == "False"
    assert setting(folder, "DEBUG", **SERVER) == "False"


def test_secret_key_is_made_once_for_its_owner_only(tmp_path):
    first = setting(tmp_path, "SECRET_KEY")

    # The next process asks anew.
    process_with.cache_clear()
    assert setting(tmp_path, "SECRET_KEY") == first
    assert len(first) > 80
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize("command", ["migrate", "check", "doctor"])
@pytest.mark.parametrize("name", ["file/data", "a" * 300])
def test_folder_that_cannot_be_made_is_refused_in_words(tmp_path, command, name):
    (tmp_path / "file").touch()

    done = manage(tmp_path / name, command)

    assert done.returncode == 78
    assert "DATA_DIR: the folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_secret_key_is_demanded_on_a_server(tmp_path):
    answer = setting(tmp_path, "SECRET_KEY", DATABASE_URL=SERVER["DATABASE_URL"])

    assert "SECRET_KEY must be set" in answer
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"])
def test_https_is_asked_for_on_a_server_only(folder, name):
    assert setting(folder, name) == "False"
    assert setting(folder, name, **SERVER) == "True"


def test_loopback_addresses_show_a_union_in_the_embedded_installation_only(folder):
    assert setting(folder, "DEFAULT_UNION_HOSTS") != "[]"
    assert setting(folder, "DEFAULT_UNION_HOSTS", **SERVER) == "[]"


def test_database_of_a_server_cannot_hold_a_worker_for_long(folder):
    answer = setting(folder, "DATABASES", **SERVER)

    assert "'connect_timeout': 2" in answer
    assert "statement_timeout=5000" in answer
    assert "lock_timeout=2000" in answer
    assert "idle_in_transaction_session_timeout=15000" in answer
    assert "'CONN_MAX_AGE': None" in answer


def test_another_database_is_refused_in_words(folder):
    answer = setting(folder, "DATABASES", **{**SERVER, "DATABASE_URL": "mysql://localhost/site"})

    assert "DATABASE_URL: must begin with sqlite:// or postgres://" in answer


def test_mail_without_a_server_is_kept_in_files(folder):
    assert str(folder) in setting(folder, "EMAIL_FILE_PATH")
    assert "smtp" in setting(folder, "EMAIL_BACKEND", EMAIL_URL="smtp://mail.example:25")
    assert setting(folder, "EMAIL_TIMEOUT", EMAIL_URL="smtp://mail.example:25") == "10"


def test_everything_that_is_written_lies_in_the_data_folder(folder):
    for name in ["MEDIA_ROOT", "STATIC_ROOT", "EMAIL_FILE_PATH", "FILE_UPLOAD_TEMP_DIR", "KEPT_UPLOADS"]:
        assert str(folder) in setting(folder, name)


def test_limits_of_uploads_are_the_shipped_ones():
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 2_621_440
    # What a form accepts, and the bound above that: a form with a few files too many is answered with its text.
    assert settings.FORM_FILES == 100
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 400
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 5000


def test_a_link_for_a_new_password_lasts_an_hour():
    assert timedelta(hours=1) == PASSWORD_LINK_LASTS
