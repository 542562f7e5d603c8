"""Events in a union's history."""

import pytest

from tests import factories as make
from unions.models import HistoryEvent

pytestmark = pytest.mark.django_db


def test_events_stand_in_the_order_of_time_however_exact_their_dates_are(union):
    dates = ["2011-03-04", "2004", "2011-03"]
    for day in dates:
        make.make_history_event(union=union, date=day)

    events = HistoryEvent.all_unions.all()

    assert [event.date.year for event in events] == [2004, 2011, 2011]
