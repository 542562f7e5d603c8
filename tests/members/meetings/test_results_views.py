"""Who may record the results of a meeting, and what the screen answers."""

import re
from datetime import date

import pytest
from django.urls import reverse

from members.meetings.models import Attendance
from tests import factories as make
from tests.members.meetings.office import (
    PRINTED,
    decision_entries,
    entries,
    messages_of,
    page,
    results,
    text,
    warnings_of,
)
from tests.staff_client import staff_client
from unions.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


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


@pytest.mark.parametrize(("there", "is_warned"), [(1, True), (2, False)])
def test_a_missing_quorum_is_warned_of(union, meeting, seats, there, is_warned):
    answer = staff_client(union, language="en").save(results(meeting), **entries(meeting, present=seats[:there]))

    assert answer.status_code == 302
    assert bool(warnings_of(answer)) == is_warned


def test_a_rule_may_be_set_aside_with_a_reason(union, meeting, seats):
    typed = entries(meeting, present=seats[:2], number=7, votes_for="3", override_reason="Yoklama eksik tutulmuş")

    answer = staff_client(union).save(results(meeting), **typed)

    assert answer.status_code == 302
    assert Decision.all_unions.get().override_reason == "Yoklama eksik tutulmuş"
    assert any("5393" in message for message in messages_of(answer))


def test_a_screen_that_was_only_opened_complains_of_nothing(union, meeting, seats):
    answer = staff_client(union).get(results(meeting))

    assert answer.status_code == 200
    assert "errornote" not in text(answer)
    assert "errorlist" not in text(answer)


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


def version(response) -> str:
    return re.search(r'name="version" value="(\d+)"', response.content.decode())[1]


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


@pytest.mark.parametrize(("role", "status"), [("manager", "published"), ("editor", "draft")])
def test_who_may_publish_does_so_with_the_results(union, meeting, item, seats, role, status):
    staff_client(union, role).save(results(meeting), **decision_entries(item), _publish="1")

    meeting.refresh_from_db()
    assert (meeting.status, Decision.all_unions.get().status) == (status, status)


def test_results_of_a_meeting_that_still_says_planned_are_warned_of(union, meeting, item, seats):
    clerk = staff_client(union, language="tr")

    answer = clerk.save(results(meeting), **{**decision_entries(item), "state": "planned"})

    assert any("planlandı" in warning for warning in warnings_of(answer))
    tasks = " ".join(str(task.text) for task in clerk.get("/yonetim/").context["tasks"])
    assert "sonuçları kayıtlı" in tasks
