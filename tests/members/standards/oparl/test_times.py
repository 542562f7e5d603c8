"""`modified` of the objects of an answer: the same wherever an object stands, and never before what it shows."""

from datetime import datetime

import pytest

from members.standards.oparl.sources import sources
from members.standards.oparl.times import SHOWN_BY_BODY, SHOWN_BY_SYSTEM, shown_by
from tests.factories import make_union_name
from tests.members.standards.oparl.reading import get
from unions.models import AgendaItem, UnionName
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def test_an_embedded_object_was_changed_when_it_says_so_at_its_own_address(client, union, clock):
    changed = clock.tick()
    with scope.of(union):
        item = AgendaItem.objects.first()
        item.title_tr = "Başka"
        item.save()

    meeting = get(client, "/oparl/tr/meeting/")["data"][0]
    embedded = next(each for each in meeting["agendaItem"] if each["name"] == "Başka")

    assert datetime.fromisoformat(meeting["modified"]) == changed
    assert embedded["modified"] == get(client, embedded["id"])["modified"] == meeting["modified"]


def test_the_place_of_an_item_is_the_same_embedded_and_alone(client, union, clock):
    with scope.of(union):
        AgendaItem.objects.update(number=7)

    items = get(client, "/oparl/tr/meeting/")["data"][0]["agendaItem"]

    assert [each["order"] for each in items] == [0, 1]
    assert [get(client, each["id"])["order"] for each in items] == [0, 1]


def test_a_name_that_begins_on_a_day_moves_the_system_on_that_day(client, union, clock):
    with scope.of(union):
        tomorrow = clock.tick(days=1)
        UnionName.objects.update(end_date=PartialDate.from_date(clock.tick(days=-1)))
        make_union_name(union=union, name_tr="Yeni Birlik", start_date=PartialDate.from_date(tomorrow))
    before = get(client, "/oparl/tr/")
    clock.tick(days=2)

    after = get(client, "/oparl/tr/")

    assert (before["name"] != "Yeni Birlik", after["name"]) == (True, "Yeni Birlik")
    assert after["modified"] > before["modified"]


def test_every_kind_of_object_has_its_declaration():
    assert shown_by("system", "") is SHOWN_BY_SYSTEM
    assert shown_by("body", "") is SHOWN_BY_BODY
    assert all(shown_by(source.word, source.prefix) is source.shows for each in sources().values() for source in each)
