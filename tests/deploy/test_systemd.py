"""The units for plain Debian, as systemd itself reads and judges them."""

import os
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.tables import table

FOLDER = Path(settings.BASE_DIR) / "deploy" / "systemd"
SERVICES = sorted(path.name for path in FOLDER.glob("*.service"))
# Of ten, the less the better; a service without any of these bounds has 9.6.
MOST_EXPOSED = 2.0


@pytest.fixture(scope="module")
def analyze():
    program = shutil.which("systemd-analyze")
    if program is None:
        assert os.environ.get("CI") != "true", "CI=true asks for every part: apt install systemd"
        pytest.skip("systemd-analyze is not installed.")
    return lambda *arguments: subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def unit(name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(FOLDER / name)
    return parser


@pytest.mark.slow
def test_systemd_understands_every_line(analyze, tmp_path):
    for path in FOLDER.iterdir():
        # The program is another one on this machine.
        text = path.read_text().replace("/opt/birlik/venv/bin/python", shutil.which("true"))
        (tmp_path / path.name).write_text(text.replace("/opt/birlik/site", str(settings.BASE_DIR)))

    told = analyze("verify", *sorted(str(path) for path in tmp_path.iterdir()))

    # Nothing of what it says may be about a file of ours; some systems lack units that it looks for.
    assert [line for line in told.stderr.splitlines() if str(tmp_path) in line or "birlik" in line] == []


@pytest.mark.slow
def test_no_service_may_do_more_than_it_needs(analyze):
    exposed = {}
    for name in SERVICES:
        told = analyze("security", "--offline=true", "--no-pager", str(FOLDER / name))
        exposed[name] = float(re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)[1])

    assert {name: level for name, level in exposed.items() if level > MOST_EXPOSED} == {}


@table("name", SERVICES)
def test_a_service_is_nobody_and_writes_its_data_alone(name):
    service = unit(name)["Service"]

    assert service["User"] == service["Group"] == "birlik"
    assert service["ProtectSystem"] == "strict"
    assert {path.lstrip("-") for path in service["ReadWritePaths"].split()} <= {
        "/var/lib/birlik",
        "/var/log/birlik",
        "/var/backups/birlik",
    }
    assert service["UMask"] == "0077"
    assert "MemoryMax" in service


@table("timer", sorted(path.name for path in FOLDER.glob("*.timer")))
def test_a_timer_starts_a_command_that_exists(timer):
    started = unit(timer.replace(".timer", ".service"))["Service"]["ExecStart"]
    command = re.search(r"manage\.py (\w+)", started)[1]

    assert command in get_commands()
    assert unit(timer)["Timer"]["Persistent"] == "true"
