"""Days and moments as people write them: what becomes of each, in fields, filters and tables."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from members.exchange import values
from tests.tables import table
from unions.text.dates import DayFormField, MomentFormField, read_day, read_moment, read_time, written_day
from unions.text.partial_dates import NotInCalendar, PartialDate, PartialDateFormField, UnreadableDate

UNDERSTOOD = [
    ("31.05.2024", "2024-05-31"),
    ("31/05/2024", "2024-05-31"),
    ("31-05-2024", "2024-05-31"),
    ("31.5.24", "2024-05-31"),
    ("31/5/24", "2024-05-31"),
    ("1.2.98", "1998-02-01"),
    ("1 Mayıs 2024", "2024-05-01"),
    ("1 MAYIS 2024", "2024-05-01"),
    ("01 Mayıs 2024 Çarşamba", "2024-05-01"),
    ("Çarşamba, 1 Mayıs 2024", "2024-05-01"),
    ("31.05.2024 Cuma", "2024-05-31"),
    ("Cuma 31.05.2024", "2024-05-31"),
    ("2024-05-31", "2024-05-31"),
    ("2024/02/01", "2024-02-01"),
    ("2024.02.01", "2024-02-01"),
    ("31 . 05 . 2024", "2024-05-31"),
    ("31.05. 2024", "2024-05-31"),
    ("1 Haz 2024", "2024-06-01"),
    ("1 Ağu 2024", "2024-08-01"),
    ("1 May 2024", "2024-05-01"),
    ("May 1, 2024", "2024-05-01"),
    ("1 Ekim 2024'te", "2024-10-01"),
    ("１.０２.２０２４", "2024-02-01"),
    ("31–05–2024", "2024-05-31"),
    ("31\u00a0Mayıs\u00a02024", "2024-05-31"),
    ("Mayıs 2024", "2024-05"),
    ("05.2024", "2024-05"),
    ("05/2024", "2024-05"),
    ("2024-05", "2024-05"),
    ("2024", "2024"),
    ("1978", "1978"),
    ("29.02.2024", "2024-02-29"),
    ("1.Mayıs.2024", "2024-05-01"),
    ("31.05.24 ", "2024-05-31"),
    ("1-Mayıs-2024", "2024-05-01"),
    ("15 Temmuz 2016", "2016-07-15"),
    ("1 Ocak 1923", "1923-01-01"),
    ("31.12.9999", "9999-12-31"),
    ("29 şubat 2024", "2024-02-29"),
    ("2024 yılı", "2024"),
    ("31 Mayıs 2024 tarihinde", "2024-05-31"),
    ("31.05.2024 tarihli", "2024-05-31"),
    ("31.05.2024'te", "2024-05-31"),
    ("31.05.2024 (Cuma)", "2024-05-31"),
    ("31.5.2024.", "2024-05-31"),
    ("1/2/24", "2024-02-01"),
]

REFUSED = [
    ("2024/05", UnreadableDate),
    ("2026/12", UnreadableDate),
    ("31.02.2024", NotInCalendar),
    ("31 Mayıs 2024 Pazartesi", NotInCalendar),
    ("Salı 31.05.2024", NotInCalendar),
    ("Monday 31 May 2024", NotInCalendar),
    ("29.02.2023", NotInCalendar),
    ("13.13.2024", NotInCalendar),
    ("05.31.2024", NotInCalendar),
    ("dün", UnreadableDate),
    ("45323", UnreadableDate),
    ("24", UnreadableDate),
    ("2024-05-31T10:00", UnreadableDate),
    ("31.05", UnreadableDate),
    ("31 Mayıs", UnreadableDate),
    ("1 Mayıs 24", UnreadableDate),
    ("0.0.2024", NotInCalendar),
    ("31.05.02024", UnreadableDate),
    ("31,05,2024", UnreadableDate),
    ("31 05 2024", UnreadableDate),
    ("31052024", UnreadableDate),
    ("20240531", UnreadableDate),
    ("1 Nisan2024", UnreadableDate),
    ("Haziran", UnreadableDate),
    ("2024 Mayıs", UnreadableDate),
    ("2024 yılı Mart ayı", UnreadableDate),
    ("31.05.2024 (Pazartesi)", NotInCalendar),
    ("31.05.2024 (taslak)", UnreadableDate),
    ("12/31/2024", NotInCalendar),
    ("31.04.2024", NotInCalendar),
    ("29.02.1900", NotInCalendar),
    ("Mart-24", UnreadableDate),
    ("05/24", UnreadableDate),
    ("01-05.02.2024", UnreadableDate),
    ("2024-05-31T22:30:00Z", UnreadableDate),
    ("yaklaşık 2024", UnreadableDate),
    ("1.1.1", UnreadableDate),
    ("99.99.9999", NotInCalendar),
]

MOMENTS = [
    "12.05.2026 14.00",
    "12.05.2026 14:00",
    "12 Mayıs 2026 14.00",
    "12 Mayıs 2026 Salı, 14.00",
    "2026-05-12T14:00",
    "2026-05-12 14:00:00",
    "12.05.2026, saat 14.00",
    "12.05.26 14.00",
    "12.05.2026 saat 14.00",
    "12 Mayıs 2026 Salı saat 14.00",
    "12 Mayıs 2026 Saat 14:00",
]


@table(("typed", "day"), UNDERSTOOD)
def test_a_date_is_understood_however_it_is_written(typed, day):
    assert str(PartialDate.parse(typed)) == day


@table(("typed", "reason"), REFUSED)
def test_what_is_no_date_is_refused(typed, reason):
    with pytest.raises(reason):
        PartialDate.parse(typed)


def test_the_table_is_long():
    assert len(UNDERSTOOD) + len(REFUSED) + len(MOMENTS) >= 60


@pytest.mark.parametrize("typed", ["dün", "31.02.2024", "05.2024", "45323"])
def test_a_turk_is_asked_for_a_turkish_date(typed):
    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        read_day(typed)

    assert typed in refusal.value.messages[0]
    assert "2024-05-31" not in refusal.value.messages[0]


@table("typed", ["12 Mart 1340", "1340", "27.10.1333", "5 Rebiülevvel 1342", "0024"])
def test_a_date_of_another_calendar_is_never_taken_for_one_of_ours(typed):
    with translation.override("tr"):
        for field in [values.partial_date, PartialDateFormField().clean, read_day]:
            with pytest.raises(ValidationError) as refusal:
                field(typed)
            assert typed in refusal.value.messages[0]


def test_a_year_of_the_old_calendar_is_to_be_converted():
    with translation.override("tr"), pytest.raises(ValidationError, match="1340 yerine 12 Mart 1924"):
        read_day("12 Mart 1340")


def test_only_a_table_knows_how_spreadsheets_count_days():
    assert values.day("45323") == date(2024, 2, 1)
    assert str(values.partial_date("45323")) == "2024-02-01"


@table("typed", MOMENTS)
def test_a_moment_is_understood_however_it_is_written(typed):
    assert read_moment(typed) == datetime(2026, 5, 12, 14)
    assert timezone.localtime(MomentFormField().clean(typed)).hour == 14


@table("typed", ["12.05.2026", "12.05.2026 25.00", "31.02.2026 10.00", "14.00", "yarın 14.00", "12.05.2026 14:30:99"])
def test_what_is_no_moment_is_refused(typed):
    with pytest.raises(ValidationError):
        read_moment(typed)


@pytest.mark.parametrize(("typed", "read"), [("14.30", time(14, 30)), ("9:05", time(9, 5)), ("saat 14", time(14))])
def test_a_time_has_a_full_stop_or_a_colon(typed, read):
    assert read_time(typed) == read


@given(st.dates(min_value=date(1927, 1, 1), max_value=date(2030, 12, 31)), st.sampled_from(["tr", "en"]))
def test_whatever_a_field_shows_is_read_as_the_same_day(day, language):
    with translation.override(language):
        shown = DayFormField().widget.format_value(day)

        assert shown == written_day(day)
        assert DayFormField().clean(shown) == day
        assert PartialDate.parse(PartialDate.from_date(day).display(language)).earliest == day
        assert read_day(f"{day.day}.{day.month}.{day.year % 100:02}").year % 100 == day.year % 100


@pytest.mark.parametrize(("language", "shown"), [("tr", "31.05.2024"), ("en", "2024-05-31")])
def test_a_field_is_a_line_of_text_in_the_language_of_the_page(language, shown):
    with translation.override(language):
        html = DayFormField().widget.render("day", date(2024, 5, 31))

    assert 'type="text"' in html
    assert shown in html
