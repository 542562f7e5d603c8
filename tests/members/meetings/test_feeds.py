"""The calendars of the meetings, as calendar programs read them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.addresses import address
from tests.factories import make_meeting, make_organ, make_union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def calendar(reader, name="meeting_calendar", language="tr", **arguments):
    response = reader.get(address(name, language, **arguments))
    assert response["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def soon(days: int = 10) -> datetime:
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)


def test_a_calendar_without_meetings_is_still_a_calendar(reader):
    assert calendar(reader).walk("VEVENT") == []


@pytest.mark.parametrize("month", [1, 7])
def test_a_meeting_is_at_its_hour_in_turkey_winter_and_summer(reader, union, month):
    year = timezone.localdate().year
    starts_at = datetime(year, month, 15, 14, tzinfo=ZoneInfo("Europe/Istanbul"))
    make_meeting(union=union, starts_at=starts_at, place_tr="Salon")

    [entry] = calendar(reader).walk("VEVENT")

    assert entry["dtstart"].params["TZID"] == "Europe/Istanbul"
    assert entry.decoded("dtstart") == starts_at
    assert entry.decoded("dtstart").hour == 14
    assert entry["location"] == "Salon"


def test_the_time_zone_comes_with_the_calendar(reader, union):
    make_meeting(union=union, starts_at=soon())

    [zone] = calendar(reader).walk("VTIMEZONE")

    assert zone["tzid"] == "Europe/Istanbul"


def test_a_changed_meeting_keeps_its_id_and_counts_up(reader, union):
    meeting = make_meeting(union=union, starts_at=soon())
    [before] = calendar(reader).walk("VEVENT")
    meeting.starts_at = soon(12)
    meeting.save()

    [after] = calendar(reader).walk("VEVENT")

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("planned", "CONFIRMED"),
        ("held", "CONFIRMED"),
        ("inquorate", "CANCELLED"),
        ("postponed", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_what_is_cancelled_stays_and_says_so(reader, union, state, status):
    make_meeting(union=union, starts_at=soon(), state=state)

    [entry] = calendar(reader).walk("VEVENT")

    assert entry["status"] == status


def test_a_meeting_that_was_withdrawn_stays_as_cancelled_without_its_text(reader, union):
    meeting = make_meeting(union=union, starts_at=soon(), title_tr="Gizli gündem", place_tr="Salon", agenda=["Bütçe"])
    [before] = calendar(reader).walk("VEVENT")
    meeting.status = "withdrawn"
    meeting.save()

    [entry] = calendar(reader).walk("VEVENT")

    assert (entry["uid"], entry["status"]) == (before["uid"], "CANCELLED")
    assert entry["sequence"] > before["sequence"]
    assert b"Gizli" not in entry.to_ical()
    assert b"Salon" not in entry.to_ical()


def test_a_draft_that_was_never_public_is_not_betrayed_by_its_withdrawal(reader, union):
    meeting = make_meeting(union=union, starts_at=soon(), status="draft")
    meeting.status = "withdrawn"
    meeting.save()

    assert calendar(reader).walk("VEVENT") == []


def test_a_meeting_ends_when_it_is_known_to_end_and_brings_its_agenda(reader, union):
    make_meeting(union=union, starts_at=soon(), agenda=["Açılış", "Bütçe"])
    make_meeting(union=union, starts_at=soon(11), ends_at=soon(11) + timedelta(hours=1))

    open_end, ended = calendar(reader).walk("VEVENT")

    assert "dtend" not in open_end
    assert str(open_end["description"]) == "1. Açılış\n2. Bütçe"
    assert ended.decoded("dtend") == soon(11) + timedelta(hours=1)


@pytest.mark.parametrize(("precision", "days"), [("day", [soon(3).date()]), ("month", []), ("year", [])])
def test_a_meeting_without_an_hour_is_a_whole_day_and_one_without_a_day_is_left_out(reader, union, precision, days):
    make_meeting(union=union, starts_at=soon(3), precision=precision)

    assert [entry.decoded("dtstart") for entry in calendar(reader).walk("VEVENT")] == days


def test_each_organ_has_a_calendar_of_its_own(reader, union):
    assembly = make_organ(union=union, slug_tr="meclis", slug_en="assembly")
    committee = make_organ(union=union, kind="committee", slug_tr="komisyon", slug_en="committee")
    make_meeting(organ=assembly, starts_at=soon(), title_tr="Genel kurul")
    make_meeting(organ=committee, starts_at=soon(), title_tr="Komisyon toplantısı")

    of_committee = calendar(reader, "organ_calendar", slug="komisyon")

    assert [str(entry["summary"]) for entry in of_committee.walk("VEVENT")] == ["Komisyon toplantısı"]
    assert len(calendar(reader).walk("VEVENT")) == 2
    assert len(calendar(reader, "organ_calendar", "en", slug="committee").walk("VEVENT")) == 1


def test_an_organ_that_is_not_there_has_no_calendar(reader):
    assert reader.get(address("organ_calendar", slug="yok")).status_code == 404


def test_drafts_old_meetings_and_other_unions_are_left_out(reader, union):
    make_meeting(union=union, starts_at=soon(), status="draft")
    make_meeting(union=union, starts_at=soon(-400), title_tr="Eski")
    with scope.of(make_union(code="komsu")):
        make_meeting(starts_at=soon())

    assert calendar(reader).walk("VEVENT") == []


@pytest.mark.parametrize("count", [1, 20])
def test_a_calendar_costs_the_same_however_much_there_is(reader, union, django_assert_max_num_queries, count):
    for day in range(count):
        make_meeting(union=union, starts_at=soon(day), title_tr=f"Toplantı {day}")

    with django_assert_max_num_queries(4):
        reader.get(address("meeting_calendar"))


def test_one_meeting_is_a_calendar_file_of_its_own(reader, union):
    meeting, other = make_meeting(union=union, starts_at=soon(3)), make_meeting(union=union, starts_at=soon(5))
    page = reader.get(meeting.address("tr")).text
    path = meeting.address("tr") + "takvim.ics"

    [entry] = Calendar.from_ical(reader.get(path).content).walk("VEVENT")

    assert f'href="{path}"' in page
    assert entry["uid"] == f"meeting-{meeting.pk}@{union.code}"
    other.precision = "month"
    other.save()
    assert reader.get(other.address("tr") + "takvim.ics").status_code == 404
    assert "takvim.ics" not in reader.get(other.address("tr")).text
