"""Meetings and their agendas."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests import factories as make
from unions.models import Meeting

pytestmark = pytest.mark.django_db


TOMORROW, YESTERDAY = timedelta(days=1), timedelta(days=-1)


@pytest.mark.parametrize(
    ("state", "distance", "is_upcoming"),
    [
        ("planned", TOMORROW, True),
        ("planned", YESTERDAY, False),
        ("cancelled", TOMORROW, False),
        ("postponed", TOMORROW, False),
    ],
)
def test_a_planned_meeting_is_upcoming_until_it_begins(union, state, distance, is_upcoming):
    meeting = make.make_meeting(union=union, state=state, starts_at=timezone.now() + distance)

    assert meeting.is_upcoming is is_upcoming
    assert Meeting.all_unions.upcoming().exists() is is_upcoming


def test_a_meeting_whose_day_has_passed_is_planned_no_longer(union):
    coming = make.make_meeting(union=union, starts_at=timezone.now() + TOMORROW)
    past = make.make_meeting(organ=coming.organ, title_tr="Eski", starts_at=timezone.now() + YESTERDAY)

    with translation.override("en"):
        assert [coming.state_in_words, past.state_in_words] == ["planned", "not recorded whether it was held"]


def test_the_year_and_the_day_of_a_meeting_are_those_of_the_union(union):
    # Half past midnight in Türkiye is still the year before in London.
    new_year = timezone.make_aware(datetime(2026, 1, 1, 0, 30))

    meeting = make.make_meeting(union=union, starts_at=new_year)

    assert (meeting.year, meeting.day) == (2026, date(2026, 1, 1))


def test_a_call_after_the_meeting_is_refused_at_its_day(union):
    meeting = make.make_meeting(union=union, starts_at=timezone.now())
    meeting.called_on = meeting.day + TOMORROW

    with pytest.raises(ValidationError) as refusal:
        meeting.clean()

    assert list(refusal.value.message_dict) == ["called_on"]


OLD = timezone.make_aware(datetime(1998, 5, 1, 10))


@pytest.mark.parametrize(
    ("precision", "words", "machine"),
    [
        ("time", "Friday 1 May 1998, 10:00", "1998-05-01T10:00:00+03:00"),
        ("day", "1 May 1998", "1998-05-01"),
        ("month", "May 1998", "1998-05"),
        ("year", "1998", "1998"),
    ],
)
def test_an_old_meeting_is_dated_as_precisely_as_it_is_known(reader, union, precision, words, machine):
    meeting = make.make_meeting(union=union, starts_at=OLD, precision=precision, state="held", place_tr="Salon")

    with translation.override("en"):
        assert meeting.when == words
        assert meeting.machine_date == machine
    html = reader.get(meeting.address("en")).text
    # To programs it is an event if its day is known.
    assert (f'"startDate": "{machine}"' in html) == (precision in ["time", "day"])
    assert ('"startDate"' in html) == (precision in ["time", "day"])
    if precision in ["month", "year"]:
        assert "1 May" not in html
        assert "10:00" not in html


def test_a_meeting_without_an_hour_is_upcoming_until_its_day_is_over(union):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    meeting = make.make_meeting(union=union, starts_at=midnight, precision="day")

    assert meeting.is_upcoming
    assert list(Meeting.all_unions.upcoming()) == [meeting]


def test_nothing_is_said_of_the_call_of_a_meeting_whose_day_is_not_known(union):
    meeting = make.make_meeting(union=union, starts_at=OLD, precision="month", called_on=date(1998, 4, 30))

    assert meeting.findings() == []


def test_a_meeting_ends_after_it_begins(union):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_meeting(union=union, starts_at=OLD, ends_at=OLD)


@pytest.mark.parametrize("state", ["inquorate", "postponed", "cancelled"])
def test_a_meeting_that_was_not_held_was_called_off(union, state):
    assert make.make_meeting(union=union, state=state).was_called_off
    assert not make.make_meeting(union=union, state="held", slug_tr="yapildi").was_called_off


def test_the_first_meeting_after_the_elections_names_who_chaired_it(reader, union):
    meeting = make.make_meeting(union=union, starts_at=OLD, kind="first", chaired_by="Ayşe Yaşlı", state="held")

    html = reader.get(meeting.address("en")).text

    assert "First meeting after the elections" in html
    assert "Ayşe Yaşlı" in html


def test_a_meeting_without_quorum_says_that_it_was_not_held(reader, union):
    html = reader.get(
        make.make_meeting(union=union, starts_at=OLD, state="inquorate", place_tr="Salon").address("en")
    ).text

    assert "the meeting was not held" in html
    assert "EventCancelled" in html
