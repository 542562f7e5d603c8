import pytest

from members.exchange import undoing, writing
from members.people.models import OfficeHolder
from tests import factories as make
from tests.members.exchange.runs import written

pytestmark = pytest.mark.django_db


def test_undoing_stops_where_something_depends_on_what_was_new(union):
    organ = make.make_organ()
    run = written("office-holders", ["Adı Soyadı", "Organ"], ["Ali Ak", "Meclis"])
    make.make_attendance(seat=OfficeHolder.objects.get(), meeting=make.make_meeting(organ=organ))

    with pytest.raises(writing.Refused):
        undoing.undo(run, user=None)

    assert OfficeHolder.objects.count() == 1
