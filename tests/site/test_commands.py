"""What the two commands say when something is missing; their success is the run of this test itself."""

import os
import signal
import socket
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

pytestmark = pytest.mark.slow


@pytest.fixture
def tools(tmp_path):
    """A folder of stand-ins that come before the machine's own commands."""
    folder = tmp_path / "tools"
    folder.mkdir()
    return folder


def stand_in(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def run(command, folder, tools, **environment):
    return subprocess.run(
        [settings.BASE_DIR / "bin" / command],
        env={
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": os.environ["HOME"],
            "DATA_DIR": str(folder / "data"),
            "PORT": "0",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=180,
    )


@pytest.mark.parametrize("command", ["serve", "test"])
@pytest.mark.parametrize(
    ("language", "words"), [("en_US.UTF-8", "venv module is missing"), ("tr_TR.UTF-8", "modülü yok")]
)
def test_missing_venv_module_is_one_sentence(tmp_path, tools, command, language, words):
    stand_in(tools, "python3", 'case "$2" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac')

    done = run(command, tmp_path, tools, LANG=language)

    assert done.returncode == 1
    assert words in done.stderr
    assert "python3-venv" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_old_python_is_one_sentence(tmp_path, tools):
    stand_in(tools, "python3", 'case "$1" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac')

    done = run("serve", tmp_path, tools)

    assert done.returncode == 1
    assert done.stderr == "Python 3.9.2 is too old: 3.11 or newer is needed.\n"


def test_missing_python_is_one_sentence(tmp_path, tools):
    done = run("serve", tmp_path, tools, PYTHON="no-such-python")

    assert done.returncode == 1
    assert done.stderr == "Python is missing: install python3, version 3.11 or newer.\n"


def test_port_that_is_taken_is_one_sentence(tmp_path, tools):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        done = run("serve", tmp_path, tools, PORT=port)

    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["not-a-number", "70000", "80 80"])
def test_port_that_is_none_is_named_before_anything_is_made(tmp_path, tools, port):
    done = run("serve", tmp_path, tools, PORT=port)

    assert done.returncode == 78
    assert f'PORT: "{port}" is no whole number' in done.stderr
    assert not (tmp_path / "data").exists()


def test_settings_of_a_file_are_used(tmp_path, tools):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (tmp_path / "site.env").write_text(f"PORT={port}\n")
        (tmp_path / "site.env").chmod(0o600)

        done = run("serve", tmp_path, tools, ENVIRONMENT_FILE=str(tmp_path / "site.env"), PORT="")

    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr


LOCKING = """
set -eu
. bin/prepare.sh
mkdir -p "$DATA_DIR"
"""


def locking(folder, script):
    return subprocess.Popen(
        ["/bin/sh", "-c", LOCKING + script],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_set_up_waits_for_another_one_and_says_for_whom(tmp_path):
    first = locking(tmp_path, "lock; echo locked; sleep 60")
    assert first.stdout.readline() == "locked\n"
    second = locking(tmp_path, "lock; echo mine")

    said = second.stdout.readline()
    # The shell and its sleeper: what it has begun holds the lock as long as it lives, like a pip would.
    os.killpg(first.pid, signal.SIGKILL)

    assert f"is being set up by process {first.pid}" in said
    assert second.communicate(timeout=90)[0] == "mine\n"


def test_lock_file_that_was_left_behind_stops_nobody(tmp_path):
    # The number of a process that lives: in a container it would be the new one's own.
    (tmp_path / "set-up.lock").write_text(f"process {os.getpid()} (bin/serve)\n")
    (tmp_path / "setting-up").mkdir()

    answer = locking(tmp_path, "lock; echo mine").communicate(timeout=60)[0]

    assert answer == "mine\n"


def test_what_set_up_makes_is_its_owners_alone(tmp_path):
    locking(tmp_path / "data", "lock; mark_done something yes 2>/dev/null || true").communicate(timeout=60)

    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data" / "set-up.lock").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wheels", ["", "wheels"])
def test_first_start_without_a_network_says_what_it_needs(tmp_path, tools, wheels):
    (tmp_path / "wheels").mkdir()

    done = run(
        "serve",
        tmp_path,
        tools,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_RETRIES="0",
        PIP_WHEELS=str(tmp_path / wheels) if wheels else "",
    )

    assert done.returncode == 1
    assert "pip download --require-hashes" in done.stderr
    assert ("lacks a package" if wheels else "does not reach the package index") in done.stderr
    assert "ERROR" not in done.stderr


def test_full_disk_is_one_sentence(tmp_path, tools):
    stand_in(tools, "df", "echo Filesystem; echo /dev/sda1 100000 99000 5120 99% /")

    done = run("serve", tmp_path, tools)

    assert done.returncode == 1
    assert "Not enough space: 400 MB are needed" in done.stderr
    assert "5 MB are free" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_data_folder_that_is_a_file_is_one_sentence(tmp_path, tools):
    (tmp_path / "data").write_text("not a folder")

    done = run("serve", tmp_path, tools)

    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_missing_part_fails_where_every_part_is_asked_for(tmp_path, tools):
    """The environment of this very run is used, so nothing is installed."""
    script = 'set -eu; . bin/prepare.sh; parts=; eval "$(sed -n "/^missing()/,/^}/p" bin/test)"; missing Chromium "apt"'
    done = {
        ci: subprocess.run(
            ["/bin/sh", "-c", f'{script}; echo "$parts"'],
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "CI": ci},
            capture_output=True,
            text=True,
            timeout=60,
        )
        for ci in ["", "true"]
    }

    assert done[""].returncode == 0
    assert "Chromium: did not take part (apt)" in done[""].stdout
    assert done["true"].returncode == 1
    assert done["true"].stderr == "Chromium is missing, and CI=true asks for every part: apt\n"


def test_every_command_of_ours_explains_itself():
    ours = {
        name: app for name, app in get_commands().items() if app in {"unions", "members", "pages", "trakyakent_site"}
    }

    for name, app in ours.items():
        assert load_command_class(app, name).create_parser("manage.py", name).format_help().startswith("usage:")
    assert len(ours) > 10
