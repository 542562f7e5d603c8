from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.people.mayors import Change, change_mayor, mayor_of, seat_of_mayor, title_and_name
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.addresses import address
from tests.members.exchange.runs import plan, problem_of
from tests.members.member import member_corlu
from unions.text.partial_dates import PartialDate

ELECTIONS = PartialDate(2024, 4, 1)


@pytest.fixture
def corlu(union):
    """The member of the folder above; beside this file there is another one."""
    return member_corlu()


def test_the_holder_of_the_seat_is_the_mayor_whatever_the_listing_says(seat, listing, corlu):
    listing.mayor = "Başka Biri"

    assert mayor_of(corlu, listing) == "Ayşe Yılmaz"


def test_without_a_seat_the_listing_names_the_mayor(corlu, listing):
    assert mayor_of(corlu, listing) == "Dr. Ayşe Yılmaz"
    assert mayor_of(corlu, None) == ""


@pytest.mark.parametrize(("reason", "name"), [("office_lost", ""), ("death", ""), ("member_left", "Dr. Ayşe Yılmaz")])
def test_who_has_left_the_seat_is_not_named_as_mayor(seat, listing, corlu, reason, name):
    seat.end_date, seat.end_reason = "2024-03-31", reason
    seat.save()

    assert mayor_of(corlu, listing) == name


def test_one_step_ends_the_old_seat_and_begins_the_new_one(seat, corlu, union):
    change_mayor(corlu, Change("Prof. Dr. Can Öz", ELECTIONS), by=None)

    seat.refresh_from_db()
    assert (str(seat.end_date), seat.end_reason) == ("2024-03-31", "office_lost")
    new = seat_of_mayor(corlu.pk)
    assert (new.person.title, new.person.name, new.start_date) == ("Prof. Dr.", "Can Öz", ELECTIONS)
    assert mayor_of(corlu, None) == "Prof. Dr. Can Öz"


def test_a_delegate_who_becomes_mayor_keeps_one_seat(seat, corlu):
    delegate = make.make_office_holder(
        person=make.make_person(name="Can Öz"), municipality=corlu, start_date="2019-04-10"
    )

    change_mayor(corlu, Change("Can Öz", ELECTIONS), by=None)

    assert seat_of_mayor(corlu.pk).person == delegate.person
    assert OfficeHolder.objects.current().of_person(delegate.person).count() == 1


@pytest.mark.parametrize(
    ("since", "code"),
    [
        (None, "since_missing"),
        (PartialDate.from_date(timezone.localdate() + timedelta(days=2)), "future"),
        (PartialDate(2019, 4, 10), "before"),
        (PartialDate(2018), "before"),
    ],
)
def test_a_new_mayor_needs_a_day_that_is_possible(seat, corlu, since, code):
    with pytest.raises(ValidationError) as refusal:
        change_mayor(corlu, Change("Can Öz", since), by=None)

    assert refusal.value.code == code
    assert seat_of_mayor(corlu.pk) == seat


def test_another_spelling_of_one_person_changes_no_seat(seat, corlu):
    change_mayor(corlu, Change("Ayşe Yılmaz Kaya", is_same_person=True), by=None)

    assert Person.objects.get().name == "Ayşe Yılmaz Kaya"
    assert OfficeHolder.objects.get().end_date is None


def test_titles_stand_before_the_name():
    assert title_and_name("Prof. Dr. Ayşe Yılmaz") == ("Prof. Dr.", "Ayşe Yılmaz")
    assert title_and_name("Ayşe Yılmaz", "Av.") == ("Av.", "Ayşe Yılmaz")


def test_a_table_of_mayors_asks_since_when(union, seat, listing):
    message = problem_of("listings", ["Belediye", "Başkan"], ["Çorlu", "Can Öz"])

    assert "Ayşe Yılmaz" in message


def test_a_table_of_mayors_with_days_changes_the_seats(union, seat, listing, corlu):
    planned = plan("listings", ["Belediye", "Başkan", "Göreve başlama tarihi"], ["Çorlu", "Can Öz", "05.04.2024"])

    assert planned.problems == []
    (entry,) = planned.entries
    old, _person, new, card = entry.rows
    assert (str(old.end_date), str(new.start_date), card.mayor) == ("2024-04-04", "2024-04-05", "Can Öz")


@pytest.fixture
def vacated(seat, union):
    """The seat ended with the elections, and it is not known who won them."""
    seat.end_date, seat.end_reason = "2024-03-30", "term"
    seat.save()
    make.make_term(start_date="2024-03-31")
    return seat


@pytest.mark.parametrize("name", ["Ayşe Yılmaz", "Dr. Ayşe Yılmaz", "Can Öz"])
def test_whoever_is_reported_after_the_elections_takes_the_vacated_seat(vacated, corlu, listing, name):
    assert mayor_of(corlu, listing) == ""

    change_mayor(corlu, Change(name), by=None)

    assert mayor_of(corlu, listing) == name.removeprefix("Dr. ")
    assert str(seat_of_mayor(corlu.pk).start_date) == "2024-03-31"


def test_a_table_after_the_elections_fills_the_vacated_seats(vacated, listing):
    planned = plan("listings", ["Belediye", "Başkan"], ["Çorlu", "Ayşe Yılmaz"])

    (entry,) = planned.entries
    new, _card = entry.rows
    assert (new.person, str(new.start_date)) == (vacated.person, "2024-03-31")


def test_a_former_member_gets_no_seat(seat, corlu):
    corlu.memberships.update(end_date="2024-01-01")

    change_mayor(corlu, Change("Can Öz"), by=None)

    assert OfficeHolder.objects.count() == 1


def test_lists_of_a_past_day_name_the_mayor_of_that_day_or_none(reader, seat, listing, corlu):
    seat.end_date, seat.end_reason = PartialDate(2024, 3, 31), "office_lost"
    seat.save()
    make.make_office_holder(
        person=make.make_person(name="Can Öz"), municipality=corlu, seat="ex_officio", start_date="2024-04-01"
    )
    listing.mayor = "Can Öz"
    listing.save()

    for day, shown, hidden in [
        ("", "Can Öz", "Ayşe"), ("2020-01-01", "Ayşe Yılmaz", "Can Öz"), ("2015-01-01", "", "Can Öz"),
        ("2015-01-01", "", "Ayşe"),
    ]:  # fmt: skip
        page = address("member_list", "en") + (f"?on={day}" if day else "?")
        for text in [reader.get(page).text, reader.get(f"{page}&format=json").text]:
            assert "Çorlu" in text
            assert shown in text, day
            assert hidden not in text, day
