import json
import logging
import sys

from trakyakent_site.operations.logs import JsonLines


def record(message, *arguments, error=None):
    return logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, arguments, error)


def test_a_record_is_one_line_of_json():
    line = JsonLines().format(record("Bulunamadı: %s\nikinci satır", "/tr/çorlu/"))

    assert "\n" not in line
    assert json.loads(line)["message"] == "Bulunamadı: /tr/çorlu/\nikinci satır"
    assert json.loads(line)["level"] == "ERROR"


def test_an_exception_is_told_with_its_trace():
    try:
        raise ValueError("wrong")
    except ValueError:
        line = JsonLines().format(record("failed", error=sys.exc_info()))

    assert "ValueError: wrong" in json.loads(line)["exception"]
