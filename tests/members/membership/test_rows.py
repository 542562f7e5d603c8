from datetime import date

from members.membership.models import Membership
from members.membership.rows import letter_of, membership_rows, one_a_municipality
from tests.factories import make_membership, make_municipality
from tests.tables import table


@table(
    ("name", "letter"), [("İpsala", "İ"), ("Ilgın", "I"), ("ispir", "İ"), ("Çorlu", "Ç"), ("Âlâ", "A"), ("şile", "Ş")]
)
def test_letter_is_one_of_the_turkish_alphabet(name, letter):
    assert letter_of(name) == letter


def test_row_of_a_list_ends_with_its_municipality(union):
    make_membership(municipality=make_municipality(closed_on="2014-03-30"), start_date="2000")
    [row] = membership_rows(Membership.objects.all())

    assert row.is_on(date(2014, 3, 30))
    assert not row.is_on(date(2014, 3, 31))
    assert row.ended_by_closure


def test_every_membership_ends_with_the_union(union):
    union.ended_on, union.ending = "2024-05-12", "merged"
    union.save()
    membership = make_membership(start_date="2000")
    [row] = membership_rows(Membership.objects.all())

    assert row.is_on(date(2024, 5, 12))
    assert not row.is_on(date(2024, 5, 13))
    assert not row.ended_by_closure
    assert membership in Membership.objects.on(date(2024, 5, 12))
    assert membership not in Membership.objects.on(date(2024, 5, 13))
    assert not membership.is_current
    assert membership in Membership.objects.past()


def test_municipality_that_left_and_came_back_in_one_year_has_one_row(union):
    former = make_membership(start_date="2000", end_date="2014")
    current = make_membership(municipality=former.municipality, start_date="2014")

    [row] = one_a_municipality(membership_rows(Membership.objects.order_by("pk")))

    assert row.membership_id == current.pk


def test_rows_cost_one_query(union, django_assert_num_queries):
    make_membership(municipality=make_municipality(name="Çorlu"))

    with django_assert_num_queries(1):
        [row] = membership_rows(Membership.objects.all())

        assert row.letter == "Ç"
