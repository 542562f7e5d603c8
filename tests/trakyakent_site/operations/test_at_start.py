"""What is wrong with the machine is said at the start in a sentence each, and keeps nobody from starting."""

import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest

from tests.deploy.proxied import write_certificate
from trakyakent_site.operations import at_start


@pytest.mark.parametrize(
    ("days", "words"),
    [(31, "ran out on"), (-2, "valid only from"), (1, None)],
    ids=["run out", "of tomorrow", "good"],
)
def test_a_certificate_that_browsers_refuse_is_said(tmp_path, days, words):
    # Made for thirty days.
    certificate, _key = write_certificate(tmp_path, ["ornek.localhost"])
    now = datetime.now(tz=UTC) + timedelta(days=days)

    told = list(at_start.warnings({"CERTIFICATE": str(certificate)}, tmp_path, now))

    assert [words in sentence for sentence in told] == ([True] if words else [])
    assert not words or "Renew it" in told[0] or "timedatectl" in told[0]


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_what_is_no_certificate_is_said_and_not_raised(tmp_path, content):
    path = tmp_path / "cert.pem"
    if content:
        path.write_text(content)

    [told] = at_start.warnings({"CERTIFICATE": str(path)}, tmp_path)

    assert "no certificate that can be read" in told


def test_a_disk_with_a_megabyte_left_is_said(monkeypatch, tmp_path, capsys):
    usage = namedtuple("usage", "total used free")(64 * 1024**2, 63 * 1024**2, 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    at_start.say({}, tmp_path)

    said = f"Warning: {tmp_path} has 1 MB free: saves and uploads fail soon. Make room on its disk.\n"
    assert capsys.readouterr().err == said


def test_a_machine_that_is_well_is_not_spoken_of(tmp_path, capsys):
    at_start.say({}, tmp_path)
    at_start.say({}, tmp_path / "not made yet")

    assert capsys.readouterr().err == ""
