"""The Debian handbook can be typed: its lines are bash, name what is there, and leave nothing open but section 0."""

import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

from tests.deploy.handbook import sections

TYPED = ["0. ", "1. ", "2. ", "3. ", "4. ", "5. ", "6. ", "7. ", "8. ", "A new version", "The machine is lost"]


def test_every_line_can_be_typed():
    found = sections()
    lines = "\n".join(line for section in found for block in section.blocks for line in block)

    read = subprocess.run([shutil.which("bash") or "bash", "-n"], input=lines, capture_output=True, text=True)
    assert (read.returncode, read.stderr) == (0, "")
    for beginning in TYPED:
        assert any(section.title.startswith(beginning) and section.blocks for section in found), beginning
    assert set(re.findall(r"\bmanage ([a-z]+)", lines)) <= set(get_commands())
    for path in re.findall(r"/opt/birlik/site/(?!\*)([\w./-]+?)(?:/\*)?[\s;]", lines):
        assert (Path(settings.BASE_DIR) / path).exists() or path == "manage.py", path
    # A sign for something left out stands where the reader fills in, and nowhere else.
    typed = "\n".join(line for section in found[1:] for block in section.blocks for line in block)
    assert set(re.findall(r"[A-Z]{3,}(?:-[A-Z]+)+|…", typed)) == {"KEY-FROM-THE-PAPER"}


def test_what_each_machine_needs_again_is_said_once():
    names = {
        name
        for section in sections()[:1]
        for block in section.blocks
        for line in block
        for name in re.findall(r"(\w+)=", line)
    }

    assert names == {"site", "other", "mail", "sender", "repository", "release"}
