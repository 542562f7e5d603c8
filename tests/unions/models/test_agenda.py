import pytest

from tests import factories as make
from unions.models import AgendaItem

pytestmark = pytest.mark.django_db


def test_an_agenda_item_without_a_number_is_put_at_the_end(union):
    meeting = make.make_meeting(union=union, agenda=["Açılış", "Bütçe"])

    AgendaItem.all_unions.create(union=union, meeting=meeting, title_tr="Dilekler")

    assert [str(item) for item in meeting.agenda_items.all()] == ["1. Açılış", "2. Bütçe", "3. Dilekler"]


def test_a_paper_is_as_public_as_its_meeting(union):
    paper = make.make_agenda_paper(union=union)
    meeting = paper.agenda_item.meeting

    meeting.status = "draft"

    assert not paper.is_public
