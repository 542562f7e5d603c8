"""The clerk's desk: a meeting prepared, recorded on one screen, and printed from the same records."""

import re
from datetime import date, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from members.meetings.models import Attendance
from tests import factories as make
from tests.staff_client import staff_client
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

PRINTED = ["unions_meeting_call", "unions_meeting_sheet", "unions_meeting_minutes"]


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.fixture
def assembly(union):
    return make.make_organ(union=union, meeting_months="5,11")


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
    return make.make_meeting(
        organ=assembly, starts_at=at("2025-05-14T10:00"), status="draft", place_tr="Salon", agenda=["Açılış", "Bütçe"]
    )


def at(moment: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(moment))


def page(name: str, meeting: Meeting | None = None) -> str:
    return reverse(f"admin:{name}", args=[meeting.pk] if meeting else [])


def results(meeting: Meeting) -> str:
    return page("unions_meeting_results", meeting)


def entries(meeting: Meeting, *, present=(), number: int | None = None, **vote) -> dict:
    """What a clerk types: who was there, and a decision on the second item of the agenda."""
    typed = {f"seat-{seat.pk}-state": "present" for seat in present}
    item = meeting.agenda_items.last()
    if number:
        typed.update({f"item-{item.pk}-number": str(number), f"item-{item.pk}-title_tr": "Bütçenin kabulü"})
    return {**typed, **{f"item-{item.pk}-{name}": value for name, value in vote.items()}, "state": "held"}


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# Preparing


def prepared(**changes) -> dict:
    return {
        "kind": "ordinary",
        "title_tr": "Kasım olağan toplantısı",
        "starts_at": "2026-11-25T14:00",
        "second_call_at": "2026-11-27T14:00",
        "place_tr": "Meclis salonu",
        **changes,
    }


@pytest.mark.parametrize("role", ["manager", "editor"])
def test_a_meeting_is_prepared_as_a_draft_with_the_last_agenda(union, meeting, role):
    answer = staff_client(union, role).save(page("unions_meeting_prepare"), **prepared())

    made = Meeting.all_unions.exclude(pk=meeting.pk).get()
    assert answer.status_code == 302
    assert (made.status, made.state, made.union) == ("draft", "planned", union)
    assert [item.title_tr for item in made.agenda_items.all()] == ["Açılış", "Bütçe"]
    assert timezone.localtime(made.starts_at).hour == 14


def test_the_clerk_is_told_the_last_day_of_the_call(union, meeting):
    answer = staff_client(union, language="tr").save(page("unions_meeting_prepare"), **prepared())

    assert any("22 Kasım 2026" in message for message in told(answer))


def test_a_meeting_may_begin_with_an_empty_agenda(union, meeting):
    staff_client(union).save(page("unions_meeting_prepare"), **prepared(agenda_of=""))

    assert not Meeting.all_unions.exclude(pk=meeting.pk).get().agenda_items.exists()


def test_a_second_date_before_the_first_is_refused_at_its_field(union, meeting):
    answer = staff_client(union).save(page("unions_meeting_prepare"), **prepared(second_call_at="2026-11-24T14:00"))

    assert list(answer.context["form"].errors) == ["second_call_at"]
    assert Meeting.all_unions.count() == 1


def test_the_agenda_of_another_union_cannot_be_copied(union, meeting):
    foreign = make.make_meeting(union=make.make_union(code="komsu"), agenda=["Gizli"])

    answer = staff_client(union).save(page("unions_meeting_prepare"), **prepared(agenda_of=str(foreign.pk)))

    assert "agenda_of" in answer.context["form"].errors
    assert "Gizli" not in text(answer)


def test_an_auditor_prepares_nothing(union, meeting):
    assert staff_client(union, "auditor").get(page("unions_meeting_prepare")).status_code == 403


# Recording


@pytest.mark.parametrize("role", ["manager", "editor"])
def test_attendance_and_decisions_are_recorded_together(union, meeting, seats, role):
    typed = entries(meeting, present=seats[:2], number=7, votes_for="2", votes_against="0")

    answer = staff_client(union, role).save(results(meeting), **typed)

    decision = Decision.all_unions.get()
    meeting.refresh_from_db()
    assert answer.status_code == 302
    assert (meeting.state, meeting.attendances.counted().count()) == ("held", 2)
    assert (decision.citation, decision.votes_for, decision.status) == ("2025/7", 2, "draft")
    assert (decision.agenda_item.title_tr, decision.date) == ("Bütçe", date(2025, 5, 14))
    assert decision.title_en is None


