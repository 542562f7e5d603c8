"""The objects of OParl: their ids, their times, and what an embedded one leaves out."""

import pytest

from tests.members.standards.oparl.reading import get
from unions.models import Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_an_embedded_object_leaves_out_its_parent_and_has_it_at_its_own_address(client, union):
    meeting = get(client, "/oparl/tr/meeting/")["data"][0]
    embedded = meeting["agendaItem"][0]

    alone = get(client, embedded["id"])

    assert "meeting" not in embedded
    assert alone["meeting"] == meeting["id"]


def test_ids_do_not_change_with_a_slug(client, union):
    before = get(client, "/oparl/tr/meeting/")["data"][0]["id"]

    with scope.of(union):
        meeting = Meeting.objects.get()
        meeting.slug_tr = "baska"
        meeting.save()

    assert get(client, "/oparl/tr/meeting/")["data"][0]["id"] == before
