"""What we publish for programs, read by programs that nobody here wrote: schemas, feeds and calendars."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
import vobject
from django.utils import timezone
from jsonschema import Draft202012Validator

from tests.addresses import address
from tests.factories import (
    make_agenda_paper,
    make_attendance,
    make_decision,
    make_event,
    make_headquarters,
    make_legal_basis,
    make_meeting,
    make_membership,
    make_office_holder,
    make_organ,
    make_paper,
    make_person,
    make_post,
    make_roll_call_vote,
    make_term,
    make_union_name,
    pdf_upload,
)
from tests.members.standards import schemas
from tests.tables import table
from unions.models import Meeting

ISTANBUL = ZoneInfo("Europe/Istanbul")


@pytest.fixture
def full(union):
    """A union with something of everything that is given to programs."""
    make_union_name(name_tr="Eski Birlik", end_date="2020-09-23")
    make_legal_basis(is_founding_act=True, gazette_number="24244", gazette_date=date(2000, 11, 28))
    make_headquarters(phone="+90 282 111 11 11")
    term = make_term(start_date="2024-04", end_date="2029-03-31")
    assembly = make_organ(title_en="Assembly")
    make_organ(kind="executive")
    member = make_membership(start_date="1978").municipality
    person = make_person(name="Çağla Işık", title="Dr.")
    seat = make_office_holder(organ=assembly, person=person, municipality=member, term=term, start_date="2024-05-01")
    day = timezone.localtime() - timedelta(days=20)
    meeting = make_meeting(
        organ=assembly,
        starts_at=day,
        state="held",
        place_tr="Salon",
        agenda=["Bütçe", "Dilekler"],
        minutes=pdf_upload(),
    )
    make_attendance(meeting=meeting, seat=seat)
    item = meeting.agenda_items.first()
    make_agenda_paper(agenda_item=item)
    decision = make_decision(
        organ=assembly, agenda_item=item, date=meeting.day, votes_for=10, votes_against=2, legal_ground_tr="m. 9"
    )
    make_roll_call_vote(decision=decision, seat=seat)
    make_paper(decision=decision, file=pdf_upload())
    make_decision(organ=assembly, number=9000, status="withdrawn")
    make_post(title_tr="Şehir & çevre <eğitimi>")
    make_event()
    return union


def complaints(schema: dict, value) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in Draft202012Validator(schema).iter_errors(value)]


@table("schema", [schemas.POPOLO, schemas.OPARL_LIST, *schemas.OPARL_OBJECTS.values()])
def test_the_schemas_are_schemas(schema):
    Draft202012Validator.check_schema(schema)


WRONG = {
    "time without offset": {"start": "2025-05-14T10:00:00Z"},
    "parts of a second": {"start": "2025-05-14T10:00:00.123456+03:00"},
    "empty text": {"name": ""},
    "nothing": {"name": None},
    "unknown property": {"votes": 3},
    "unknown state": {"meetingState": "yapıldı"},
    "empty list": {"participant": []},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_schema_of_a_meeting_finds_what_is_wrong(reader, full, wrong):
    meeting = reader.get("/oparl/tr/meeting/").json()["data"][0]
    schema = schemas.oparl_schema("Meeting")

    assert complaints(schema, meeting) == []
    assert complaints(schema, meeting | wrong) != []


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_oparl_object_reached_from_the_system_keeps_its_schema(reader, full, language):
    seen, waiting, found = set(), [f"/oparl/{language}/"], []

    while waiting:
        path = waiting.pop().partition("localhost")[2] or f"/oparl/{language}/"
        if path in seen:
            continue
        seen.add(path)
        answer = reader.get(path).json()
        rows = answer.get("data", [answer])
        found += complaints(schemas.OPARL_LIST, answer) if "data" in answer else []
        for row in rows:
            kind = row["type"].removeprefix(schemas.OPARL)
            found += [f"{path} {each}" for each in complaints(schemas.oparl_schema(kind), row)]
        waiting += [each for each in texts_in(answer) if f"localhost/oparl/{language}/" in each]

    print(f"OParl in {language}: {len(seen)} addresses walked, {len(found)} violations")
    assert found == []
    assert len(seen) > 25


def texts_in(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_popolo_document_keeps_the_rules_of_popolo(reader, full, language):
    document = reader.get(f"/popolo/{language}.json").json()

    assert complaints(schemas.POPOLO, document) == []
    assert document["vote_events"][0]["votes"]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", ["decision_feed", "paper_feed", "news_feed"])
def test_a_feed_reader_reads_each_feed(reader, full, name, language):
    feed = feedparser.parse(reader.get(address(name, language)).content)

    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.title
    assert all(entry.id.startswith("urn:uuid:") and entry.updated_parsed and entry.link for entry in feed.entries)
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_a_feed_reader_reads_titles_as_they_were_written(reader, full):
    feed = feedparser.parse(reader.get(address("news_feed")).content)

    assert [entry.title for entry in feed.entries] == ["Şehir & çevre <eğitimi>"]


def entries(reader, name: str, **arguments) -> dict:
    """The entries of a calendar as another calendar program has them, by their name."""
    content = reader.get(address(name, **arguments)).content.decode()
    calendar = vobject.readOne(content)
    calendar.validate()
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    return {entry.summary.value: entry for entry in calendar.contents.get("vevent", [])}


@pytest.mark.parametrize("month", [1, 7])
def test_another_calendar_program_reads_meetings_at_their_hour(reader, union, month):
    starts_at = datetime(timezone.localdate().year, month, 15, 14, tzinfo=ISTANBUL)
    meeting = make_meeting(starts_at=starts_at, title_tr="Olağan toplantı; açık, uzun ve Türkçe harfli: ığüşöç" * 2)

    [entry] = entries(reader, "meeting_calendar").values()

    assert entry.dtstart.value.astimezone(ISTANBUL) == starts_at
    assert entry.summary.value == meeting.title_tr


def test_another_calendar_program_learns_of_a_cancellation(reader, full):
    meeting = make_meeting(title_tr="Olağanüstü")
    before = entries(reader, "meeting_calendar")["Olağanüstü"]
    meeting.state = Meeting.State.CANCELLED
    meeting.save()

    after = entries(reader, "meeting_calendar")["Olağanüstü"]

    assert (before.uid.value, after.status.value) == (after.uid.value, "CANCELLED")
    assert int(after.sequence.value) > int(before.sequence.value)


def test_another_calendar_program_reads_the_events_and_each_organ_s_meetings(reader, full):
    assembly = Meeting.objects.first().organ

    assert entries(reader, "event_calendar")
    assert entries(reader, "organ_calendar", slug=assembly.slug)
