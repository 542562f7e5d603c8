"""The screen of results beyond attendance and votes: by name, out of the call, amended, sent and published."""

from datetime import date, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.staff_client import read_form, staff_client
from unions.models import AgendaItem, Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.fixture
def assembly(union):
    return make.make_organ(union=union)


@pytest.fixture
def seats(assembly):
    names = ["Ali Ak", "Bora Boz", "Cem Can"]
    return [
        make.make_office_holder(
            organ=assembly, person=make.make_person(union=assembly.union, name=name), start_date="2024-05-01"
        )
        for name in names
    ]


@pytest.fixture
def meeting(assembly, seats):
    return make.make_meeting(organ=assembly, starts_at=at("2025-05-14T10:00"), status="draft", agenda=["Bütçe"])


@pytest.fixture
def item(meeting):
    return meeting.agenda_items.get()


def at(moment: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(moment))


def results(meeting: Meeting, item: AgendaItem | None = None) -> str:
    return reverse("admin:unions_meeting_results", args=[meeting.pk]) + (f"?adla={item.pk}" if item else "")


def typed(item: AgendaItem, **values) -> dict:
    """What a clerk types for an agenda item; the meeting was held and everybody was there."""
    fields = {"number": "7", "title_tr": "Bütçenin kabulü", **values}
    named = {f"item-{item.pk}-{name}": value for name, value in fields.items()}
    return {"state": "held", "others-state": "present", **named}


def votes(seats, *options) -> dict:
    return {f"seat-{seat.pk}-vote": option for seat, option in zip(seats, options, strict=True)}


def complaints(answer) -> dict[str, list[str]]:
    """The errors on the screen, by the full name of their fields."""
    screen = answer.context["screen"]
    forms = [screen.state, screen.others, screen.steps, *screen.attendance, *screen.results]
    return {form.add_prefix(name): list(texts) for form in forms for name, texts in form.errors.items()}


def warnings(answer) -> str:
    messages = get_messages(answer.wsgi_request)
    return " ".join(str(message) for message in messages if message.level_tag == "warning")


# All at once


def test_those_whose_line_is_open_are_recorded_at_once(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **typed(item), **{f"seat-{seats[0].pk}-state": "excused"})

    states = list(Attendance.all_unions.order_by("seat__person__sort_key").values_list("state", flat=True))
    assert states == ["excused", "present", "present"]
    assert set(Attendance.history.values_list("history_user", "union")) == {(clerk.user.pk, union.pk)}


def test_saving_an_untouched_screen_leaves_decisions_and_attendance_as_they_are(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **typed(item))

    clerk.save(results(meeting))

    assert set(Attendance.all_unions.values_list("version", flat=True)) == {1}
    assert Decision.all_unions.get().version == 1


def test_votes_without_a_number_are_not_lost(union, meeting, item, seats):
    answer = staff_client(union, language="tr").save(results(meeting), **typed(item, number="", votes_for="2"))

    assert complaints(answer) == {f"item-{item.pk}-number": ["Kararın numarasını yazın."]}
    assert not Attendance.all_unions.exists()


def test_a_decision_changed_elsewhere_meanwhile_is_not_overwritten_unknowingly(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **typed(item))
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


# By name


def test_votes_by_name_are_taken_down_and_counted(union, meeting, item, seats):
    typed_votes = votes(seats, "for", "for", "against")

    answer = staff_client(union).save(results(meeting, item), **typed(item), **typed_votes)

    decision = Decision.all_unions.get()
    assert answer.status_code == 302
    assert (decision.votes_for, decision.votes_against, decision.votes_abstaining) == (2, 1, 0)
    assert dict(RollCallVote.all_unions.values_list("seat", "option")) == dict(
        zip([seat.pk for seat in seats], ["for", "for", "against"], strict=True)
    )


def test_most_votes_are_taken_down_at_once(union, meeting, item, seats):
    exceptions = {f"seat-{seats[0].pk}-vote": "against", f"seat-{seats[1].pk}-state": "absent"}

    staff_client(union).save(results(meeting, item), **typed(item), **exceptions, **{"others-vote": "for"})

    named = dict(RollCallVote.all_unions.values_list("seat", "option"))
    assert named == {seats[0].pk: "against", seats[2].pk: "for"}
    assert (Decision.all_unions.get().votes_for, Decision.all_unions.get().votes_against) == (1, 1)


