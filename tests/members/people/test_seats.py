import pytest

from members.people.models import OfficeHolder
from members.people.seats import seats_of, with_neighbours
from tests.factories import make_office_holder, make_organ, make_person


def test_president_elected_again_does_not_follow_themselves(reader, union):
    organ = make_organ(kind="president")
    first, again = make_person(name="Önceki Başkan"), make_person(name="Yeniden Seçilen")
    for person, start, end in [
        (first, "2014-04-01", "2019-03-31"),
        (again, "2019-04-01", "2024-03-31"),
        (again, "2024-04-01", None),
    ]:
        make_office_holder(organ=organ, person=person, role="president", start_date=start, end_date=end)

    context = reader.get(again.get_absolute_url()).context

    [[_today, now], [_before, then]] = [*context["offices"], *context["former_offices"]]
    assert (now.predecessor.person, now.successor) == (first, None)
    assert (then.predecessor.person, then.successor) == (first, None)


@pytest.mark.parametrize(("seat_count", "empty", "shown"), [(1, 0, 0), (3, 2, 2), (12, 11, 0), (None, 0, 0)])
def test_few_empty_seats_are_shown_and_many_are_counted(union, seat_count, empty, shown):
    organ = make_organ(seat_count=seat_count)

    seats = seats_of(organ, [make_office_holder(organ=organ)])

    assert (seats.empty, len(seats.empty_shown)) == (empty, shown)


def test_organ_without_any_seat_on_record_has_no_empty_seats(union):
    assert seats_of(make_organ(seat_count=7), []).empty == 0


def test_ordinary_members_have_no_predecessor(union):
    make_office_holder(start_date="2010")

    assert with_neighbours(list(OfficeHolder.objects.all())) == [(OfficeHolder.objects.get(), None)]
