"""Columns of open data and of the API never change silently: other people's programs read them."""

import copy
import json

import pytest

from tests.pages.api import release

pytestmark = pytest.mark.above_database


def test_columns_are_those_of_the_last_release():
    changed = release.changed(release.frozen(), release.columns_now())

    assert not changed, (
        f"{', '.join(changed)} is not as in the last release. A column may be added between the others: then run "
        "`python -m tests.pages.api.release` and say so in CHANGELOG.md. One that goes or changes needs a new version "
        "of the API."
    )


def test_what_has_been_added_is_written_and_what_is_gone_refused(tmp_path, monkeypatch, capsys):
    before = release.frozen()
    now = copy.deepcopy(before)
    now["open_data"]["members"].insert(-1, "kep")
    monkeypatch.setattr(release, "FROZEN", tmp_path / "last_release.json")
    release.FROZEN.write_text(json.dumps(before), encoding="utf-8")
    monkeypatch.setattr(release, "columns_now", lambda: now)

    assert release.write() == 0
    assert release.frozen() == now
    assert "open_data.members" in capsys.readouterr().out

    now["open_data"]["members"].remove("phone")
    assert release.write() == 1
    assert "open_data.members" in capsys.readouterr().err
    assert release.changed(before, release.frozen()) == ["open_data.members"]