def test_the_column_of_votes_is_there_only_where_it_is_asked_for(union, meeting, item, seats):
    clerk = staff_client(union)

    assert f"seat-{seats[0].pk}-vote" not in clerk.form(results(meeting))
    assert f"seat-{seats[0].pk}-vote" in clerk.form(results(meeting, item))


def test_a_vote_taken_back_is_removed(union, meeting, item, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting, item), **typed(item, votes_for="1"), **votes(seats, "for", "", ""))

    answer = clerk.save(results(meeting, item), **votes(seats, "", "for", ""))

    assert answer.status_code == 302
    assert RollCallVote.all_unions.get().seat == seats[1]


def test_the_way_to_the_votes_by_name_records_what_was_typed(union, meeting, item, seats):
    answer = staff_client(union).save(results(meeting), **typed(item), _by_name=str(item.pk))

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
        results(meeting, item), **typed(item, **values), **votes(seats, *options)
    )

    found = complaints(answer)
    assert answer.status_code == 422
    assert words in " ".join(found[field.format(item=item.pk)])
    assert not Decision.all_unions.exists()


def test_who_was_not_there_has_not_voted(union, meeting, item, seats):
    absent = {f"seat-{seats[2].pk}-state": "absent"}

    answer = staff_client(union, language="tr").save(
        results(meeting, item), **typed(item), **votes(seats, "for", "for", "for"), **absent
    )

    text = " ".join(complaints(answer)[f"seat-{seats[2].pk}-vote"])
    assert "5393 sayılı Kanun, madde 22" in text


# Out of the call


def new_matter(**values) -> dict:
    fields = {"matter": "Acil yardım", "number": "8", "title_tr": "Yardım yapılması", **values}
    return {f"item-new-{name}": value for name, value in fields.items()}


@pytest.mark.parametrize(("kind", "article"), [("ordinary", "5393 sayılı Kanun, madde 21"), ("extraordinary", "5355")])
def test_a_matter_that_was_not_in_the_call_is_recorded_and_warned_of(union, meeting, item, seats, kind, article):
    meeting.kind = kind
    meeting.save()

    clerk = staff_client(union, language="tr")
    answer = clerk.save(results(meeting), **typed(item), **new_matter(override_reason="Gündeme oybirliğiyle alındı"))

    added = AgendaItem.all_unions.get(is_outside_call=True)
    assert (added.title_tr, added.number, added.decisions.get().citation) == ("Acil yardım", 2, "2025/8")
    assert article in warnings(answer)
    page = clerk.get(results(meeting)).text
    assert "çağrıda yok" in page
    assert "Gündeme oybirliğiyle alındı" in page


def test_a_matter_without_a_decision_is_only_put_on_the_agenda(union, meeting, item, seats):
    staff_client(union).save(results(meeting), **typed(item), **new_matter(number="", title_tr=""))

    assert AgendaItem.all_unions.get(is_outside_call=True).decisions.count() == 0


def test_an_item_outside_the_call_is_public_as_such(union, assembly, reader):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14T10:00"), state="held")
    make.make_agenda_item(meeting=meeting, title_tr="Acil yardım", is_outside_call=True)

    assert "çağrıda yoktu" in reader.get(meeting.address("tr")).text


# What the meeting was


@pytest.mark.parametrize("state", ["inquorate", "cancelled", "postponed"])
def test_a_meeting_that_was_not_held_decides_nothing(union, meeting, item, seats, state):
    answer = staff_client(union, language="tr").save(results(meeting), **{**typed(item), "state": state})

    text = " ".join(" ".join(texts) for texts in complaints(answer).values())
    assert answer.status_code == 422
    assert "5393 sayılı Kanun, madde 22" in text
    assert not Decision.all_unions.exists()


def test_results_of_a_meeting_that_still_says_planned_are_warned_of(union, meeting, item, seats):
    clerk = staff_client(union, language="tr")

    answer = clerk.save(results(meeting), **{**typed(item), "state": "planned"})

    assert "planlandı" in warnings(answer)
    tasks = " ".join(str(task.text) for task in clerk.get("/yonetim/").context["tasks"])
    assert "sonuçları kayıtlı" in tasks


