"""Settings that an operator has written wrongly: each is named, with what to write, and all are told at once."""

import os
import re
import secrets
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests.tables import table
from trakyakent_site.operations import environment

KEY = "4Zr0t9-cQ8sYwvN2mXbE7hLkUuJd1PaTfGq6oRiWyHxVnBzMeT7gQ"
SERVER = {
    "DATABASE_URL": "postgres://site:word@localhost/site",
    "SECRET_KEY": KEY,
    "EMAIL_URL": "smtp+tls://site:word@mail.birlik.example:587",
    "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
}
AS_FILE = "".join(f"{name}={value}\n" for name, value in SERVER.items())


def problems(**variables) -> dict[str, str]:
    return {problem.name: problem.words for problem in environment.read(variables).problems}


def problems_of_file(folder: Path, content: str | bytes) -> list[str]:
    path = folder / "environment.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(0o600)
    return [str(problem) for problem in environment.read({"ENVIRONMENT_FILE": str(path)}).problems]


def test_embedded_installation_needs_nothing():
    assert problems() == {}


def test_server_with_all_that_it_needs_is_accepted(tmp_path):
    assert problems(**SERVER) == {}
    assert problems_of_file(tmp_path, AS_FILE) == []


# Half-written files: what is appended to a right one, and what is said.
HALF_WRITTEN = {
    "a line without =": ("HTTPS\n", '"HTTPS" .line 5 .*no ='),
    "a line that was cut": ("SECRET_KEY_FALLB", "line 5 .*cut off"),
    "no line break at the end": ("HTTPS=1", "line 5 .*line break"),
    "a prose line": ("this is the configuration\n", "line 5 .*no ="),
    "a name with a space": ("WEB CONCURRENCY=2\n", "line 5 .*not the name of a variable"),
    "a name with a hyphen": ("WEB-CONCURRENCY=2\n", "line 5 .*not the name of a variable"),
    "nothing before =": ("=2\n", "line 5 .*not the name of a variable"),
    "a space before =": ("HTTPS =1\n", "HTTPS .*line 5 .*spaces"),
    "a space after =": ("HTTPS= 1\n", "HTTPS .*line 5 .*spaces"),
    "an indented line": ("  HTTPS=1\n", "HTTPS .*line 5 .*spaces"),
    "a name with a slip": ("WEB_CONCURENCY=2\n", "WEB_CONCURENCY .*line 5 .*mean WEB_CONCURRENCY"),
    "two letters exchanged": ("DATABSAE_STATEMENT_TIMEOUT=9000\n", "line 5 .*mean DATABASE_STATEMENT_TIMEOUT"),
    "a name in small letters": ("https=1\n", "https .*line 5 .*mean HTTPS"),
    "a letter too many": ("TRUSTED_PROXYS=10.0.0.1\n", "line 5 .*mean TRUSTED_PROXIES"),
    "a name of other sites": ("ALLOWED_HOSTS=*\n", "line 5 .*administration"),
    "workers of other sites": ("WORKERS=abc\n", "line 5 .*WEB_CONCURRENCY"),
    "a name nobody knows": ("COLOUR=red\n", "line 5 .*README.md"),
    "the same name twice": ("SECRET_KEY=" + KEY + "x1\n", "SECRET_KEY .*line 5 .*line 2 already"),
    "a quotation mark that stays open": ('DATA_DIR="/var/lib/site\n', "DATA_DIR .*line 5 .*never closed"),
    "a backslash, which systemd drops": ("DATA_DIR=/var/lib/si\\te\n", "DATA_DIR .*line 5 .*systemd drops"),
    "a backslash within quotation marks": ('DATA_DIR="/var/lib/si\\te"\n', "DATA_DIR .*line 5 .*within the quotation"),
    "a quotation mark within others": ('DATA_DIR="/var/"lib"/site"\n', "DATA_DIR .*line 5 .*within the quotation"),
    "a single quotation mark that stays open": ("DATA_DIR='\n", "DATA_DIR .*line 5 .*never closed"),
    "a value over two lines": ("DATA_DIR=/var/\\\nlib\n", "DATA_DIR .*line 5 .*one line"),
    "the word export": ("export HTTPS=1\n", "line 5 .*for shells"),
    "a remark after the value": ("HTTPS=1 # yes\n", "HTTPS .*line 5 .*own"),
    "a word for a number": ("WEB_CONCURRENCY=abc\n", "WEB_CONCURRENCY .*line 5 .*whole number"),
    "a number below what is possible": ("WEB_THREADS=0\n", "WEB_THREADS .*line 5 .*whole number"),
    "a fraction": ("WEB_THREADS=2.5\n", "WEB_THREADS .*line 5 .*whole number"),
    "a unit": ("PAGE_CACHE_MEGABYTES=64MB\n", "PAGE_CACHE_MEGABYTES .*line 5 .*whole number"),
    "seconds for milliseconds": ("DATABASE_STATEMENT_TIMEOUT=5\n", "line 5 .*milliseconds"),
    "a slip in yes": ("HTTPS=ture\n", "HTTPS .*line 5 .*Write 1 or 0"),
    "a word that only Python reads as no": ("DEMO=false\n", "DEMO .*line 5 .*Write 1 or 0"),
    "a port out of range": ("PORT=80000\n", "PORT .*line 5 .*65535"),
    "a host with a port": ("BIND_ADDRESS=0.0.0.0:8000\n", "BIND_ADDRESS .*line 5 .*into PORT"),
    "a folder for a shell": ("DATA_DIR=~/site\n", "DATA_DIR .*line 5 .*whole path"),
    "a variable in a variable": ("DATA_DIR=$HOME/site\n", "DATA_DIR .*line 5 .*whole path"),
    "an unknown journal": ("SQLITE_JOURNAL_MODE=MEMORY\n", "SQLITE_JOURNAL_MODE .*line 5 .*WAL"),
    "every proxy": ("TRUSTED_PROXIES=*\n", "TRUSTED_PROXIES .*line 5 .*every visitor"),
    "half of the internet": ("TRUSTED_PROXIES=0.0.0.0/0\n", "TRUSTED_PROXIES .*line 5 .*internet"),
    "a network with a slip": ("FORWARDED_ALLOW_IPS=10.0.0.1/8\n", "FORWARDED_ALLOW_IPS .*line 5 .*10.0.0.0/8"),
    "two words about proxies": ("TRUSTED_PROXIES=::1\nFORWARDED_ALLOW_IPS=127.0.0.1\n", "FORWARDED_ALLOW_IPS.*alone"),
    "proxies in gunicorn's own words": ("GUNICORN_CMD_ARGS=--forwarded-allow-ips=*\n", "line 5 .*TRUSTED_PROXIES"),
    "a cache of one process": ("CACHE_URL=locmem://\n", "CACHE_URL .*line 5 .*one process"),
    "an unknown cache": ("CACHE_URL=memcached\n", "CACHE_URL .*line 5 .*redis://"),
    "a key that is no longer good": ("SECRET_KEY_FALLBACKS=abc\n", "SECRET_KEY_FALLBACKS .*line 5 .*characters"),
    "debugging in public": ("DEBUG=1\n", "DEBUG.*inside of every error"),
    "https for the hosts below without https": ("HTTPS=0\nHSTS_INCLUDE_SUBDOMAINS=1\n", "HSTS_INCLUDE_SUBDOMAINS.*off"),
}


