"""What the start page asks the clerk to do about members and those who sit in the organs."""

import pytest

from tests import factories as make
from tests.staff_client import staff_client
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    union = make.make_union(code="ornek")
    with scope.of(union):
        yield union


@pytest.fixture
def assembly(union):
    return make.make_organ(union=union, title_en="Assembly")


def tasks(union, role="manager") -> dict[str, bool]:
    """The lines of the start page, and whether each is overdue."""
    answer = staff_client(union, role, language="en").get("/yonetim/")
    return {str(task.text): task.is_overdue for task in answer.context["tasks"]}


def line(found: dict[str, bool], words: str) -> list[bool]:
    return [is_overdue for text, is_overdue in found.items() if words in text]


def test_an_empty_seat_names_who_is_called(union, assembly):
    municipality = make.make_municipality(name="Lüleburgaz", population=50_000)
    make.make_membership(union=union, municipality=municipality, start_date="2020-01-01")
    make.Statute.objects.create(union=union, seat_rule="fixed", seats_fixed=1)
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


def test_membership_of_a_closed_municipality_is_to_be_ended(union):
    closed = make.make_membership(union=union, municipality=make.make_municipality(closed_on="2014-03-30"))
    words = "its membership is still open"
    assert line(tasks(union), words) == [False]

    closed.end_date = "2014-03-30"
    closed.save()

    assert line(tasks(union), words) == []