def test_the_lists_behind_the_tasks_hold_the_meetings_they_speak_of(union, meeting, item, seats):
    clerk = staff_client(union)
    address = reverse("admin:unions_meeting_changelist")
    assert list(clerk.get(address, results="missing").context["cl"].queryset) == [meeting]

    clerk.save(results(meeting), **{**typed(item), "state": "planned"})

    assert list(clerk.get(address, results="missing").context["cl"].queryset) == []
    assert list(clerk.get(address, results="contradict").context["cl"].queryset) == [meeting]


# Amending, sending, publishing


def test_a_decision_repeals_an_earlier_one_by_its_number(union, assembly, meeting, item, seats):
    earlier = make.make_decision(organ=assembly, number=3, date=date(2024, 5, 14))

    staff_client(union).save(results(meeting), **typed(item, amends="2024/3", amendment="repeals"))

    decision = Decision.all_unions.get(number=7)
    assert (decision.amends, decision.amendment) == (earlier, "repeals")


@pytest.mark.parametrize("text", ["2024/99", "geçen yılki", "2024/" + "9" * 12])
def test_an_earlier_decision_that_is_not_there_is_refused_at_its_field(union, meeting, item, seats, text):
    answer = staff_client(union).save(results(meeting), **typed(item, amends=text, amendment="repeals"))

    assert list(complaints(answer)) == [f"item-{item.pk}-amends"]


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
    answer = staff_client(union).save(results(meeting), **typed(item), **days)

    assert answer.status_code == 302
    final = dict(Decision.all_unions.values_list("number", "final_on"))
    assert final == {1: own_day.final_on, 2: waiting.final_on, 7: date(2025, 5, 19)}
    assert Decision.all_unions.filter(sent_to_governor_on=date(2025, 5, 21)).count() == 2


def test_a_day_that_cannot_be_is_refused(union, meeting, item, seats):
    answer = staff_client(union, language="tr").save(
        results(meeting), **typed(item), **{"steps-sent_to_governor_on": "2025-05-01"}
    )

    assert answer.status_code == 422
    assert "karar tarihinden önce" in " ".join(" ".join(texts) for texts in complaints(answer).values())


@pytest.mark.parametrize(("role", "status"), [("manager", "published"), ("editor", "draft")])
def test_who_may_publish_does_so_with_the_results(union, meeting, item, seats, role, status):
    staff_client(union, role).save(results(meeting), **typed(item), _publish="1")

    meeting.refresh_from_db()
    assert (meeting.status, Decision.all_unions.get().status) == (status, status)


def test_an_editor_is_told_why_a_public_meeting_is_closed_and_who_may_open_it(union, meeting):
    meeting.status = "published"
    meeting.save()
    make.make_staff(union, "manager", first_name="Müdür", last_name="Hanım")

    answer = staff_client(union, "editor", language="tr").get(results(meeting))

    assert answer.status_code == 403
    for words in [
        "yalnızca yayımlama yetkisi olanlar",
        "Müdür Hanım",
        reverse("admin:unions_meeting_sheet", args=[meeting.pk]),
    ]:
        assert words in answer.text


@pytest.mark.parametrize("key", ["abc", "0", "9" * 30])
def test_a_vote_by_name_on_what_is_no_item_is_no_vote_by_name(union, meeting, seats, key):
    assert staff_client(union).get(results(meeting), adla=key).context["screen"].roll_call_form is None


@pytest.mark.slow
def test_the_attendance_of_a_national_union_fits_into_one_form(union, assembly, meeting, item, seats):
    people = Person.objects.bulk_create([Person(union=union, name=f"Delege {n}") for n in range(855)])
    rows = [OfficeHolder(union=union, organ=assembly, person=each) for each in people]
    OfficeHolder.objects.bulk_create(rows)

    there = {f"seat-{rows[0].pk}-state": "present", f"seat-{rows[0].pk}-vote": "for"}
    answer = staff_client(union).save(results(meeting, item), **{**typed(item), "others-state": ""}, **there)

    assert answer.status_code == 302
    assert (Attendance.all_unions.count(), RollCallVote.all_unions.count()) == (1, 1)