@pytest.mark.parametrize("what", HALF_WRITTEN)
def test_half_written_file_is_refused_by_name_and_line(tmp_path, what):
    appended, words = HALF_WRITTEN[what]

    told = problems_of_file(tmp_path, AS_FILE + appended)

    assert any(re.search(words, line) for line in told), told


BROKEN = {
    "a file with a byte order mark": (b"\xef\xbb\xbf" + AS_FILE.encode(), "byte order mark"),
    "a file of Windows": (AS_FILE.replace("\n", "\r\n").encode(), "line ends of Windows"),
    "a file in UTF-16": (AS_FILE.encode("utf-16"), "zero bytes"),
    "a file in a Turkish code page": (AS_FILE.encode() + b"# \xfd\xfe\n", "line 5 .*not UTF-8"),
    "a file full of zeros after a power cut": (AS_FILE.encode()[:40] + b"\0" * 90, "zero bytes"),
    "an empty file": (b"", None),
    "remarks alone": (b"# nothing yet\n\n; nor here\n", None),
}


@pytest.mark.parametrize("what", BROKEN)
def test_damaged_file_is_refused_in_words(tmp_path, what):
    content, words = BROKEN[what]

    told = problems_of_file(tmp_path, content)

    assert told == [] if words is None else any(re.search(words, line) for line in told), told


