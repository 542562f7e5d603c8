import time

import pytest
from django.db import OperationalError

from trakyakent_site.doctor import findings
from trakyakent_site.doctor.findings import Level, findings_of, ok


def failing(error):
    def look():
        yield ok("before")
        raise error

    return look


@pytest.mark.parametrize("error", [OperationalError("gone\nmore"), PermissionError(13, "refused")])
def test_section_that_fails_says_so_and_keeps_what_it_has_found(error):
    found = list(findings_of(failing(error)))

    assert [finding.level for finding in found] == [Level.OK, Level.FAULT]
    assert found[1].remedy
    assert "more" not in found[1].words


def test_section_that_hangs_is_left(monkeypatch):
    monkeypatch.setattr(findings, "PATIENCE", 0.1)

    def look():
        time.sleep(30)
        yield ok("never")

    [finding] = findings_of(look)

    assert finding.level == Level.FAULT
    assert "No answer within" in finding.words
