"""The screen of the results: attendance, decisions and roll-call votes, saved together or not at all."""

from datetime import date

import pytest

from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.meetings.office import (
    at,
    decision_entries,
    entries,
    errors_on,
    results,
    votes,
    warnings_of,
)
from tests.staff_client import read_form, staff_client
from unions.models import AgendaItem, Decision
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


def test_a_number_given_before_is_refused_at_its_field(union, assembly, meeting):
    make.make_decision(organ=assembly, number=7, date=date(2025, 2, 3))

    answer = staff_client(union).save(results(meeting), **entries(meeting, number=7))

    assert list(answer.context["screen"].results[1].errors) == ["number"]
    assert Decision.all_unions.count() == 1


def test_an_entry_taken_back_is_removed(union, meeting, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **entries(meeting, present=seats))

    clerk.save(results(meeting), **{f"seat-{seats[0].pk}-state": ""})

    assert Attendance.all_unions.count() == 2


def test_only_who_held_a_seat_that_day_is_on_the_screen(union, assembly, meeting, seats):
    make.make_office_holder(
        organ=assembly, person=make.make_person(union=union, name="Geç Gelen"), start_date="2026-01-01"
    )

    answer = staff_client(union).get(results(meeting))

    assert [form.seat for form in answer.context["screen"].attendance] == seats


def test_the_president_is_on_the_list_once(union, assembly, meeting, seats):
    presidency = make.make_organ(union=union, kind="president")
    make.make_office_holder(organ=presidency, person=seats[0].person, role="president", start_date="2024-05-01")

    answer = staff_client(union).get(results(meeting))

    assert [form.seat for form in answer.context["screen"].attendance] == seats


def test_a_president_without_a_seat_in_the_assembly_presides_over_it(union, meeting, seats):
    presidency = make.make_organ(union=union, kind="president")
    president = make.make_office_holder(organ=presidency, role="president", start_date="2024-05-01")

    staff_client(union).save(results(meeting), **entries(meeting, present=[president]))

    attendance = Attendance.all_unions.get()
    attendance.full_clean()
    assert attendance.seat == president


def test_those_whose_line_is_open_are_recorded_at_once(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **decision_entries(item), **{f"seat-{seats[0].pk}-state": "excused"})

    states = list(Attendance.all_unions.order_by("seat__person__sort_key").values_list("state", flat=True))
    assert states == ["excused", "present", "present"]
    assert set(Attendance.history.values_list("history_user", "union")) == {(clerk.user.pk, union.pk)}


def test_saving_an_untouched_screen_leaves_decisions_and_attendance_as_they_are(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **decision_entries(item))

    clerk.save(results(meeting))

    assert set(Attendance.all_unions.values_list("version", flat=True)) == {1}
    assert Decision.all_unions.get().version == 1


def test_a_decision_changed_elsewhere_meanwhile_is_not_overwritten_unknowingly(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **decision_entries(item))
    read = clerk.form(results(meeting))
    with scope.of(union):
        decision = Decision.objects.get()
        decision.votes_for = 3
        decision.save()

    answer = clerk.save(results(meeting), read, **{f"item-{item.pk}-votes_for": "2"})

    decision.refresh_from_db()
    assert (answer.status_code, decision.votes_for) == (409, 3)
    again = clerk.save(results(meeting), read_form(answer), **{f"item-{item.pk}-votes_for": "2"})
    decision.refresh_from_db()
    assert (again.status_code, decision.votes_for) == (302, 2)


def test_votes_by_name_are_taken_down_and_counted(union, meeting, item, seats):
    typed_votes = votes(seats, "for", "for", "against")

    answer = staff_client(union).save(results(meeting, item), **decision_entries(item), **typed_votes)

    decision = Decision.all_unions.get()
    assert answer.status_code == 302
    assert (decision.votes_for, decision.votes_against, decision.votes_abstaining) == (2, 1, 0)
    assert dict(RollCallVote.all_unions.values_list("seat", "option")) == dict(
        zip([seat.pk for seat in seats], ["for", "for", "against"], strict=True)
    )


def test_most_votes_are_taken_down_at_once(union, meeting, item, seats):
    exceptions = {f"seat-{seats[0].pk}-vote": "against", f"seat-{seats[1].pk}-state": "absent"}

    staff_client(union).save(results(meeting, item), **decision_entries(item), **exceptions, **{"others-vote": "for"})

    named = dict(RollCallVote.all_unions.values_list("seat", "option"))
    assert named == {seats[0].pk: "against", seats[2].pk: "for"}
    assert (Decision.all_unions.get().votes_for, Decision.all_unions.get().votes_against) == (1, 1)


def test_the_column_of_votes_is_there_only_where_it_is_asked_for(union, meeting, item, seats):
    clerk = staff_client(union)

    assert f"seat-{seats[0].pk}-vote" not in clerk.form(results(meeting))
    assert f"seat-{seats[0].pk}-vote" in clerk.form(results(meeting, item))


