"""When rows were public, and so what may be reported as deleted, and since when."""

from datetime import datetime

import pytest

from members.people.models import OfficeHolder, Person
from tests.factories import (
    make_agenda_item,
    make_agenda_paper,
    make_decision,
    make_meeting,
    make_office_holder,
    make_person,
    pdf_upload,
)
from tests.members.standards.oparl.reading import SCHEMA, get
from unions.models import AgendaItem, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

LONG_AGO = "2020-01-01T00:00:00+03:00"


def status_of(client, path: str) -> int:
    return client.get(path, headers={"host": "birlik.localhost"}).status_code


def deleted_in(client, word: str) -> dict[str, str]:
    """What the list reports as deleted: the key of each, and since when."""
    changed = get(client, f"/oparl/tr/{word}/", modified_since=LONG_AGO)["data"]
    return {each["id"].split("/")[-2]: each["modified"] for each in changed if each.get("deleted")}


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def meeting(union):
    with scope.of(union):
        return Meeting.objects.get()


@pytest.fixture
def draft(union, clock):
    """A meeting that was never public, with everything that hangs on it."""
    with scope.of(union):
        meeting = make_meeting(
            title_tr="Taslak", slug_tr="taslak", status="draft", place="Salon", agenda=["Bir", "İki"]
        )
        save(meeting, minutes=pdf_upload("tutanak.pdf"), title_tr="Yine taslak")
        paper = make_agenda_paper(agenda_item=meeting.agenda_items.first())
        make_decision(organ=meeting.organ, agenda_item=meeting.agenda_items.last(), status="draft")
        save(paper, title_tr="Başka")
    clock.tick()
    return meeting


WORDS = ["meeting", "agenda-item", "paper", "consultation", "file", "location"]


@pytest.mark.parametrize("word", WORDS)
def test_what_never_was_public_is_never_reported(client, union, draft, word):
    assert deleted_in(client, word) == {}


@pytest.mark.parametrize("word", ["agenda-item", "file"])
def test_not_even_when_it_is_deleted(client, union, draft, clock, word):
    with scope.of(union):
        draft.agenda_items.first().delete()
    clock.tick()

    assert deleted_in(client, word) == {}


def test_a_person_without_an_office_is_unknown_and_stays_so(client, union, clock):
    with scope.of(union):
        person = make_person(name="Hiç Seçilmemiş")
        key = person.pk
        clock.tick()
        save(person, name="Yine Seçilmemiş")
        person.delete()

    assert status_of(client, f"/oparl/tr/person/{key}/") == 404
    assert deleted_in(client, "person") == {}


def test_who_lost_the_only_office_is_reported(client, union, clock):
    with scope.of(union):
        person = Person.objects.get(pk=make_office_holder(person=make_person(name="Bir Kez Seçilmiş")).person_id)
        moment = clock.tick()
        OfficeHolder.objects.get(person=person).delete()
    clock.tick()

    assert datetime.fromisoformat(deleted_in(client, "person")[str(person.pk)]) == moment


@pytest.mark.parametrize("field", ["minutes", "call_letter"])
def test_a_meeting_without_a_file_has_no_deleted_file(client, union, meeting, field):
    assert status_of(client, f"/oparl/tr/file/meeting-{field}-{meeting.pk}/") == 404


def test_a_removed_file_is_reported_from_the_moment_it_was_removed(client, union, meeting, clock):
    with scope.of(union):
        save(meeting, minutes=pdf_upload("tutanak.pdf"))
        removed = clock.tick()
        save(meeting, minutes="")
        clock.tick()
        save(meeting, title_tr="Başka ad")

    deleted = deleted_in(client, "file")

    assert datetime.fromisoformat(deleted[f"meeting-minutes-{meeting.pk}"]) == removed


def test_a_file_added_only_after_the_meeting_was_withdrawn_is_not_reported(client, union, meeting, clock):
    with scope.of(union):
        clock.tick()
        save(meeting, status="withdrawn")
        clock.tick()
        save(meeting, minutes=pdf_upload("tutanak.pdf"))

    assert f"meeting-minutes-{meeting.pk}" not in deleted_in(client, "file")


def test_with_a_withdrawn_meeting_goes_what_hangs_on_it(client, union, meeting, clock):
    withdrawn = clock.tick()
    with scope.of(union):
        save(meeting, status="withdrawn")
        keys = {str(item.pk) for item in AgendaItem.objects.all()}
    clock.tick()

    deleted = deleted_in(client, "agenda-item")

    assert {*deleted} == keys
    assert {datetime.fromisoformat(moment) for moment in deleted.values()} == {withdrawn}
    assert len(deleted_in(client, "consultation")) == len(deleted_in(client, "location")) == 1


def test_an_expired_meeting_is_reported_from_its_time(client, union, meeting, clock):
    with scope.of(union):
        save(meeting, expire_at=clock.tick(hours=1))
    clock.tick(hours=-1)
    assert deleted_in(client, "meeting") == {}
    expires = clock.tick(hours=1)
    clock.tick(days=1)

    assert datetime.fromisoformat(deleted_in(client, "meeting")[str(meeting.pk)]) == expires


def test_a_scheduled_meeting_is_unknown_until_its_time_and_unheard_of_if_it_is_withdrawn_before(client, union, clock):
    with scope.of(union):
        ahead = make_meeting(slug_tr="ileride", publish_at=clock.tick(hours=2))
        clock.tick(hours=-1)
        assert status_of(client, f"/oparl/tr/meeting/{ahead.pk}/") == 404
        save(ahead, status="withdrawn")
    clock.tick(days=1)

    assert deleted_in(client, "meeting") == {}


def test_a_meeting_published_again_is_no_longer_deleted(client, union, meeting, clock):
    with scope.of(union):
        clock.tick()
        save(meeting, status="withdrawn")
        clock.tick()
        save(meeting, status="published")

    assert deleted_in(client, "meeting") == {}
    assert "deleted" not in get(client, f"/oparl/tr/meeting/{meeting.pk}/")


def test_an_item_moved_to_a_draft_is_reported_as_deleted(client, union, meeting, draft, clock):
    with scope.of(union):
        item = make_agenda_item(meeting=meeting)
        moved = clock.tick()
        save(item, meeting=draft)
    clock.tick()

    remains = get(client, f"/oparl/tr/agenda-item/{item.pk}/")

    assert remains["deleted"] is True
    assert remains["type"] == SCHEMA + "AgendaItem"
    assert datetime.fromisoformat(remains["modified"]) == moved
