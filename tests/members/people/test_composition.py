import pytest

from members.people.composition import composition_of
from tests.factories import (
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_term,
    make_union,
)
from tests.members.people.seating import DAY, complete, seat, texts
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_complete_assembly_has_no_findings_and_its_numbers(assembly, corlu):
    complete(assembly, corlu)

    composition = composition_of(assembly, DAY)

    assert composition.findings == []
    assert (composition.by_office, composition.elected, composition.substitutes) == (1, 2, 1)
    assert (composition.expected, composition.empty) == (3, 0)


def test_without_the_statute_no_seat_counts_as_empty():
    union = make_union()
    with scope.of(union):
        organ = make_organ(kind="assembly")
        municipality = make_municipality()
        make_membership(municipality=municipality, start_date="2020-01-01")
        seat(organ, municipality, "Başkan", "ex_officio")

        composition = composition_of(organ, DAY)

    assert composition.expected is None
    assert composition.empty == 0


def test_a_committee_elected_more_than_a_year_ago_is_a_finding():
    union = make_union()
    with scope.of(union):
        organ = make_organ(kind="executive")
        old = seat(organ, make_municipality(), "Eski Üye", start_date="2025-04-10")
        new = seat(organ, make_municipality(), "Yeni Üye", start_date="2026-05-10")
        for office in [old, new]:
            make_office_holder(person=office.person, start_date="2024-05-01")

        found = texts(organ)

    assert "Eski Üye" in found
    assert "Yeni Üye" not in found


def test_a_member_of_the_committee_without_a_seat_in_the_assembly_is_a_finding():
    union = make_union()
    with scope.of(union):
        organ = make_organ(kind="executive")
        inside = seat(organ, make_municipality(), "Üye", start_date="2026-05-10")
        make_office_holder(person=inside.person, start_date="2024-05-01")
        seat(organ, make_municipality(), "Yabancı", start_date="2026-05-10")

        (found,) = composition_of(organ, DAY).findings

    assert found.text.startswith("Yabancı")
    assert not found.is_certain


def test_a_term_about_to_end_is_a_finding():
    union = make_union()
    with scope.of(union):
        organ = make_organ(kind="assembly")
        term = make_term(start_date="2022-01-01", end_date="2026-12-31")
        seat(organ, make_municipality(), "Üye", term=term)

        assert composition_of(organ, DAY).findings


@pytest.mark.parametrize("members", [1, 20])
def test_the_check_takes_as_many_queries_for_many_members_as_for_one(assembly, members, django_assert_max_num_queries):
    for number in range(members):
        municipality = make_municipality(name=f"Belediye {number}")
        make_membership(union=assembly.union, municipality=municipality, start_date="2020-01-01")
        complete(assembly, municipality)

    with django_assert_max_num_queries(6):
        composition_of(assembly, DAY)
