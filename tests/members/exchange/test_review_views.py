"""A file is reviewed, corrected, confirmed and undone on its screens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.exchange.models import ImportRun, RememberedAnswer
from members.membership.models import Membership
from tests import factories as make
from tests.members.exchange.screens import ROWS, listings, messages_of, uploaded
from tests.members.exchange.tables import csv_file
from tests.staff_client import staff_client
from unions.background.mail_worker import MailWorker
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


def test_a_file_is_reviewed_corrected_confirmed_and_undone(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS, encoding="cp1254"))
    shown = manager.get(page)
    [problem] = shown.context["problems"]
    assert [label for _key, label in problem.options] == [
        "Saray – Tekirdağ, ilçe belediyesi",
        "Çorlu – Tekirdağ, ilçe belediyesi",
    ]
    assert len(problem.likely) == 1
    assert listings(union) == {}

    manager.post(page, {problem.field: str(places[1].pk), "_choose": "1"})
    form = manager.form(page)
    answer = manager.post(page, {**form, "_write": "1"})
    assert "2 yeni" in messages_of(answer)
    assert listings(union) == {"Çorlu": "+90 282 651 10 20", "Saray": "+90 282 768 10 20"}

    answer = manager.post(page, {"_undo": "1"})
    assert "geri alındı" in messages_of(answer)
    assert listings(union) == {}
    assert [run.state for run in ImportRun.all_unions.all()] == ["undone"]


def test_refused_rows_are_left_out_only_where_that_is_ticked_and_can_be_taken_back(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    form = manager.form(page)
    [run] = ImportRun.all_unions.all()

    refused = manager.get(reverse("admin:members_importrun_refused", args=[run.pk])).content.decode("utf-8-sig")
    assert refused.splitlines()[1].startswith("Sarayy;Tekirdağ;0282 768 10 20;Belediye: ")

    answer = manager.post(page, {**form, "_write": "1"})
    assert answer.status_code == 422
    assert listings(union) == {}

    answer = manager.post(page, {**form, "leave_out": "on", "_write": "1"})
    assert answer.status_code == 302
    assert list(listings(union)) == ["Çorlu"]


def test_what_has_changed_since_it_was_shown_is_shown_again(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS[:2]))
    form = manager.form(page)
    make.make_listing(union=union, municipality=places[0], phone="+90 282 000 00 00")

    answer = manager.post(page, {**form, "_write": "1"})

    assert answer.status_code == 409
    assert "başka biri bir kaydı değiştirdi" in messages_of(answer)
    assert "+90 282 000 00 00" in answer.content.decode()
    assert listings(union) == {"Çorlu": "+90 282 000 00 00"}


def test_a_file_can_be_discarded(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))

    manager.post(page, {"_discard": "1"})

    [run] = ImportRun.all_unions.all()
    assert (run.state, bytes(run.content)) == ("discarded", b"")
    assert "saklanmıyor" in messages_of(manager.post(page, {"_write": "1"}))


def test_a_file_that_nobody_confirms_is_gone_after_a_day(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    ImportRun.all_unions.update(created_at=yesterday)

    assert "0282 651" not in manager.get(page).content.decode()
    with scope.everything():
        MailWorker().run_periodic_tasks()
    assert bytes(ImportRun.all_unions.get().content) == b""


def test_only_the_person_who_chose_a_file_sees_and_confirms_it(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    digest = manager.form(page)["digest"]
    [run] = ImportRun.all_unions.all()
    colleague = staff_client(union)

    seen = colleague.get(page)
    answer = colleague.post(page, {"digest": digest, "_write": "1", "leave_out": "on"})

    assert seen.status_code == 200
    assert "0282 651" not in seen.content.decode()
    assert colleague.get(reverse("admin:members_importrun_refused", args=[run.pk])).status_code == 404
    assert answer.status_code == 302
    assert listings(union) == {}


def test_a_colleague_may_undo_what_was_written(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS[:2]))
    manager.post(page, {**manager.form(page), "_write": "1"})

    staff_client(union).post(page, {"_undo": "1"})

    assert listings(union) == {}


def test_a_file_of_another_union_is_not_found(union, places, manager):
    theirs = staff_client(make.make_union(code="baska"))
    page = uploaded(manager, csv_file(*ROWS))

    assert theirs.get(page).status_code == 404
    assert theirs.post(page, {"_discard": "1"}).status_code == 404
    assert ImportRun.all_unions.get().state == "waiting"


def test_many_problems_are_shown_a_part_at_a_time(union, places, manager):
    rows = [["Belediye", "Tel"], *([f"Yok{number}kasaba", "1"] for number in range(150))]
    shown = manager.get(uploaded(manager, csv_file(*rows)))

    assert len(shown.context["problems"]) == 100
    assert shown.context["hidden_problems"] == 50
    assert Membership.all_unions.count() == 2


def fields_of(manager, page: str, text: str) -> str:
    """The name of the field that says what a column is."""
    return next(column.field for column in manager.get(page).context["columns"] if column.text == text)


def test_a_person_says_what_a_column_is_and_it_is_remembered_for_the_next_table(union, places, manager):
    rows = csv_file(["Yer", "Aranacak"], ["Çorlu", "0282 651 10 20"])
    page = uploaded(manager, rows)
    assert "Sütun adları bulunamadı" in manager.get(page).text
    assert manager.post(page, {"_write": "1", "digest": ""}).status_code == 422

    answers = {fields_of(manager, page, "Yer"): "municipality", fields_of(manager, page, "Aranacak"): "phone"}
    manager.post(page, {**answers, "_choose": "1"})
    manager.post(page, {**manager.form(page), "_write": "1"})
    assert listings(union) == {"Çorlu": "+90 282 651 10 20"}

    again = manager.get(uploaded(manager, rows))
    assert again.context["plan"].obstacles == []
    assert "“Aranacak” sütunu: Telefon" in again.text


def test_what_was_said_is_forgotten_where_all_choices_are_cleared(union, places, manager):
    page = uploaded(manager, csv_file(["Yer", "Telefon"], ["Çorlu", "0282 651 10 20"]))
    manager.post(page, {fields_of(manager, page, "Yer"): "municipality", "_choose": "1"})
    assert RememberedAnswer.all_unions.count() == 1

    manager.post(page, {"_reset": "1"})

    assert RememberedAnswer.all_unions.count() == 0
    assert manager.get(page).context["plan"].obstacles != []


def test_a_name_is_answered_by_one_click_and_remembered(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    [problem] = manager.get(page).context["problems"]
    manager.post(page, {"_pick": f"{problem.field}={places[1].pk}"})

    assert manager.get(page).context["problems"] == []
    again = manager.get(uploaded(manager, csv_file(*ROWS)))
    assert again.context["problems"] == []
    assert "“Sarayy”: Saray" in again.text


def test_the_memory_of_one_union_is_not_that_of_another(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    [problem] = manager.get(page).context["problems"]
    manager.post(page, {"_pick": f"{problem.field}={places[1].pk}"})
    other = make.make_union(code="baska")
    for place in places:
        make.make_membership(union=other, municipality=place)
    theirs = staff_client(other)

    assert len(theirs.get(uploaded(theirs, csv_file(*ROWS))).context["problems"]) == 1


def test_broken_letters_stop_a_file_until_one_click(union, places, manager):
    page = uploaded(manager, csv_file(["Belediye", "Adres"], ["Çorlu", "Þehit Ýbrahim Sok."]))
    shown = manager.get(page)
    assert "Doğru oku: “Şehit İbrahim Sok.”" in shown.text
    assert shown.context["plan"].entries == []

    manager.post(page, {"_pick": "file-letters=western"})

    [entry] = manager.get(page).context["plan"].new
    assert entry.rows[-1].address == "Şehit İbrahim Sok."


def test_answers_that_were_not_offered_are_not_taken(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS))
    [problem] = manager.get(page).context["problems"]

    for name, value in [
        (problem.field, "999999"),
        ("file-letters", "x"),
        ("column-0", "password"),
        ("heading-row", "x"),
    ]:
        manager.post(page, {name: value, "_choose": "1"})

    assert ImportRun.all_unions.get().answers == {}


def test_the_refused_rows_can_be_downloaded_with_those_that_are_no_record(union, places, manager):
    page = uploaded(manager, csv_file(*ROWS, ["TOPLAM", "", ""]))
    [run] = ImportRun.all_unions.all()

    lines = (
        manager.get(reverse("admin:members_importrun_refused", args=[run.pk])).content.decode("utf-8-sig").splitlines()
    )

    assert [line.split(";")[0] for line in lines] == ["Belediye", "Sarayy", "TOPLAM"]
    assert lines[2].endswith("Okunmadı: toplam satırı.")
    assert page
