"""The plugin of mypy: what is there at run time is known, and nothing else is."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KNOWN = """
from pages.models import Post
from unions.models import Meeting, Organ

def known(organ: Organ, meeting: Meeting) -> str:
    Post.objects.published().news()
    Organ.all_unions.demonstration()
    organ.meetings.published()
    Organ.history
    meeting.organ_id
    return organ.title_tr + organ.title_en + meeting.get_state_display()
"""
UNKNOWN = """
def unknown(organ: Organ, meeting: Meeting) -> None:
    Post.objects.publishd()
    organ.meetings.publishd()
    organ.title_de
    meeting.organ_number
"""


def test_what_the_models_have_at_run_time_is_known_and_nothing_else(tmp_path):
    probe = tmp_path / "probe.py"
    probe.write_text(KNOWN + UNKNOWN)

    answer = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", str(probe)], cwd=ROOT, capture_output=True, text=True
    )

    wrong = [int(number) for number in re.findall(r"probe\.py:(\d+): error: .*\[attr-defined\]", answer.stdout)]
    first = KNOWN.count("\n") + 3
    assert answer.stdout.count(" error: ") == len(wrong), answer.stdout + answer.stderr
    assert wrong == [first, first + 1, first + 2, first + 3], answer.stdout
