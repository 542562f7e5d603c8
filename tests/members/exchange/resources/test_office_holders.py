"""Office holders from a file: people, organs, roles and terms as offices write them."""

import pytest

from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.exchange.runs import plan, problem_of, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Adı Soyadı", "Organ"], ["Ali Ak", "Senato"]], "organı yok"),
        ([["Adı Soyadı", "Organ"], ["", "Meclis"]], "boş"),
        ([["Adı Soyadı", "Organ", "Dönem"], ["Ali Ak", "Meclis", "1901"]], "dönem"),
        ([["Adı Soyadı", "Organ", "Görevi"], ["Ali Ak", "Meclis", "padişah"]], "Bilinen"),
    ],
)
def test_a_problem_of_a_row_is_explained_in_turkish(corlu, rows, words):
    make.make_organ()

    assert words in problem_of("office-holders", *rows)


def test_where_two_people_have_one_name_the_clerk_is_asked_which_is_meant(union):
    make.make_organ()
    first, _second = make.make_person(name="Ali Ak"), make.make_person(name="Ali Ak")
    rows = [["Adı Soyadı", "Organ"], ["ALİ AK", "Meclis"]]
    [problem] = plan("office-holders", *rows).problems

    answered = plan("office-holders", *rows, answers={problem.question.key: str(first.pk)})
    newcomer = plan("office-holders", *rows, answers={problem.question.key: "new"})

    assert answered.new[0].rows[-1].person == first
    assert newcomer.new[0].rows[-1].person.pk is None


def test_a_delegate_whom_the_member_has_reported_keeps_the_day_on_record(corlu):
    organ, term = make.make_organ(), make.make_term(start_date="2024-03-31")
    ali = make.make_office_holder(organ=organ, person=make.make_person(name="Ali Ak"), municipality=corlu, term=term,
                                  start_date="2024-04-05")  # fmt: skip
    make.make_office_holder(organ=organ, person=make.make_person(name="Can Öz"), start_date="2024-04-05")
    rows = [["Belediye", "Adı Soyadı", "Asıl / Yedek"], ["Çorlu", "ALİ AK", "Asıl"], ["Çorlu", "Can Öz", "Asıl"]]

    read = plan("office-holders", *rows, answers={"organ": str(organ.pk), "since": str(term.pk)})

    assert [entry.rows[-1].pk for entry in read.same] == [ali.pk]
    assert str(read.same[0].rows[-1].start_date) == "2024-04-05"
    # Who sits for another member, or for none, is asked about.
    assert [problem.row for problem in read.problems] == [3]


def test_a_person_with_two_seats_is_one_person(corlu):
    make.make_organ()
    make.make_organ(kind="executive")
    rows = [["Adı Soyadı", "Organ", "Görevi"], ["Ali Ak", "Meclis", "üye"], ["ALİ AK", "Encümen", "üye"]]
    written("office-holders", *rows)

    assert Person.objects.count() == 1
    assert OfficeHolder.objects.filter(person__name="Ali Ak").count() == 2


def test_the_chair_of_the_presidency_is_the_president(union):
    make.make_organ(kind="president", title_tr="Birlik Başkanlığı")

    written("office-holders", ["Adı Soyadı", "Organ", "Görevi"], ["Ali Ak", "Birlik Başkanlığı", "komisyon başkanı"])

    assert OfficeHolder.objects.get().role == "president"


def test_a_term_is_known_by_the_year_in_which_it_starts(union):
    make.make_organ()
    term = make.make_term(start_date="2024-04-01", end_date="2029-03-31")

    written("office-holders", ["Adı Soyadı", "Organ", "Dönem"], ["Ali Ak", "Meclis", "2024"])

    assert OfficeHolder.objects.get().term == term


@pytest.mark.parametrize(
    "written_name", ["Prof. Dr. Ali Ak", "Av. ALİ AK", "Dr.Ali Ak", "Sayın Ali Ak", "Ali Ak (Yedek)", "Op. Dr. Ali Ak"]
)
def test_titles_and_remarks_make_no_new_person(corlu, written_name):
    make.make_organ()
    person = make.make_person(name="Ali Ak")

    [entry] = plan("office-holders", ["Adı Soyadı", "Organ"], [written_name, "Meclis"]).new

    assert entry.rows[-1].person.pk == person.pk


def test_a_title_and_a_seat_beside_a_name_are_stored_where_they_belong(corlu):
    make.make_organ()
    [entry] = plan("office-holders", ["Adı", "Soyadı", "Organ"], ["Prof. Dr. Ali", "Ak (Yedek)", "Meclis"]).new
    seat = entry.rows[-1]

    assert (seat.person.name, seat.person.title, seat.seat) == ("Ali Ak", "Prof. Dr.", "substitute")


@pytest.mark.parametrize(
    ("headings", "row", "words"),
    [
        (["Adı Soyadı", "Organ"], ["Ali Ak (gelmedi)", "Meclis"], "belli değil"),
        (["Adı Soyadı", "Organ", "Asıl/Yedek"], ["Ali Ak (Yedek)", "Meclis", "Asıl"], "Yedek"),
        (["Adı Soyadı", "Organ", "Ünvanı"], ["Av. Ali Ak", "Meclis", "Dr."], "Av."),
    ],
)
def test_what_contradicts_a_column_or_is_not_known_is_refused(corlu, headings, row, words):
    make.make_organ()

    assert words in problem_of("office-holders", headings, row)
