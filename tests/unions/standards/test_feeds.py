"""Calendars of the meetings and Atom feeds of decisions and annual documents, as programs read them."""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.addresses import address
from tests.factories import make_decision, make_meeting, make_organ, make_paper, make_union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {"decision_feed": "decision_list", "paper_feed": "paper_grid"}


def calendar(reader, name="meeting_calendar", language="tr", **arguments):
    response = reader.get(address(name, language, **arguments))
    assert response["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def atom(reader, name, language="tr"):
    response = reader.get(address(name, language))
    assert response["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - made by ourselves a moment ago


def titles(root) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def soon(days: int = 10) -> datetime:
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)


# Calendars


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
        ("inquorate", "CONFIRMED"),
        ("postponed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_a_cancelled_meeting_stays_and_is_marked_as_cancelled(reader, union, state, status):
    make_meeting(union=union, starts_at=soon(), state=state)

    [entry] = calendar(reader).walk("VEVENT")

    assert entry["status"] == status


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


# Feeds


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_without_entries_is_still_a_feed(reader, name, language):
    root = atom(reader, name, language)

    assert titles(root) == []
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_decisions_come_newest_first_with_number_and_address(reader, union):
    older = make_decision(union=union, number=1, date=date(2025, 5, 14), title_tr="Bütçe")
    newer = make_decision(union=union, number=2, date=date(2025, 11, 14), title_tr="Tarife")

    root = atom(reader, "decision_feed")

    assert titles(root) == ["2025/2 Tarife", "2025/1 Bütçe"]
    links = [entry.find(f"{ATOM}link").get("href") for entry in root.findall(f"{ATOM}entry")]
    assert links == [f"http://{union.code}.localhost{each.address('tr')}" for each in [newer, older]]


def test_papers_come_with_year_and_kind(reader, union):
    make_paper(union=union, kind="budget", year=2025, published_on=date(2024, 12, 1))
    make_paper(union=union, kind="final_accounts", year=2024, published_on=date(2025, 6, 1))

    assert titles(atom(reader, "paper_feed")) == ["Kesin hesap (2024)", "Bütçe (2025)"]


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_hold_only_what_is_public_in_this_union(reader, union, name):
    make_decision(union=union, status="draft")
    make_paper(union=union, status="draft")
    with scope.of(make_union(code="komsu")):
        make_decision()
        make_paper()

    assert titles(atom(reader, name)) == []


def test_an_entry_keeps_its_id_when_it_is_changed(reader, union):
    decision = make_decision(union=union)
    before = atom(reader, "decision_feed").findtext(f"{ATOM}entry/{ATOM}id")
    decision.title_tr = "Düzeltilmiş"
    decision.save()

    assert atom(reader, "decision_feed").findtext(f"{ATOM}entry/{ATOM}id") == before


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(reader, union):
    make_decision(union=union, number=1, date=date(2025, 1, 1), title_tr="A\x0bB", text_tr="<p>x\x00</p>")

    assert titles(atom(reader, "decision_feed")) == ["2025/1 AB"]


# Where they are found


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize(("name", "page"), [*FEEDS.items(), ("meeting_calendar", "meeting_list")])
def test_lists_link_to_them_in_the_head_and_on_the_page(reader, name, page, language):
    shown = reader.get(address(page, language)).text

    assert shown.count(f'href="{address(name, language)}"') == 2
    assert '<link rel="alternate" type=' in shown
