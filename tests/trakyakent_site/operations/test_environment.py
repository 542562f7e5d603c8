"""Settings that an operator has written wrongly: each is named, with what to write, and all are told at once."""

from datetime import UTC, datetime

import pytest

from tests.trakyakent_site.operations.judged import AS_FILE, SERVER, problems, problems_of_file, run
from trakyakent_site.operations import environment


def test_embedded_installation_needs_nothing():
    assert problems() == {}


def test_server_with_all_that_it_needs_is_accepted(tmp_path):
    assert problems(**SERVER) == {}
    assert problems_of_file(tmp_path, AS_FILE) == []


def test_file_in_the_data_folder_is_read_without_being_named(tmp_path):
    (tmp_path / "environment").write_text("# ours\nWEB_CONCURRENCY='3'\n")
    (tmp_path / "environment").chmod(0o600)

    read = environment.read({"DATA_DIR": str(tmp_path), "WEB_THREADS": "5"})

    assert (read.values["WEB_CONCURRENCY"], read.values["WEB_THREADS"], read.problems) == ("3", "5", [])


def test_what_the_process_is_given_counts_more_than_the_file(tmp_path):
    (tmp_path / "environment").write_text("WEB_CONCURRENCY=3\n")
    (tmp_path / "environment").chmod(0o600)

    assert environment.read({"DATA_DIR": str(tmp_path), "WEB_CONCURRENCY": "5"}).values["WEB_CONCURRENCY"] == "5"


def test_everything_is_told_at_once(tmp_path):
    told = problems_of_file(
        tmp_path, "DATABASE_URL=mysql://x/y\nSECRET_KEY=a\nWEB_CONCURENCY=2\nTRUSTED_PROXIES=*\nHTTPS\n"
    )

    assert len(told) == 6
    assert [
        name for name in ["DATABASE_URL", "SECRET_KEY", "EMAIL_URL"] if not any(name in line for line in told)
    ] == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "EMAIL_URL"])
def test_server_is_refused_without(name):
    told = problems(**{**SERVER, name: ""})

    assert f"{name} must be set" in told[name]


def test_public_installation_on_sqlite_is_refused_without_mail_too():
    assert "EMAIL_URL must be set" in problems(HTTPS="1")["EMAIL_URL"]


@pytest.mark.parametrize("scheme", ["filemail", "consolemail", "dummymail", "memorymail"])
def test_server_that_would_only_keep_its_mail_is_refused(scheme):
    assert "sends nothing" in problems(**{**SERVER, "EMAIL_URL": f"{scheme}://"})["EMAIL_URL"]


@pytest.mark.parametrize("value", ["noreply@localhost", "Birlik <noreply@localhost>", "noreply@site.localhost"])
def test_sender_that_no_mail_server_takes_is_refused_on_a_server(value):
    assert "localhost" in problems(**{**SERVER, "DEFAULT_FROM_EMAIL": value})["DEFAULT_FROM_EMAIL"]


@pytest.mark.parametrize(
    "variables", [{"DEBUG": "1", "HTTPS": "1"}, {"DEBUG": "1", "BIND_ADDRESS": "192.0.2.1"}, {**SERVER, "DEBUG": "on"}]
)
def test_debugging_pages_are_never_public(variables):
    assert "DEBUG" in problems(**variables)


def test_debugging_at_home_is_allowed():
    assert problems(DEBUG="1") == {}


def test_a_way_past_a_pooler_that_is_not_there_is_refused():
    way = {"DATABASE_DIRECT_URL": "postgres://u:p@host/site"}

    assert "DATABASE_POOLER=1" in problems(**SERVER, **way)["DATABASE_DIRECT_URL"]
    assert problems(**SERVER, **way, DATABASE_POOLER="1") == {}


def test_clock_before_the_release_is_refused():
    now = environment.RELEASED.timestamp()

    assert [problem.name for problem in environment.read({}, now=now - 365 * 86_400).problems] == ["clock"]
    assert environment.read({}, now=now).problems == []
    assert datetime.now(tz=UTC) >= environment.RELEASED


STARTS = {
    "migrate": ["manage.py", "migrate"],
    "work": ["manage.py", "work"],
    "gunicorn": ["-m", "gunicorn", "--config", "python:trakyakent_site.server.gunicorn", "--bind", "127.0.0.1:0"],
    "bin/serve's first look": ["-m", "trakyakent_site.operations.environment"],
}


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS)
def test_start_is_refused_in_words_alone(tmp_path, start):
    done = run(*STARTS[start], folder=tmp_path, DATABASE_URL="mysql://x/y", SECRET_KEY="a", WEB_THREADS="abc")

    assert done.returncode == environment.EXIT_STATUS
    assert done.stderr.startswith("The settings cannot be used; nothing was started.")
    for name in ["DATABASE_URL", "SECRET_KEY", "WEB_THREADS", "EMAIL_URL"]:
        assert f"- {name}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_other_servers_are_refused_as_well(tmp_path):
    done = run("-c", "import trakyakent_site.wsgi", folder=tmp_path, SECRET_KEY="a")

    assert done.returncode != 0
    assert "SECRET_KEY: has 1 characters" in done.stderr


def test_backups_leave_the_machine_sealed_and_with_a_key_of_the_store_or_nothing_starts():
    named = {"BACKUP_STORE": "s3://store.birlik.example/yedekler"}

    assert set(problems(**named)) == {"BACKUP_STORE", "BACKUP_STORE_KEYS"}
    sealed = named | {"BACKUP_KEY": "Zr0t9-cQ8sYwvN2mXbE7hL", "BACKUP_STORE_KEYS": "/etc/birlik/store-keys"}
    assert problems(**sealed) == {}
    assert "holds a key" in problems(**(sealed | {"BACKUP_STORE": "s3://HESAP:gizli@store/yedekler"}))["BACKUP_STORE"]
