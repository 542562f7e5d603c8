from tests.factories import (
    make_history_event,
    make_legal_basis,
    make_membership,
    make_union,
    make_union_name,
)
from unions.institution import timeline
from unions.models import UnionName
from unions.tenancy import scope


def told(union):
    return [(entry.kind, str(entry.date)) for entry in timeline.entries(union)]


def test_every_record_with_a_date_is_in_order(union):
    union.founded_on = "1978"
    UnionName.objects.update(start_date="2020-09-24")
    make_union_name(name_tr="Eski ad", start_date="1978", end_date="2020-09-23")
    make_history_event(date="1978-05-12")
    make_legal_basis(date="2005-05-26")
    make_membership(start_date="2019-01-05")
    make_membership(start_date="2019")

    assert told(union) == [
        ("founded", "1978"),
        ("event", "1978-05-12"),
        ("act", "2005-05-26"),
        ("joined", "2019"),
        ("name", "2020-09-24"),
    ]


def test_a_founding_known_to_its_year_stands_behind_the_act_that_allowed_it(union):
    union.founded_on = "2000"
    make_legal_basis(date="2000-10-13", is_founding_act=True)
    make_history_event(date="2000-11-28")

    assert told(union) == [("act", "2000-10-13"), ("founded", "2000"), ("event", "2000-11-28")]


def test_first_name_belongs_to_the_founding(union):
    union.founded_on = "1978"
    UnionName.objects.update(start_date="1978")

    (founded,) = timeline.entries(union)

    assert [str(name) for name in founded.rows] == [str(UnionName.objects.get())]


def test_founding_members_have_not_joined(union):
    union.founded_on = "1978"
    make_membership(start_date="1978")

    assert told(union) == [("founded", "1978")]


def test_a_union_without_dates_has_no_entries(union):
    make_membership()

    assert told(union) == []


def test_other_unions_are_left_out(union):
    other = make_union()
    with scope.of(other):
        make_history_event()
        make_membership(start_date="2019")

    assert told(union) == []
