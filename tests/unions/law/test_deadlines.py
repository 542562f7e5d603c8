"""What happens to a decision after the vote, and by when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unions.law.strategies import numbers, quick
from unions import law
from unions.law import Deadline, Finality


@pytest.mark.parametrize(
    ("decided_on", "due_on"),
    [
        (date(2025, 5, 14), date(2025, 5, 19)),
        (date(2024, 2, 26), date(2024, 3, 2)),
        (date(2025, 12, 29), date(2026, 1, 3)),
    ],
)
def test_the_president_has_five_days_to_send_a_decision_back(decided_on, due_on):
    assert law.send_back_deadline(decided_on) == Deadline("send_back", due_on, "5393 art. 23")


@pytest.mark.parametrize(
    ("sent_back_on", "is_in_time"),
    [
        (date(2025, 5, 13), False),
        (date(2025, 5, 14), True),
        (date(2025, 5, 19), True),
        (date(2025, 5, 20), False),
    ],
)
def test_a_decision_is_sent_back_within_the_five_days(sent_back_on, is_in_time):
    assert law.sent_back_in_time(date(2025, 5, 14), sent_back_on) is is_in_time


@pytest.mark.parametrize(
    ("votes_for", "full_number", "is_upheld"), [(40, 78, True), (39, 78, False), (39, 77, True), (430, 858, True)]
)
def test_the_absolute_majority_of_all_upholds_a_decision(votes_for, full_number, is_upheld):
    assert law.upheld(votes_for, full_number) is is_upheld


@quick
@given(st.integers(1, 2000), numbers)
def test_what_upholds_a_decision_would_also_make_a_quorum(full_number, votes_for):
    assert law.upheld(votes_for, full_number) is law.quorum(full_number).is_met(votes_for)


@pytest.mark.parametrize(
    ("sent_back_on", "upheld_on", "expected"),
    [
        (None, None, Finality(date(2025, 5, 14), date(2025, 5, 19))),
        (date(2025, 5, 16), None, Finality(None, None)),
        (date(2025, 5, 16), date(2025, 6, 3), Finality(date(2025, 6, 3), date(2025, 6, 3))),
    ],
)
def test_a_decision_is_final_when_not_sent_back_or_when_upheld(sent_back_on, upheld_on, expected):
    assert law.finality(date(2025, 5, 14), sent_back_on, upheld_on) == expected


@pytest.mark.parametrize(
    ("final_on", "due_on"),
    [
        (date(2025, 5, 19), date(2025, 5, 26)),
        (date(2024, 2, 25), date(2024, 3, 3)),
        (date(2025, 12, 28), date(2026, 1, 4)),
    ],
)
def test_governor_and_public_have_a_final_decision_within_seven_days(final_on, due_on):
    assert law.governor_deadline(final_on) == Deadline("governor", due_on, "5393 art. 23")
    assert law.publication_deadline(final_on) == Deadline("publication", due_on, "5393 art. 23")


@pytest.mark.parametrize(
    ("sent_on", "may"),
    [(None, False), (date(2025, 5, 20), True), (date(2025, 5, 21), True), (date(2025, 5, 22), False)],
)
def test_a_decision_not_sent_to_the_governor_has_no_effect(sent_on, may):
    assert law.may_be_in_force(sent_on, date(2025, 5, 21)) is may
