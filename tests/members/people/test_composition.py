import pytest

from members.people.composition import composition_of
from members.people.models import OfficeHolder
from tests.factories import (
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_statute,
    make_term,
    make_union,
)
from tests.members.people.seating import DAY, complete, seat, texts
from unions.admin.kit.notes import notes_of
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


@pytest.mark.parametrize(
    ("statute", "membership", "kind", "expected"),
    [
        ({"seat_rule": "council_size", "council_first": 12, "council_step": 10}, {"council_size": 25}, "district", 3),
        ({"seat_rule": "council_size", "council_first": 12, "council_step": 10}, {}, "district", None),
        ({"seat_rule": "kind", "seats_town": 1, "seats_province": 2, "seats_metropolitan": 3}, {}, "metropolitan", 4),
        ({"seat_rule": "kind", "seats_town": 1, "seats_province": 2, "seats_metropolitan": 3}, {}, "province", 3),
        ({"seat_rule": "kind", "seats_town": 1, "seats_province": 2, "seats_metropolitan": 3}, {}, "town", 2),
        ({"seat_rule": "kind", "seats_town": 1, "seats_province": 2, "seats_metropolitan": 3}, {}, "village", None),
        ({"seat_rule": "share", "share_bands": "5=1,*=3"}, {"contribution_share": "5.00"}, "town", 2),
        ({"seat_rule": "share", "share_bands": "5=1,*=3"}, {"contribution_share": "5.01"}, "town", 4),
        ({"seat_rule": "share", "share_bands": "5=1,*=3"}, {}, "town", None),
    ],
)
def test_the_seats_of_the_assembly_follow_the_rule_of_the_statute(union, statute, membership, kind, expected):
    make_statute(**statute).full_clean()
    make_membership(municipality=make_municipality(kind=kind), start_date="2020-01-01", **membership)

    assert composition_of(make_organ(kind="assembly"), DAY).expected == expected


def test_the_register_knows_the_council_where_the_union_does_not(union):
    make_statute(seat_rule="council_size", council_first=12, council_step=10)
    place = make_municipality(council_size=12, council_size_year=2024, council_size_source="Belediye sitesi")
    make_membership(municipality=place, start_date="2020-01-01")

    assert composition_of(make_organ(kind="assembly"), DAY).expected == 2


def test_one_person_in_two_seats_is_a_finding(assembly, corlu):
    complete(assembly, corlu)
    twice = OfficeHolder.objects.filter(seat="elected").first()
    OfficeHolder.objects.create(
        union=assembly.union, organ=assembly, person=twice.person, start_date="2024-06-01", end_date="2027-01-01"
    )

    assert twice.person.name in texts(assembly)


def test_a_first_board_that_sits_longer_than_two_years_is_a_finding(union):
    organ = make_organ(kind="president")
    president = seat(organ, None, "Başkan", role="president", start_date="2024-04-24")
    make_office_holder(person=president.person, start_date="2024-04-01")
    assert "Başkan başkanlığındaki divan" in texts(organ)

    OfficeHolder.objects.filter(pk=president.pk).update(start_date="2026-05-01")
    make_office_holder(organ=organ, role="president", start_date="2024-04-24", end_date="2026-04-30")

    assert "Başkan başkanlığındaki divan" not in texts(organ)


def test_an_executive_of_eight_is_a_warning_and_no_refusal(union):
    statute = make_statute(executive_size=8)

    statute.full_clean()

    assert [note.text for note in notes_of(statute)] != []
    statute.executive_size = 7
    assert notes_of(statute) == []
