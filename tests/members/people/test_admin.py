"""What the start page says about those who sit in the organs."""

import pytest

from tests import factories as make
from tests.members.start_page import line, tasks
from tests.staff_client import staff_client
from unions.models import Statute


@pytest.fixture
def assembly(union):
    return make.make_organ(union=union, title_en="Assembly")


def test_an_empty_seat_names_who_is_called(union, assembly):
    municipality = make.make_municipality(name="Lüleburgaz", population=50_000)
    make.make_membership(union=union, municipality=municipality, start_date="2020-01-01")
    Statute.objects.create(union=union, seat_rule="fixed", seats_fixed=1)
    for seat, name in [("ex_officio", "Reis Bey"), ("substitute", "Yedek Hanım")]:
        person = make.make_person(union=union, name=name)
        make.make_office_holder(
            organ=assembly, person=person, municipality=municipality, seat=seat, position=1, start_date="2024-05-01"
        )

    found = tasks(union)

    assert line(found, "next substitute: Yedek Hanım") == [True]
    assert line(tasks(union, "auditor"), "next substitute: Yedek Hanım") == [True]


def crowd(union, assembly, number: int) -> None:
    """Members of which only a delegate is on record: each lacks its mayor."""
    for _each in range(number):
        municipality = make.make_municipality(population=50_000)
        make.make_membership(union=union, municipality=municipality, start_date="2020-01-01")
        make.make_office_holder(
            organ=assembly,
            person=make.make_person(union=union),
            municipality=municipality,
            start_date="2024-05-01",
        )


def test_findings_are_at_most_ten_lines(union, assembly):
    crowd(union, assembly, 15)

    found = [text for text in tasks(union) if text.startswith(("Meclis:", "Assembly:", "Composition"))]

    assert len(found) == 10
    assert "more findings" in found[-1]


@pytest.mark.slow
def test_the_start_page_costs_the_same_however_many_sit(union, assembly, django_assert_max_num_queries):
    clerk = staff_client(union)
    # Enough to fill the list of recent changes, which is as long afterwards.
    crowd(union, assembly, 8)
    with django_assert_max_num_queries(200) as few:
        clerk.get("/yonetim/")
    crowd(union, assembly, 16)

    with django_assert_max_num_queries(len(few)):
        clerk.get("/yonetim/")


def test_a_union_without_a_president_is_asked_to_record_one(union):
    assert line(tasks(union), "No president is on record") == [True]

    make.make_office_holder(organ=make.make_organ(kind="president"), role="president")

    assert line(tasks(union), "No president is on record") == []
