from datetime import date

import pytest

from members.people.composition import composition_of
from tests.factories import (
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_person,
    make_statute,
    make_term,
    make_union,
)
from unions.tenancy import scope

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


@pytest.fixture
def assembly():
    union = make_union()
    with scope.of(union):
        make_statute(seat_rule="fixed", seats_fixed=2)
        yield make_organ(kind="assembly")


@pytest.fixture
def corlu(assembly):
    municipality = make_municipality(name="Çorlu")
    make_membership(union=assembly.union, municipality=municipality, start_date="2020-01-01")
    return municipality


def seat(organ, municipality, name, seat="elected", **fields):
    fields.setdefault("start_date", "2024-05-01")
    person = make_person(union=organ.union, name=name)
    return make_office_holder(organ=organ, person=person, municipality=municipality, seat=seat, **fields)


def texts(organ) -> str:
    return " ".join(finding.text for finding in composition_of(organ, DAY).findings)


def complete(organ, municipality):
    seat(organ, municipality, "Başkan", "ex_officio")
    seat(organ, municipality, "Bir")
    seat(organ, municipality, "İki")
    seat(organ, municipality, "Yedek", "substitute", position=1)


def test_a_complete_assembly_has_no_findings_and_its_numbers(assembly, corlu):
    complete(assembly, corlu)

    composition = composition_of(assembly, DAY)

    assert composition.findings == []
    assert (composition.by_office, composition.elected, composition.substitutes) == (1, 2, 1)
    assert (composition.expected, composition.empty) == (3, 0)


def test_an_empty_seat_names_the_substitute_to_be_called(assembly, corlu):
    seat(assembly, corlu, "Başkan", "ex_officio")
    seat(assembly, corlu, "Bir")
    seat(assembly, corlu, "İkinci Yedek", "substitute", position=2)
    seat(assembly, corlu, "İlk Yedek", "substitute", position=1)

    assert composition_of(assembly, DAY).empty == 1
    assert "İlk Yedek" in texts(assembly)
    assert "İkinci Yedek" not in texts(assembly)


def test_without_substitutes_the_council_elects_again(assembly, corlu):
    seat(assembly, corlu, "Başkan", "ex_officio")
    seat(assembly, corlu, "Bir")

    findings = composition_of(assembly, DAY).findings

    assert any(finding.article.endswith("8/3") for finding in findings)


def test_too_many_outsiders_are_told_with_the_article(assembly, corlu):
    seat(assembly, corlu, "Başkan", "ex_officio")
    seat(assembly, corlu, "Bir", is_outsider=True)
    seat(assembly, corlu, "İki")
    seat(assembly, corlu, "Yedek", "substitute")

    findings = composition_of(assembly, DAY).findings

    assert [finding.article.endswith("8/1") for finding in findings] == [True]


def test_without_the_statute_nothing_is_said_to_be_empty():
    union = make_union()
    with scope.of(union):
        organ = make_organ(kind="assembly")
        municipality = make_municipality()
        make_membership(municipality=municipality, start_date="2020-01-01")
        seat(organ, municipality, "Başkan", "ex_officio")

        composition = composition_of(organ, DAY)

    assert composition.expected is None
    assert composition.empty == 0


def test_a_committee_elected_more_than_a_year_ago_is_told():
    union = make_union()
    with scope.of(union):
        organ = make_organ(kind="executive")
        seat(organ, make_municipality(), "Eski Üye", start_date="2025-04-10")
        seat(organ, make_municipality(), "Yeni Üye", start_date="2026-05-10")

        found = texts(organ)

    assert "Eski Üye" in found
    assert "Yeni Üye" not in found


def test_a_term_about_to_end_is_told():
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
