import logging
import os
from pathlib import Path

from django.conf import settings
from django.utils import translation

from tests.traces import taken_back


def test_what_a_test_leaves_is_taken_back_and_named():
    told = []
    errors, language = Path(settings.DATA_DIR) / "errors.jsonl", translation.get_language()
    with taken_back(told.append):
        errors.write_text("{}")
        (errors.parent / "mirror").mkdir()
        os.environ["LEFT"] = "1"
        settings.FORM_FILES, settings.LEFT = 3, True
        translation.activate("en")

    assert not errors.exists()
    assert not (errors.parent / "mirror").exists()
    assert "LEFT" not in os.environ
    assert settings.FORM_FILES == 100
    assert not hasattr(settings, "LEFT")
    assert translation.get_language() == language
    assert [each.partition(":")[0] for each in told] == ["environment", "language", "settings"]


def test_what_cannot_be_taken_back_is_named(caplog):
    told = []
    with taken_back(told.append):
        caplog.set_level(logging.DEBUG, logger="of.this.test")

    assert told == ["loggers: of.this.test: None → (10, False, True)"]


def test_nothing_is_said_of_who_leaves_nothing():
    told = []
    with taken_back(told.append):
        assert settings.FORM_FILES == 100

    assert told == []