def test_a_vote_taken_back_is_removed(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting, item), **decision_entries(item, votes_for="1"), **votes(seats, "for", "", ""))

    answer = clerk.save(results(meeting, item), **votes(seats, "", "for", ""))

    assert answer.status_code == 302
    assert RollCallVote.all_unions.get().seat == seats[1]


def test_the_way_to_the_votes_by_name_records_what_was_typed(union, meeting, item, seats):
    answer = staff_client(union).save(results(meeting), **decision_entries(item), _by_name=str(item.pk))

    assert answer["Location"].endswith(results(meeting, item))
    assert Decision.all_unions.exists()


REFUSED = {
    "other numbers": ({"votes_for": "3"}, ["for", "against", "for"], "item-{item}-votes_for", "2 kabul, 1 ret"),
    "secret": ({"is_secret": "on"}, ["for", "", ""], "item-{item}-is_secret", "Gizli oylamada"),
    "no decision": ({"number": ""}, ["for", "", ""], "item-{item}-number", "Kararın numarasını yazın"),
}


@pytest.mark.parametrize(("values", "options", "field", "words"), REFUSED.values(), ids=REFUSED)
def test_votes_by_name_that_cannot_be_are_refused_at_their_field(
    union, meeting, item, seats, values, options, field, words
):
    answer = staff_client(union, language="tr").save(
        results(meeting, item), **decision_entries(item, **values), **votes(seats, *options)
    )

    found = errors_on(answer)
    assert answer.status_code == 422
    assert words in " ".join(found[field.format(item=item.pk)])
    assert not Decision.all_unions.exists()


def test_who_was_not_there_has_not_voted(union, meeting, item, seats):
    absent = {f"seat-{seats[2].pk}-state": "absent"}

    answer = staff_client(union, language="tr").save(
        results(meeting, item), **decision_entries(item), **votes(seats, "for", "for", "for"), **absent
    )

    text = " ".join(errors_on(answer)[f"seat-{seats[2].pk}-vote"])
    assert "5393 sayılı Kanun, madde 22" in text


