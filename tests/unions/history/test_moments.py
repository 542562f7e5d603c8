"""What is saved together carries one moment."""

import pytest

from tests import factories as make
from unions.history.moments import joined_version, moment_of, number_of, one_version
from unions.models import Meeting

pytestmark = pytest.mark.django_db


def test_all_rows_of_one_save_carry_one_moment_and_two_saves_two():
    with one_version():
        meeting = make.make_meeting(agenda=["Açılış"])
    times = {meeting.history.get().history_date, meeting.agenda_items.get().history.get().history_date}
    with one_version():
        meeting.save()
        with joined_version():
            meeting.agenda_items.get().save()

    assert len(times) == 1
    assert meeting.history.first().history_date == meeting.agenda_items.get().history.first().history_date
    assert meeting.history.first().history_date > times.pop()


def test_a_deletion_takes_its_parts_along_at_the_same_moment():
    meeting = make.make_meeting(agenda=["Açılış", "Bütçe"])
    item = meeting.agenda_items.first()
    meeting.delete()

    record = Meeting.history.latest()
    assert record.history_type == "-"
    assert item.history.latest().history_date == record.history_date
    assert moment_of(number_of(record.history_date)) == record.history_date
