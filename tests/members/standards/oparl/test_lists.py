"""Lists, page by page, and what the filters of an address choose."""

from datetime import timedelta

import pytest

from members.standards.oparl.lists import find, read_number
from tests.factories import make_meeting, make_organ
from tests.members.standards.oparl.reading import Mirror, get
from tests.tables import table
from unions.models import Meeting, Organ
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def ids(answer: dict) -> list[str]:
    return [each["id"] for each in answer["data"]]


@pytest.fixture
def many(union, clock):
    with scope.of(union):
        for number in range(9):
            clock.tick()
            make_meeting(organ=Organ.objects.get(), slug_tr=f"t{number}")
    return union


def test_pages_leave_nothing_out_and_repeat_nothing_though_objects_come_and_go(client, many, clock):
    whole = ids(get(client, "/oparl/tr/meeting/"))
    first = get(client, "/oparl/tr/meeting/", limit=4)
    with scope.of(many):
        Meeting.objects.order_by("pk")[1].delete()
        make_meeting(organ=Organ.objects.get(), slug_tr="yeni")
    seen, page = ids(first), first

    while "next" in page["links"]:
        page = get(client, page["links"]["next"])
        seen += ids(page)

    assert seen[: len(whole)] == whole
    assert len(seen) == len({*seen}) == len(whole) + 1


def test_pages_can_be_asked_for_by_number(client, many):
    second = get(client, "/oparl/tr/meeting/", limit=4, page=2)
    first = get(client, second["links"]["prev"])

    assert ids(get(client, first["links"]["next"])) == ids(second)
    assert get(client, first["links"]["last"])["pagination"]["currentPage"] == 3


@pytest.mark.parametrize("query", ["page=99", "page=5&limit=4"])
def test_a_page_behind_the_last_does_not_exist(client, many, query):
    assert client.get(f"/oparl/tr/meeting/?{query}", headers={"host": "birlik.localhost"}).status_code == 404


@pytest.mark.parametrize("after", ["x", "organ-1", "-1", "²"])
def test_a_place_that_is_no_key_is_refused(client, many, after):
    assert client.get(f"/oparl/tr/meeting/?after={after}", headers={"host": "birlik.localhost"}).status_code == 400


@pytest.mark.parametrize("word", ["meeting", "agenda-item", "paper", "file", "person", "location", "organization"])
@pytest.mark.parametrize("name", ["created", "modified"])
def test_each_period_chooses_by_the_time_that_the_object_shows(client, many, clock, word, name):
    everything = get(client, f"/oparl/tr/{word}/")["data"]
    for moment in sorted({each[name] for each in everything})[-3:]:
        since = get(client, f"/oparl/tr/{word}/", **{f"{name}_since": moment})
        until = get(client, f"/oparl/tr/{word}/", **{f"{name}_until": moment})

        assert ids(since) == [each["id"] for each in everything if each[name] >= moment]
        assert ids(until) == [each["id"] for each in everything if each[name] <= moment]


def test_meetings_of_one_organ(client, many, clock):
    with scope.of(many):
        other = make_organ(kind="executive")
        meeting = make_meeting(organ=other, slug_tr="encumen")

    assert len(ids(get(client, "/oparl/tr/meeting/", organization=f"organ-{other.pk}"))) == 1

    moment = clock.tick()
    with scope.of(many):
        key = meeting.pk
        meeting.delete()
    changed = get(
        client,
        "/oparl/tr/meeting/",
        organization=f"organ-{other.pk}",
        modified_since=(moment - timedelta(1)).isoformat(),
    )
    assert [each["id"].split("/")[-2] for each in changed["data"] if each.get("deleted")] == [str(key)]


def test_small_pages_hold_the_same_as_large_ones(client, many):
    assert Mirror(client, page_size=1).read_all().objects == Mirror(client).read_all().objects


@pytest.mark.parametrize(("key", "number"), [("organ-7", 7), ("organ-007", 7), ("member-12", 12)])
def test_a_key_names_a_source_and_a_number(key, number):
    source, pk = find("organization", key)

    assert pk == number
    assert key.startswith(source.prefix)


@table("key", ["", "organ-", "7", "organ-x", "organ-1x", "organ-" + "9" * 19, "organ--1"])
def test_what_is_no_key_names_nothing(key):
    assert find("organization", key) is None


def test_a_number_is_read_with_its_default():
    assert (read_number("", "page", 1), read_number("12", "page", 1)) == (1, 12)
