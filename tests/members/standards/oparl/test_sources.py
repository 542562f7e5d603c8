"""Which objects a list holds: public ones, and those that were public once."""

import pytest

from tests.factories import make_decision, make_meeting, make_union
from tests.members.standards.oparl.reading import SCHEMA, get
from unions.models import Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_withdrawn_meeting_is_deleted_softly_and_listed_only_to_who_asks_what_changed(client, union):
    address = get(client, "/oparl/tr/meeting/")["data"][0]["id"]
    with scope.of(union):
        meeting = Meeting.objects.get()
        meeting.status = "withdrawn"
        meeting.save()

    remains = get(client, address)

    assert remains["deleted"] is True
    assert set(remains) == {"id", "type", "created", "modified", "deleted"}
    assert get(client, "/oparl/tr/meeting/")["data"] == []
    changed = get(client, "/oparl/tr/meeting/", modified_since="2020-01-01T00:00:00+03:00")
    assert [each["id"] for each in changed["data"]] == [address]


def test_a_deleted_decision_is_still_known_as_deleted(client, union):
    with scope.of(union):
        decision = make_decision(number=99)
    address = next(each["id"] for each in get(client, "/oparl/tr/paper/")["data"] if each["reference"].endswith("/99"))
    with scope.of(union):
        decision.delete()

    assert get(client, address)["deleted"] is True


def test_a_draft_is_unknown(client, union):
    with scope.of(union):
        draft = make_meeting(organ=Meeting.objects.get().organ, title_tr="Taslak", status="draft")

    response = client.get(f"/oparl/tr/meeting/{draft.pk}/", headers={"host": "birlik.localhost"})

    assert response.status_code == 404
    assert response.json()["type"] == SCHEMA + "Error"
    assert "Taslak" not in str(get(client, "/oparl/tr/meeting/", modified_since="2020-01-01T00:00:00+03:00"))


def test_another_union_is_not_in_the_answers(client, union):
    other = make_union(host="komsu.localhost")
    with scope.of(other):
        make_meeting(title_tr="Komşunun toplantısı")

    assert "Komşunun" not in str(get(client, "/oparl/tr/meeting/"))


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_queries_for_many_meetings_as_for_one(client, union, count, django_assert_max_num_queries):
    with scope.of(union):
        organ = Meeting.objects.get().organ
        for number in range(count):
            make_meeting(organ=organ, title_tr=f"Toplantı {number}", agenda=["Bir", "İki"])

    with django_assert_max_num_queries(14):
        get(client, "/oparl/tr/meeting/")
