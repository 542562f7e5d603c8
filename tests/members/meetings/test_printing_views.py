"""The call, the attendance sheet, the minutes and the decision book, to print."""

import re
from datetime import date

import pytest

from tests import factories as make
from tests.members.meetings.office import PRINTED, entries, page, results, text
from tests.staff_client import staff_client
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


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