@pytest.mark.parametrize("length", range(1, len(AS_FILE), 7))
def test_file_that_was_cut_anywhere_is_never_taken_for_whole(tmp_path, length):
    assert problems_of_file(tmp_path, AS_FILE[:length])


def test_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "environment.txt"
    path.write_text(AS_FILE)
    path.chmod(0o644)

    [problem] = environment.read({"ENVIRONMENT_FILE": str(path)}).problems

    assert f"chmod 600 {path}" in problem.words


def test_file_that_is_named_and_missing_is_refused(tmp_path):
    assert "cannot be read" in problems(ENVIRONMENT_FILE=str(tmp_path / "none"))["ENVIRONMENT_FILE"]


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


@table(
    ("key", "words"),
    [
        ("a", "1 characters"),
        (KEY[:49], "49 characters"),
        ("a1" * 40, "repeats"),
        ("Zr0t9cQ8sY" * 6, "repeats"),
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "neighbouring"),
        ("django-insecure-" + KEY, "placeholder"),
        ("change-me-" + KEY, "placeholder"),
        ("degistir-" + KEY, "placeholder"),
        ("<" + KEY + ">", "placeholder"),
        ("${SECRET_KEY}" + KEY, "placeholder"),
        ("trakyakent-belediyeler-birligi-icin-cok-uzun-bir-metin-yazdim", "looks like words"),
    ],
)
def test_secret_key_that_can_be_guessed_is_refused_and_never_repeated(key, words):
    told = problems(**{**SERVER, "SECRET_KEY": key})["SECRET_KEY"]

    assert words in told
    assert len(key) < 5 or key not in told


@pytest.mark.parametrize(
    "key",
    [
        KEY,
        # openssl rand -hex 32, openssl rand -base64 48, Django's own and ours
        "3f9a0c1d77e24b6685d1c90ab34e7f12a8c6559e0d4f7b21963cd8e05fa71b4c",
        "q9Yx2Lr0/Kd8+VtB5mWcZ7nHsE3uPj6aGf1oTiNvRbXyMkQwCz4h8DgA0SlJeU2p",
        "x0=^k2(7w$l9z&v3!m@8q+1c#r5%t6n4_y-b*pd)h0j2g7f9s3",
    ],
)
def test_secret_key_drawn_by_lot_is_accepted(key):
    assert problems(**{**SERVER, "SECRET_KEY": key}) == {}


def test_made_keys_are_practically_never_refused():
    assert [key for key in (secrets.token_urlsafe(64) for _key in range(2000)) if environment.secret_key(key)] == []
    assert [key for key in (secrets.token_hex(32) for _key in range(2000)) if environment.secret_key(key)] == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "EMAIL_URL"])
def test_server_is_refused_without(name):
    told = problems(**{**SERVER, name: ""})

    assert f"{name} must be set" in told[name]


def test_public_installation_on_sqlite_is_refused_without_mail_too():
    assert "EMAIL_URL must be set" in problems(HTTPS="1")["EMAIL_URL"]


@pytest.mark.parametrize("scheme", ["filemail", "consolemail", "dummymail", "memorymail"])
def test_server_that_would_only_keep_its_mail_is_refused(scheme):
    assert "sends nothing" in problems(**{**SERVER, "EMAIL_URL": f"{scheme}://"})["EMAIL_URL"]


@table(
    ("value", "words"),
    [
        ("mail.birlik.example", "must begin with"),
        ("http://mail.birlik.example", "must begin with"),
        ("smtp://", "names no host"),
        ("smtp://user:wo#rd@mail.example:587", "%23"),
        ("smtp://user:wo/rd@mail.example:587", "%2F"),
        ("smtp://user@birlik.example:word@mail.example:587", "%40"),
        ("smtp://mail.example:mail", "cannot be read"),
    ],
)
def test_mail_address_that_cannot_be_read_is_refused_without_its_password(value, words):
    told = problems(**{**SERVER, "EMAIL_URL": value})["EMAIL_URL"]

    assert words in told
    assert "wo#rd" not in told


