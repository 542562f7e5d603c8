from datetime import date

import pytest

from members.membership.history import Chart, events, first_year, nice, years
from members.membership.models import Membership
from members.membership.rows import belongings
from tests.addresses import address
from tests.factories import make_decision, make_membership, make_municipality

TODAY = date(2026, 5, 1)


def rows():
    return belongings(Membership.objects.in_turkish_order())


def member(name="Edirne", **fields):
    return make_membership(municipality=make_municipality(name=name), **fields)


def counted(first=2010):
    return {year.year: (year.certain, year.uncertain) for year in years(rows(), first, TODAY)}


def test_members_are_counted_at_the_end_of_each_year(union):
    member("Çorlu", start_date="2011-06")
    member("Saray", start_date="2012", end_date="2013-12-30")

    found = counted()

    assert [found[year] for year in [2010, 2011, 2012, 2013, 2026]] == [(0, 0), (1, 0), (2, 0), (1, 0), (1, 0)]


def test_member_of_unknown_joining_is_counted_apart_until_it_was_seen(union):
    member(evidence_on="2014")

    found = counted()

    assert [found[year] for year in [2013, 2014]] == [(0, 1), (1, 0)]


def test_member_of_unknown_joining_without_evidence_is_certain_today(union):
    member()

    found = counted()

    assert [found[year] for year in [2025, 2026]] == [(0, 1), (1, 0)]


def test_municipality_that_left_and_came_back_in_one_year_is_counted_once(union):
    membership = member(start_date="2000", end_date="2015")
    make_membership(municipality=membership.municipality, start_date="2015")

    assert counted()[2015] == (1, 0)
    assert [(event.kind, str(event.date)) for event in events(rows())] == [
        ("left", "2015"),
        ("returned", "2015"),
        ("joined", "2000"),
    ]


def test_closure_ends_a_membership_that_nobody_ended(union):
    successor = make_municipality(name="Ergene")
    make_membership(
        municipality=make_municipality(name="Velimeşe", closed_on="2014-03-30", successor=successor),
        start_date="2000",
    )

    assert [(event.kind, str(event.date)) for event in events(rows())] == [("closed", "2014-03-30"), ("joined", "2000")]
    assert counted()[2014] == (0, 0)


def test_municipality_that_left_before_it_was_closed_left(union):
    make_membership(municipality=make_municipality(closed_on="2014-03-30"), start_date="2000", end_date="2010")

    assert [event.kind for event in events(rows())] == ["left", "joined"]


def test_first_year_is_the_first_of_which_anything_is_known(union):
    assert first_year([], None) is None
    member(end_date="2004")
    member("Çorlu", start_date="2001")
    assert first_year(rows(), None) == 2001


@pytest.mark.parametrize(("number", "round_number"), [(0, 4), (4, 4), (5, 8), (41, 60), (1_400, 2_000)])
def test_scale_of_the_chart_ends_with_a_round_number(number, round_number):
    assert nice(number) == round_number


def test_bars_are_as_high_as_their_numbers(union):
    member(start_date="2025")
    member("Çorlu", start_date="2026")

    short, long = Chart(years(rows(), 2025, TODAY)).bars

    assert long["certain_height"] == pytest.approx(2 * short["certain_height"], abs=1)


def test_page_tells_by_which_decisions_a_member_joined_left_and_was_closed(reader, union):
    decision = make_decision(date=date(2025, 4, 15), number=9)
    edirne = member(start_date="2000", end_date="2014-03", leaving_decided_on="2014-02-03", leaving_reason_tr="Ayrıldı")
    make_membership(
        municipality=edirne.municipality,
        start_date="2025-04-15",
        acceptance=decision,
        council_decided_on="2025-03-01",
        council_decision_number="2025/31",
    )
    successor = make_municipality(name="Ergene")
    closed = make_municipality(name="Velimeşe", closed_on="2014-03-30", successor=successor)
    make_membership(municipality=closed, start_date="2000")

    html = reader.get(address("member_history", "en")).text

    for words in ["rejoined", "2025/31", "2025/9", "3 February 2014", "was closed", "Ergene", "1 March 2025"]:
        assert words in html


def test_draft_of_acceptance_is_not_named(reader, union):
    member(start_date="2025", acceptance=make_decision(date=date(2025, 4, 15), number=9, status="draft"))

    assert "2025/9" not in reader.get(address("member_history")).text


@pytest.mark.parametrize("language", ["tr", "en"])
def test_page_without_dates_says_so(reader, union, language):
    assert 'class="empty-state"' in reader.get(address("member_history", language)).text


@pytest.mark.parametrize("count", [1, 3, 130])
def test_page_costs_the_same_queries_however_much_happened(reader, union, django_assert_max_num_queries, count):
    for number in range(count):
        member(f"Belde {number}", start_date="2001", end_date="2014", acceptance=make_decision())

    with django_assert_max_num_queries(7):
        assert reader.get(address("member_history")).status_code == 200
