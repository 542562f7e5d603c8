"""The elections inside a union, round by round and term by term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from tests.unions.law.strategies import days, quick
from unions import law
from unions.law import Board, ElectionRound, Gap

LOCAL_ELECTIONS = [date(2004, 3, 28), date(2009, 3, 29), date(2014, 3, 30), date(2019, 3, 31), date(2024, 3, 31)]
NEXT_ELECTIONS = date(2029, 3, 25)


@table("elections", [*LOCAL_ELECTIONS, NEXT_ELECTIONS])
def test_local_elections_are_on_the_last_sunday_of_march(elections):
    assert law.next_local_elections(elections) == elections
    assert law.next_local_elections(elections - timedelta(days=1)) == elections


@pytest.mark.parametrize(
    ("day", "elections"),
    [
        (date(2019, 4, 1), date(2024, 3, 31)),
        (date(2024, 4, 1), date(2029, 3, 25)),
        (date(2026, 11, 21), date(2029, 3, 25)),
        (date(2029, 3, 26), date(2034, 3, 26)),
    ],
)
def test_the_day_after_elections_waits_for_the_next_ones(day, elections):
    assert law.next_local_elections(day) == elections


@quick
@given(days)
def test_local_elections_are_at_most_five_years_away(day):
    elections = law.next_local_elections(day)

    assert day <= elections <= date(day.year + 5, 3, 31)
    assert (elections.isoweekday(), elections.month, (elections.year - 2024) % 5) == (7, 3, 0)


@pytest.mark.parametrize(
    ("elected_on", "is_first", "next_elections", "end"),
    [
        # Trakya's first board after the elections of 2014.
        (date(2014, 4, 22), True, date(2019, 3, 31), date(2016, 4, 22)),
        # Healthy Cities: re-elected in June 2021 "for three years".
        (date(2019, 6, 21), True, date(2024, 3, 31), date(2021, 6, 21)),
        (date(2021, 6, 25), False, date(2024, 3, 31), date(2024, 3, 31)),
        # Elected late, a first board does not outlast the term.
        (date(2022, 9, 5), True, date(2024, 3, 31), date(2024, 3, 31)),
        (date(2024, 2, 29), True, date(2029, 3, 25), date(2026, 2, 28)),
    ],
)
def test_the_first_board_sits_two_years_and_the_next_until_the_elections(elected_on, is_first, next_elections, end):
    assert law.board_term_end(elected_on, is_first, next_elections) == end


@quick
@given(days, st.booleans(), days)
def test_no_board_outlasts_the_local_elections(elected_on, is_first, next_elections):
    assert law.board_term_end(elected_on, is_first, next_elections) <= next_elections


@table(
    ("board", "gaps"),
    [
        # Trakya in April 2014: president, two deputies, two clerks and two substitute clerks.
        (Board(1, 1, 1, 2, 2), []),
        (Board(1, 1, 1, 3, 1), []),
        (Board(0, 1, 1, 2, 2), [Gap("president", 1, 0)]),
        (Board(2, 1, 1, 2, 2), [Gap("president", 1, 2)]),
        (Board(1, 0, 1, 2, 2), [Gap("first_deputy", 1, 0)]),
        (Board(1, 1, 0, 2, 2), [Gap("second_deputy", 1, 0)]),
        (Board(1, 1, 1, 1, 2), [Gap("clerk", 2, 1)]),
        (Board(1, 1, 1, 2, 0), [Gap("substitute_clerk", 1, 0)]),
    ],
)
def test_a_board_is_a_president_two_deputies_and_two_clerks_with_substitutes(board, gaps):
    assert law.board_gaps(board) == gaps


@pytest.mark.parametrize(("clerks_needed", "gaps"), [(3, [Gap("clerk", 3, 2)]), (2, []), (1, [])])
def test_a_statute_may_want_more_clerks_but_not_fewer(clerks_needed, gaps):
    assert law.board_gaps(Board(1, 1, 1, 2, 1), clerks_needed) == gaps


@table(
    ("number", "full_number", "expected"),
    [
        (1, 78, ElectionRound(1, 52, False)),
        (2, 78, ElectionRound(2, 52, False)),
        (2, 80, ElectionRound(2, 54, False)),
        (3, 78, ElectionRound(3, 40, False)),
        (3, 79, ElectionRound(3, 40, False)),
        (4, 78, ElectionRound(4, None, True)),
    ],
)
def test_the_rounds_of_an_election_ask_for_less_and_less(number, full_number, expected):
    assert law.election_round(number, full_number) == expected


@pytest.mark.parametrize("number", [0, 5])
def test_an_election_has_four_rounds(number):
    with pytest.raises(ValueError, match="four rounds"):
        law.election_round(number, 78)


@table(
    ("elected", "is_allowed"),
    # Samsun and Trakya in 2020 four, Trakya in 2025 six, Marmara seven.
    [(0, False), (1, True), (4, True), (6, True), (7, True), (8, False)],
)
def test_the_executive_committee_has_at_most_seven_elected_members(elected, is_allowed):
    assert law.executive_size_allowed(elected) is is_allowed


@pytest.mark.parametrize(
    ("elected_on", "end"),
    [
        (date(2020, 7, 21), date(2021, 7, 21)),
        (date(2025, 4, 25), date(2026, 4, 25)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_the_executive_committee_is_elected_for_one_year(elected_on, end):
    assert law.executive_term_end(elected_on) == end


def test_the_executive_committee_is_elected_from_among_the_assembly():
    assert law.executive_outsiders(["Ayşe", "Can", "Ece"], {"Ayşe", "Ece"}) == ["Can"]