def new_matter(**values) -> dict:
    fields = {"matter": "Acil yardım", "number": "8", "title_tr": "Yardım yapılması", **values}
    return {f"item-new-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize(("kind", "article"), [("ordinary", "5393 sayılı Kanun, madde 21"), ("extraordinary", "5393")])
def test_a_matter_that_was_not_in_the_call_is_recorded_and_warned_of(union, meeting, item, seats, kind, article):
    meeting.kind = kind
    meeting.save()

    clerk = staff_client(union, language="tr")
    answer = clerk.save(
        results(meeting), **decision_entries(item), **new_matter(override_reason="Gündeme oybirliğiyle alındı")
    )

    added = AgendaItem.all_unions.get(is_outside_call=True)
    assert (added.title_tr, added.number, added.decisions.get().citation) == ("Acil yardım", 3, "2025/8")
    assert any(article in warning for warning in warnings_of(answer))
    page = clerk.get(results(meeting)).text
    assert "çağrıda yok" in page
    assert "Gündeme oybirliğiyle alındı" in page


def test_a_matter_without_a_decision_is_only_put_on_the_agenda(union, meeting, item, seats):
    staff_client(union).save(results(meeting), **decision_entries(item), **new_matter(number="", title_tr=""))

    assert AgendaItem.all_unions.get(is_outside_call=True).decisions.count() == 0


def test_an_item_outside_the_call_is_public_as_such(union, assembly, reader):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14T10:00"), state="held")
    make.make_agenda_item(meeting=meeting, title_tr="Acil yardım", is_outside_call=True)

    assert "çağrıda yoktu" in reader.get(meeting.address("tr")).text


@pytest.mark.parametrize("state", ["inquorate", "cancelled", "postponed"])
def test_a_meeting_that_was_not_held_decides_nothing(union, meeting, item, seats, state):
    answer = staff_client(union, language="tr").save(results(meeting), **{**decision_entries(item), "state": state})

    text = " ".join(" ".join(texts) for texts in errors_on(answer).values())
    assert answer.status_code == 422
    assert "5393 sayılı Kanun, madde 22" in text
    assert not Decision.all_unions.exists()


def test_days_are_given_to_all_decisions_that_have_none_yet(union, assembly, meeting, item, seats):
    own_day = make.make_decision(
        organ=assembly,
        agenda_item=make.make_agenda_item(meeting=meeting),
        date=meeting.day,
        number=1,
        final_on=date(2025, 5, 16),
    )
    waiting = make.make_decision(
        organ=assembly,
        agenda_item=make.make_agenda_item(meeting=meeting),
        date=meeting.day,
        number=2,
        sent_back_on=date(2025, 5, 16),
    )

    days = {"steps-final_on": "2025-05-19", "steps-sent_to_governor_on": "2025-05-21"}
    answer = staff_client(union).save(results(meeting), **decision_entries(item), **days)

    assert answer.status_code == 302
    final = dict(Decision.all_unions.values_list("number", "final_on"))
    assert final == {1: own_day.final_on, 2: waiting.final_on, 7: date(2025, 5, 19)}
    assert Decision.all_unions.filter(sent_to_governor_on=date(2025, 5, 21)).count() == 2


def test_a_day_that_cannot_be_is_refused(union, meeting, item, seats):
    answer = staff_client(union, language="tr").save(
        results(meeting), **decision_entries(item), **{"steps-sent_to_governor_on": "2025-05-01"}
    )

    assert answer.status_code == 422
    assert "karar tarihinden önce" in " ".join(" ".join(texts) for texts in errors_on(answer).values())


@pytest.mark.parametrize("key", ["abc", "0", "9" * 30])
def test_a_vote_by_name_on_what_is_no_item_is_no_vote_by_name(union, meeting, seats, key):
    assert staff_client(union).get(results(meeting), adla=key).context["screen"].roll_call_form is None


@pytest.mark.slow
def test_the_attendance_of_a_national_union_fits_into_one_form(union, assembly, meeting, item, seats):
    people = Person.objects.bulk_create([Person(union=union, name=f"Delege {n}") for n in range(855)])
    rows = [OfficeHolder(union=union, organ=assembly, person=each) for each in people]
    OfficeHolder.objects.bulk_create(rows)

    there = {f"seat-{rows[0].pk}-state": "present", f"seat-{rows[0].pk}-vote": "for"}
    answer = staff_client(union).save(results(meeting, item), **{**decision_entries(item), "others-state": ""}, **there)

    assert answer.status_code == 302
    assert (Attendance.all_unions.count(), RollCallVote.all_unions.count()) == (1, 1)


def outcome_of(union, clerk, meeting, item, **values):
    """What is recorded after these entries, or the errors of the screen."""
    answer = clerk.save(results(meeting), **decision_entries(item, **values))
    if answer.status_code == 302:
        return Decision.all_unions.get().outcome
    return errors_on(answer)


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"votes_for": "2", "votes_against": "1"}, "accepted"),
        ({"votes_for": "1", "votes_against": "2"}, "rejected"),
        ({"votes_for": "0", "votes_against": "3", "is_unanimous": "on"}, "rejected"),
        ({"is_unanimous": "on"}, "accepted"),
        ({}, "unrecorded"),
        ({"outcome": "withdrawn"}, "withdrawn"),
        ({"outcome": "referred", "votes_for": "2", "votes_against": "1"}, "referred"),
        ({"votes_for": "1", "votes_against": "1", "present": "2"}, "unrecorded"),
        ({"votes_for": "1", "votes_against": "1", "present": "2", "chair_side": "against"}, "rejected"),
    ],
)
def test_the_votes_propose_the_outcome_and_the_record_confirms_it(union, meeting, item, seats, values, outcome):
    assert outcome_of(union, staff_client(union), meeting, item, **values) == outcome


def test_corrected_votes_correct_the_outcome(union, meeting, item, seats):
    clerk = staff_client(union)
    assert outcome_of(union, clerk, meeting, item, votes_for="2", votes_against="1") == "accepted"

    assert outcome_of(union, clerk, meeting, item, votes_for="1", votes_against="2") == "rejected"
    assert "reddedildi" in staff_client(union, language="tr").get(results(meeting)).text


def test_an_outcome_against_the_votes_is_refused_at_its_field_and_what_was_typed_stays(union, meeting, item, seats):
    clerk = staff_client(union, language="tr")

    answer = clerk.save(
        results(meeting), **decision_entries(item, votes_for="1", votes_against="2", outcome="accepted")
    )

    [error] = errors_on(answer)[f"item-{item.pk}-outcome"]
    assert "“Reddedildi”yi seçin" in error
    assert read_form(answer)[f"item-{item.pk}-votes_against"] == "2"
    assert read_form(answer)[f"item-{item.pk}-outcome"] == "accepted"
    assert not Decision.all_unions.exists()


def test_an_outcome_against_the_votes_is_kept_with_its_reason(union, meeting, item, seats):
    values = {"votes_for": "1", "votes_against": "2", "outcome": "accepted", "override_reason": "Tutanakta böyle"}

    assert outcome_of(union, staff_client(union), meeting, item, **values) == "accepted"


def test_a_decision_without_an_outcome_is_asked_for(union, meeting, item, seats):
    answer = staff_client(union, language="tr").save(results(meeting), **decision_entries(item))

    assert any("kabul edilip edilmediği kayıtlı değil" in warning for warning in warnings_of(answer))
