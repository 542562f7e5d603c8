"""What the two commands say when something is missing; their success is the run of this test itself."""

import os
import socket
import subprocess

import pytest
from django.conf import settings

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
    return subprocess.run(  # noqa: S603
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
        timeout=60,
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


@pytest.mark.parametrize("port", ["taken", "not-a-number", "70000"])
def test_port_that_cannot_be_had_is_one_sentence(tmp_path, tools, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1]) if port == "taken" else port

        done = run("serve", tmp_path, tools, PORT=port)

    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


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
        ci: subprocess.run(  # noqa: S603
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
