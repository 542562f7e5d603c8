from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from unions.text.partial_dates import PartialDate


def rendered(source, language="tr", **context):
    with translation.override(language):
        return Template("{% load unions_tags %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("value", "turkish", "english"),
    [
        (date(2026, 5, 12), "12\xa0Mayıs\xa02026", "12\xa0May\xa02026"),
        (PartialDate(1978), "1978", "1978"),
        (PartialDate(2025, 4), "Nisan\xa02025", "April\xa02025"),
        # Late in the evening of one day elsewhere is early in the next one in Istanbul.
        (datetime(2026, 5, 11, 22, 30, tzinfo=UTC), "12\xa0Mayıs\xa02026", "12\xa0May\xa02026"),
        (None, "", ""),
    ],
)
def test_day_is_shown_in_words(value, turkish, english):
    assert rendered("{{ value|day }}", "tr", value=value) == turkish
    assert rendered("{{ value|day }}", "en", value=value) == english


def test_moment_is_shown_in_local_time():
    value = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)

    assert rendered("{{ value|moment }}", "tr", value=value) == "12\xa0Mayıs\xa02026 Salı, 14.00"
    assert rendered("{{ value|moment }}", "en", value=value) == "Tuesday 12\xa0May\xa02026, 14:00"


@pytest.mark.parametrize(("value", "turkish", "english"), [(1234567, "1.234.567", "1,234,567"), (0, "0", "0")])
def test_number_is_grouped_as_the_language_does(value, turkish, english):
    assert rendered("{{ value|number }}", "tr", value=value) == turkish
    assert rendered("{{ value|number }}", "en", value=value) == english


@pytest.mark.parametrize("value", [None, ""])
def test_no_number_is_shown_as_nothing(value):
    assert rendered("{{ value|number }}", value=value) == ""


@pytest.mark.parametrize(("language", "shown"), [("tr", "12.05.2026"), ("en", "2026-05-12")])
def test_a_short_day_cannot_be_taken_for_another(language, shown):
    assert rendered("{{ value|short_day }}", language, value=date(2026, 5, 12)) == shown
    assert rendered("{{ value|short_day }}", language, value=None) == ""


def test_machine_date_is_as_exact_as_the_date():
    assert rendered("{{ value|machine_date }}", value=PartialDate(1978)) == "1978"
    assert rendered("{{ value|machine_date }}", value=date(1978, 5, 12)) == "1978-05-12"
