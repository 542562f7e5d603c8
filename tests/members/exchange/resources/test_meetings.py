"""Meetings with their agendas from a file: a row a meeting, or a row an item."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from members.exchange import planning, undoing, writing
from tests import factories as make
from tests.members.exchange.runs import plan, run_of, written
from tests.members.exchange.tables import workbook
from unions.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db

HEADINGS = ["Organ", "Tarih", "Saat", "Toplantı Türü", "Yer", "Gündem"]
ISTANBUL = ZoneInfo("Europe/Istanbul")


@pytest.fixture
def assembly(union):
    return make.make_organ(title_tr="Birlik Meclisi")


def agenda_of(meeting) -> list[tuple[int, str]]:
    return list(AgendaItem.objects.filter(meeting=meeting).order_by("number").values_list("number", "title_tr"))


def test_a_meeting_with_its_agenda_in_one_cell(union, assembly):
    agenda = '"1. Açılış\n2) Bütçe\n3- Kapanış"'
    rows = [HEADINGS, ["Meclis", "04.05.2023", "14.30", "Olağan", "Konya", agenda]]
    written("meetings", *rows)

    meeting = Meeting.objects.get()
    assert (meeting.title_tr, meeting.title_en) == ("Mayıs 2023 olağan toplantısı", "May 2023 ordinary meeting")
    assert (meeting.starts_at, meeting.precision) == (datetime(2023, 5, 4, 14, 30, tzinfo=ISTANBUL), "time")
    assert (meeting.place_tr, meeting.state, meeting.status) == ("Konya", "planned", "draft")
    assert agenda_of(meeting) == [(1, "Açılış"), (2, "Bütçe"), (3, "Kapanış")]
    again = plan("meetings", *rows)
    assert (len(again.same), again.new, again.changed, again.problems) == (1, [], [], [])


def test_a_row_an_item_makes_one_meeting_and_is_undone_as_one(union, assembly):
    rows = [
        [*HEADINGS[:-1], "Gündem Maddesi"],
        ["Meclis", "04.05.2023", "14:30", "Olağan", "Konya", "Açılış"],
        ["Meclis", "04.05.2023", "14:30", "Olağan", "", "Bütçe"],
        # Offices leave out what is the same as above.
        ["", "", "", "", "", "Kapanış"],
        ["Meclis", "09.11.2023", "", "olağanüstü", "", "Seçim"],
    ]
    run = run_of("meetings", csv(rows))
    shown = planning.plan_of(run)

    assert [(entry.number, entry.summed) for entry in shown.new] == [(2, [2, 3, 4]), (5, [])]
    run = writing.write(run, digest=shown.digest, user=None)
    first, second = Meeting.objects.order_by("starts_at")
    assert [title for _number, title in agenda_of(first)] == ["Açılış", "Bütçe", "Kapanış"]
    assert (second.precision, second.kind, agenda_of(second)) == ("day", "extraordinary", [(1, "Seçim")])
    undoing.undo(run, user=None)
    assert not Meeting.objects.exists()


def csv(rows) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


def test_a_row_of_a_meeting_that_cannot_be_read_holds_back_all_of_it(union, assembly):
    rows = [
        [*HEADINGS[:-1], "Gündem Maddesi"],
        ["Meclis", "04.05.2023", "14:30", "Olağan", "Konya", "Açılış"],
        ["Meclis", "04.05.2023", "14:30", "Olağan", "Karaman", "Bütçe"],
        ["Meclis", "04.06.2023", "25:30", "Olağan", "Karaman", "Bütçe"],
        ["", "", "", "", "", "Bütçe ve başka"],
    ]
    refused = plan("meetings", *rows)

    assert refused.entries == []
    assert {problem.row for problem in refused.problems} == {2, 3, 4, 5}
    assert "Konya" in next(problem.message for problem in refused.problems if problem.row == 3)


def test_what_is_not_understood_is_refused(union, assembly):
    make.make_meeting(organ=assembly, starts_at=datetime(2023, 9, 4, 10, tzinfo=ISTANBUL), agenda=["Açılış", "Bütçe"])
    wrong = []
    for row, words in {
        ("Meclis", "04.05.2023", "", "", "", "Açılış"): "olağanüstü",
        ("Meclis", "04.05.2023", "", "gizli", "", ""): "gizli",
        ("Meclis", "05.2023", "14:00", "olağan", "", ""): "Saat",
        ("Meclis", "04.05.2023 10:00", "14:00", "olağan", "", ""): "10:00",
        ("Meclis", "", "14:00", "olağan", "", ""): "boş",
        ("Meclis", "04.05.2023", "öğlen", "olağan", "", ""): "öğlen",
        ("Meclis", "04.05.2023", "", "olağan", "", '"1. A\n1. B"'): "1",
        ("Meclis", "04.05.2023", "", "olağan", "", '"A\nB\na"'): "iki kez",
        ("Meclis", "04.05.2023", "", "olağan", "", "Uzun " * 80): "300",
        # Another hour of a day on record: moved, or a second sitting?
        ("Meclis", "04.09.2023", "14:00", "olağan", "", ""): "toplantı",
        ("Meclis", "09.2023", "", "olağan", "", ""): "toplantı",
        ("Meclis", "04.09.2023", "10:00", "olağan", "", "3. Bütçe"): "2",
        ("Senato", "04.05.2023", "", "olağan", "", ""): "Senato",
    }.items():
        refused = plan("meetings", HEADINGS, list(row))
        messages = " ".join(problem.message for problem in refused.problems)
        if not refused.problems or refused.entries or words.casefold() not in messages.casefold():
            wrong.append((row, words, messages))

    assert wrong == []


def test_an_answer_says_whether_a_meeting_on_record_is_meant(union, assembly):
    stored = make.make_meeting(organ=assembly, starts_at=datetime(2023, 9, 4, tzinfo=ISTANBUL), precision="month")
    rows = [HEADINGS, ["Meclis", "12.09.2023", "10:00", "olağan", "", ""]]
    [problem] = plan("meetings", *rows).problems

    same = plan("meetings", *rows, answers={problem.question.key: str(stored.pk)})
    other = plan("meetings", *rows, answers={problem.question.key: "new"})

    assert same.changed[0].rows[-1].starts_at == datetime(2023, 9, 12, 10, tzinfo=ISTANBUL)
    assert other.new[0].rows[-1].pk is None


def test_an_item_is_added_to_an_agenda_on_record_and_changes_none(union, assembly):
    stored = make.make_meeting(
        organ=assembly, starts_at=datetime(2023, 9, 4, 10, tzinfo=ISTANBUL), agenda=["Açılış", "Bütçe"]
    )
    rows = [HEADINGS, ["Meclis", "04.09.2023", "", "", "", "Kapanış"]]

    [entry] = plan("meetings", *rows).changed
    assert [(change.before, change.after) for change in entry.changes] == [
        ("1. Açılış\n2. Bütçe", "1. Açılış\n2. Bütçe\n3. Kapanış")
    ]
    written("meetings", *rows)
    assert agenda_of(stored) == [(1, "Açılış"), (2, "Bütçe"), (3, "Kapanış")]
    written("meetings", HEADINGS, ["Meclis", "04.09.2023", "", "", "", '"1. Yoklama\n2. Bütçe"'])
    assert agenda_of(stored) == [(1, "Yoklama"), (2, "Bütçe"), (3, "Kapanış")]


def test_meetings_of_one_title_get_addresses_of_their_own(union, assembly):
    rows = [["Meclis", f"0{day}.05.2023", "", "olağan", "", ""] for day in range(1, 5)]
    written("meetings", HEADINGS, *rows)

    assert len(set(Meeting.objects.values_list("slug_tr", flat=True))) == 4
    assert len(set(Meeting.objects.values_list("slug_en", flat=True))) == 4


def test_merged_cells_and_hours_of_excel_are_read(union, assembly):
    content = workbook(
        ["Organ", "Toplantı Tarihi", "Türü", "Gündem No", "Gündem Konusu"],
        ["Meclis", datetime(2023, 5, 4, 14, 30), "Olağan", 1, "Açılış"],
        [None, None, None, 2, "Bütçe"],
        ["Meclis", date(2023, 6, 1), "Olağan", 1, "Açılış"],
        merged=("A2:A3", "B2:B3", "C2:C3"),
    )
    first, second = planning.plan_of(run_of("meetings", content)).new

    assert first.rows[-1].starts_at == datetime(2023, 5, 4, 14, 30, tzinfo=ISTANBUL)
    assert (first.summed, second.rows[-1].precision) == ([2, 3], "day")
