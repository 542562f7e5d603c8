"""What is entered for an agenda item or a seat, and what is refused at its field."""

from datetime import date

import pytest
from django.db.models import QuerySet, Value

from members.meetings.models import Attendance
from tests import factories as make
from tests.members.meetings.office import decision_entries, entries, errors_on, results
from tests.staff_client import staff_client
from unions.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


def test_a_vote_that_is_no_number_is_refused_as_such(union, meeting, seats):
    answer = staff_client(union).save(results(meeting), **entries(meeting, number=7, votes_for="çok"))

    assert answer.status_code == 422
    assert "votes_for" in answer.context["screen"].results[1].errors
    assert not Decision.all_unions.exists()


def test_a_number_typed_twice_on_the_screen_is_refused(union, meeting):
    first = meeting.agenda_items.first()
    typed = {**entries(meeting, number=7), f"item-{first.pk}-number": "7", f"item-{first.pk}-title_tr": "Açılış"}

    answer = staff_client(union).save(results(meeting), **typed)

    assert list(answer.context["screen"].results[1].errors) == ["number"]
    assert not Decision.all_unions.exists()


def test_a_decision_without_a_subject_is_refused_once_and_at_its_field(union, meeting):
    answer = staff_client(union).save(results(meeting), **entries(meeting, number=7, title_tr=""))

    errors = answer.context["screen"].results[1].errors
    assert list(errors) == ["title_tr"]
    assert len(errors["title_tr"]) == 1


def test_a_stand_in_has_a_name(union, meeting, seats):
    typed = {**entries(meeting), f"seat-{seats[0].pk}-state": "represented"}

    answer = staff_client(union).save(results(meeting), **typed)

    assert list(answer.context["screen"].attendance[0].errors) == ["represented_by"]


def test_a_stand_in_of_former_times_whose_name_is_not_understood_keeps_no_vote_from_being_recorded(
    union, meeting, seats
):
    line = make.make_attendance(meeting=meeting, seat=seats[0], state="represented")
    QuerySet(Attendance).filter(pk=line.pk).update(represented_by=Value("Ali Ak / Can Öz"))
    typed = {f"seat-{seats[0].pk}-state": "represented", f"seat-{seats[0].pk}-represented_by": "Ali Ak / Can Öz"}

    answer = staff_client(union).save(results(meeting), **entries(meeting, number=7), **typed)

    assert answer.status_code == 302
    assert Attendance.all_unions.get(pk=line.pk).represented_by == "Ali Ak / Can Öz"


def test_a_recorded_decision_is_not_dropped_by_emptying_its_number(union, meeting, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **entries(meeting, number=7))

    answer = clerk.save(results(meeting), **{f"item-{meeting.agenda_items.last().pk}-number": ""})

    assert answer.status_code == 422
    assert Decision.all_unions.count() == 1


def test_votes_without_a_number_are_not_lost(union, meeting, item, seats):
    answer = staff_client(union, language="tr").save(
        results(meeting), **decision_entries(item, number="", votes_for="2")
    )

    assert errors_on(answer) == {f"item-{item.pk}-number": ["Kararın numarasını yazın."]}
    assert not Attendance.all_unions.exists()


@pytest.mark.parametrize("text", ["2024/99", "geçen yılki", "2024/" + "9" * 12])
def test_an_earlier_decision_that_is_not_there_is_refused_at_its_field(union, meeting, item, seats, text):
    answer = staff_client(union).save(results(meeting), **decision_entries(item, amends=text, amendment="repeals"))

    assert list(errors_on(answer)) == [f"item-{item.pk}-amends"]


def test_a_decision_repeals_an_earlier_one_by_its_number(union, assembly, meeting, item, seats):
    earlier = make.make_decision(organ=assembly, number=3, date=date(2024, 5, 14))

    staff_client(union).save(results(meeting), **decision_entries(item, amends="2024/3", amendment="repeals"))

    decision = Decision.all_unions.get(number=7)
    assert (decision.amends, decision.amendment) == (earlier, "repeals")