def test_a_screen_that_was_only_opened_complains_of_nothing(union, meeting, seats):
    answer = staff_client(union).get(results(meeting))

    assert answer.status_code == 200
    assert "errornote" not in text(answer)
    assert "errorlist" not in text(answer)


def test_too_many_votes_keep_everything_typed_and_save_nothing(union, meeting, seats):
    typed = entries(meeting, present=seats[:2], number=7, votes_for="3")

    answer = staff_client(union).save(results(meeting), **typed)

    screen = answer.context["screen"]
    meeting.refresh_from_db()
    assert answer.status_code == 422
    assert list(screen.results[1].errors) == ["votes_for"]
    assert "5393" in screen.results[1].errors["votes_for"][0]
    assert (meeting.state, Attendance.all_unions.count(), Decision.all_unions.count()) == ("planned", 0, 0)
    assert [form["state"].value() for form in screen.attendance] == ["present", "present", ""]
    assert screen.results[1]["title_tr"].value() == "Bütçenin kabulü"
    assert "errornote" in text(answer)


def test_a_vote_that_is_no_number_is_refused_as_such(union, meeting, seats):
    answer = staff_client(union).save(results(meeting), **entries(meeting, number=7, votes_for="çok"))

    assert answer.status_code == 422
    assert "votes_for" in answer.context["screen"].results[1].errors
    assert not Decision.all_unions.exists()


def test_a_rule_may_be_set_aside_with_a_reason(union, meeting, seats):
    typed = entries(meeting, present=seats[:2], number=7, votes_for="3", override_reason="Yoklama eksik tutulmuş")

    answer = staff_client(union).save(results(meeting), **typed)

    assert answer.status_code == 302
    assert Decision.all_unions.get().override_reason == "Yoklama eksik tutulmuş"
    assert any("5393" in message for message in told(answer))


def test_a_number_given_before_is_refused_at_its_field(union, assembly, meeting):
    make.make_decision(organ=assembly, number=7, date=date(2025, 2, 3))

    answer = staff_client(union).save(results(meeting), **entries(meeting, number=7))

    assert list(answer.context["screen"].results[1].errors) == ["number"]
    assert Decision.all_unions.count() == 1


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


def test_an_entry_taken_back_is_removed(union, meeting, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **entries(meeting, present=seats))

    clerk.save(results(meeting), **{f"seat-{seats[0].pk}-state": ""})

    assert Attendance.all_unions.count() == 2


def test_a_recorded_decision_is_not_dropped_by_emptying_its_number(union, meeting, seats):
    clerk = staff_client(union)
    clerk.save(results(meeting), **entries(meeting, number=7))

    answer = clerk.save(results(meeting), **{f"item-{meeting.agenda_items.last().pk}-number": ""})

    assert answer.status_code == 422
    assert Decision.all_unions.count() == 1


def test_who_saves_second_is_told_and_may_save_knowingly(union, meeting, seats):
    ayse, veli = staff_client(union), staff_client(union)
    read_by_veli = veli.form(results(meeting))
    ayse.save(results(meeting), **entries(meeting, present=seats[:1]))

    refused = veli.save(results(meeting), read_by_veli, **entries(meeting, present=seats))

    assert refused.status_code == 409
    assert refused.context["screen"].state.non_field_errors()
    assert Attendance.all_unions.count() == 1
    assert [form["state"].value() for form in refused.context["screen"].attendance] == ["present"] * 3
    again = veli.save(
        results(meeting), {**read_by_veli, **entries(meeting, present=seats)}, **{"version": version(refused)}
    )
    assert again.status_code == 302
    assert Attendance.all_unions.count() == 3


def version(response) -> str:
    return re.search(r'name="version" value="(\d+)"', response.content.decode())[1]


@pytest.mark.parametrize(("there", "is_warned"), [(1, True), (2, False)])
def test_a_missing_quorum_is_warned_of(union, meeting, seats, there, is_warned):
    answer = staff_client(union, language="en").save(results(meeting), **entries(meeting, present=seats[:there]))

    warnings = [message for message in get_messages(answer.wsgi_request) if message.level_tag == "warning"]
    assert answer.status_code == 302
    assert bool(warnings) == is_warned


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


# Rights


