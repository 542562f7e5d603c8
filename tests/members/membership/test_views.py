from datetime import date

import pytest

from tests.addresses import address
from tests.factories import make_decision, make_membership, make_municipality


def member(name="Edirne", **fields):
    return make_membership(municipality=make_municipality(name=name), **fields)


def test_page_names_the_decisions_of_joining_and_leaving_and_the_closure(reader, union):
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
