from datetime import date

from members.membership.history import events, first_year, years
from members.membership.models import Membership
from members.membership.rows import membership_rows
from tests.factories import make_membership, make_municipality

TODAY = date(2026, 5, 1)


def rows():
    return membership_rows(Membership.objects.in_turkish_order())


def member(name="Edirne", **fields):
    return make_membership(municipality=make_municipality(name=name), **fields)


def counted(first=2010):
    return {year.year: (year.certain, year.uncertain) for year in years(rows(), first, TODAY)}


def test_members_are_counted_at_the_end_of_each_year(union):
    member("Çorlu", start_date="2011-06")
    member("Saray", start_date="2012", end_date="2013-12-30")

    found = counted()

    assert [found[year] for year in [2010, 2011, 2012, 2013, 2026]] == [(0, 0), (1, 0), (2, 0), (1, 0), (1, 0)]


def test_member_of_unknown_joining_is_counted_apart_until_there_is_evidence(union):
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