def test_an_auditor_prints_and_does_not_record(union, meeting):
    auditor = staff_client(union, "auditor")

    assert [auditor.get(page(name, meeting)).status_code for name in PRINTED] == [200] * 3
    assert auditor.get(page("unions_meeting_book")).status_code == 200
    assert auditor.get(results(meeting)).status_code == 403
    assert auditor.post(results(meeting), entries(meeting)).status_code == 403


def test_an_editor_does_not_record_what_is_public(union, meeting, seats):
    meeting.status = "published"
    meeting.save()

    assert staff_client(union, "editor").get(results(meeting)).status_code == 403


def test_an_editor_leaves_a_public_decision_as_it_is(union, assembly, meeting, seats):
    item = meeting.agenda_items.last()
    decision = make.make_decision(organ=assembly, agenda_item=item, number=7, date=date(2025, 5, 14), title_tr="Açık")

    answer = staff_client(union, "editor").save(results(meeting), **entries(meeting, number=9, votes_for="1"))

    decision.refresh_from_db()
    assert answer.status_code == 302
    assert (decision.number, decision.title_tr, decision.votes_for) == (7, "Açık", None)


@pytest.mark.parametrize("name", ["unions_meeting_results", *PRINTED])
def test_the_meeting_of_another_union_is_not_there(union, name):
    foreign = make.make_meeting(union=make.make_union(code="komsu"))

    assert staff_client(union).get(page(name, foreign)).status_code == 404


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30])
def test_a_meeting_that_never_was_is_not_there(union, key):
    assert staff_client(union).get(reverse("admin:unions_meeting_results", args=[key])).status_code == 404


# Printing


@pytest.fixture
def english(union):
    return staff_client(union, language="en")


def test_papers_are_in_turkish_for_everyone(union, meeting, seats, english):
    for name in PRINTED:
        assert '<html lang="tr">' in text(english.get(page(name, meeting)))


def test_the_call_has_day_place_and_agenda(meeting, english):
    printed = text(english.get(page("unions_meeting_call", meeting)))

    for words in ["Toplantı Çağrısı", "olağan toplantısını", "14 Mayıs 2025", "Salon", "Açılış", "Bütçe"]:
        assert words in printed


def test_the_sheet_has_a_line_to_sign_for_every_seat(meeting, seats, english):
    printed = text(english.get(page("unions_meeting_sheet", meeting)))

    assert "Hazirun Cetveli" in printed
    for seat in seats:
        assert seat.person.name in printed


def test_the_minutes_say_who_was_there_and_what_was_decided(union, meeting, seats, english):
    staff_client(union).save(
        results(meeting),
        **entries(meeting, present=seats[:2], number=7, votes_for="2", votes_against="0", is_unanimous="on"),
    )

    printed = text(english.get(page("unions_meeting_minutes", meeting)))

    assert "Üye tam sayısı 3, toplantıda bulunan 2; yeter sayı 2. Yeter sayı sağlanmıştır." in printed
    assert "Karar 2025/7:" in printed
    assert "Oy birliğiyle kabul edilmiştir." in printed
    assert "Bu maddede karar alınmamıştır." in printed


def test_the_decision_book_has_the_decisions_of_a_year_in_their_order(union, assembly, english):
    for number in [2, 1]:
        make.make_decision(organ=assembly, number=number, date=date(2025, 5, 14), title_tr=f"Konu {number}")
    make.make_decision(organ=assembly, number=3, date=date(2024, 5, 14), title_tr="Eski konu")

    printed = text(english.get(page("unions_meeting_book"), organ=assembly.pk, yil=2025))

    assert re.findall(r"Konu \d", printed) == ["Konu 1", "Konu 2"]
    assert "Karar Defteri 2025" in printed
    assert "Eski konu" not in printed


@pytest.mark.parametrize("query", [{"yil": "abc"}, {"yil": "-1"}, {"organ": "9" * 30}, {"yil": "²"}])
def test_the_decision_book_reads_no_nonsense(union, assembly, query):
    assert staff_client(union).get(page("unions_meeting_book"), **query).status_code == 200


def test_the_book_never_shows_another_union(union, assembly):
    other = make.make_union(code="komsu")
    with scope.of(other):
        foreign = make.make_decision(title_tr="Yabancı karar", date=date(2025, 5, 14))

    printed = staff_client(union).get(page("unions_meeting_book"), organ=foreign.organ_id, yil=2025)

    assert "Yabancı karar" not in text(printed)