@table(
    ("value", "words"),
    [
        ("mysql://localhost/site", "must begin with sqlite:// or postgres://"),
        ("localhost/site", "must begin with"),
        ("postgres://", "names no database"),
        ("postgres://user:word@localhost", "names no database"),
        ("postgres://user:wo#rd@localhost/site", "%23"),
        ("postgres://user:wo@rd@localhost/site", "%40"),
        ("postgres://user:10%@localhost/site", "%25"),
        ("postgres://user:word@localhost:54x/site", "cannot be read"),
        ("postgres://user:wo/rd@localhost/site", "cannot be read"),
        ('"postgres://localhost/site"', "quotation marks"),
        (" postgres://localhost/site", "space"),
    ],
)
def test_database_address_that_cannot_be_read_is_refused(value, words):
    assert words in problems(**{**SERVER, "DATABASE_URL": value})["DATABASE_URL"]


@pytest.mark.parametrize("value", ["noreply@localhost", "Birlik <noreply@localhost>", "noreply@site.localhost"])
def test_sender_that_no_mail_server_takes_is_refused_on_a_server(value):
    assert "localhost" in problems(**{**SERVER, "DEFAULT_FROM_EMAIL": value})["DEFAULT_FROM_EMAIL"]


@pytest.mark.parametrize("value", ["noreply", "ınfo@birlik.example", "a@b@c.example", "a @birlik.example"])
def test_sender_that_is_no_address_is_refused(value):
    assert "no e-mail address" in problems(DEFAULT_FROM_EMAIL=value)["DEFAULT_FROM_EMAIL"]


@pytest.mark.parametrize(
    "variables", [{"DEBUG": "1", "HTTPS": "1"}, {"DEBUG": "1", "BIND_ADDRESS": "192.0.2.1"}, {**SERVER, "DEBUG": "on"}]
)
def test_debugging_pages_are_never_public(variables):
    assert "DEBUG" in problems(**variables)


def test_debugging_at_home_is_allowed():
    assert problems(DEBUG="1") == {}


@pytest.mark.parametrize("name", ["DATABSE_URL", "SECRET_KEYS", "TRUSTED_PROXY", "DJANGO_SECRET_KEY", "ALLOWED_HOSTS"])
def test_misspelt_variable_of_the_process_is_refused(name):
    assert name in problems(**{name: "x"})


@table("name", ["PATH", "HTTP_PROXY", "EMAIL", "PGHOST", "POSTGRES_USER", "HOST", "DATA", "XDG_DATA_DIRS"])
def test_variables_of_other_programs_are_left_alone(name):
    assert problems(**{name: "x"}) == {}


def test_clock_before_the_release_is_refused():
    now = environment.RELEASED.timestamp()

    assert [problem.name for problem in environment.read({}, now=now - 365 * 86_400).problems] == ["clock"]
    assert environment.read({}, now=now).problems == []
    assert datetime.now(tz=UTC) >= environment.RELEASED


# What starts


def run(*command: str, folder: Path, **variables: str):
    clean = {name: value for name, value in os.environ.items() if name in ["PATH", "HOME", "LANG"]}
    return subprocess.run(  # noqa: S603
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**clean, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


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


@pytest.mark.slow
def test_check_tells_the_same(tmp_path):
    done = run("manage.py", "check", "--deploy", folder=tmp_path, SECRET_KEY="a", WEB_THREADS="abc", HTTPS="1")

    assert done.returncode == 1
    for name in ["SECRET_KEY", "WEB_THREADS", "EMAIL_URL"]:
        assert f"{name}: " in done.stderr


def test_readme_lists_every_variable():
    text = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")

    assert {name for name in environment.VARIABLES if f"`{name}`" not in text} == set()


def test_every_variable_that_the_settings_read_is_judged():
    source = (settings.BASE_DIR / "trakyakent_site" / "settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))

    assert len(asked) > 12
    assert asked <= set(environment.VARIABLES)


@pytest.mark.parametrize(
    ("value", "is_right"), [("required", True), ("optional", True), ("off", False), ("OPTIONAL", False)]
)
def test_a_second_factor_is_required_or_optional(value, is_right):
    assert (environment.VARIABLES["SECOND_FACTOR"](value) is None) is is_right
