"""How an assembly is called, meets and votes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from tests.unions.law.strategies import days, numbers, quick
from unions import law
from unions.law import CallNotice, Deadline, Quorum


@table(
    ("months", "are_allowed"),
    [
        # Konya, Samsun, the union of all municipalities, Trakya as inferred.
        ([5, 11], True),
        ([5, 9], True),
        ([5, 10], True),
        ([4, 9], True),
        ([3, 6, 10], True),
        ([5], False),
        ([5, 5], False),
        ([], False),
    ],
)
def test_a_statute_names_at_least_two_months(months, are_allowed):
    assert law.ordinary_months_allowed(months) is are_allowed


@pytest.mark.parametrize(("months", "opening"), [([5, 11], 5), ([9, 4], 4), ([], None)])
def test_the_first_meeting_of_the_year_opens_it(months, opening):
    assert law.opening_month(months) == opening


@table(
    ("months", "held", "today", "missing"),
    [
        # Konya meets in May and November.
        ([5, 11], [], date(2025, 5, 31), []),
        ([5, 11], [], date(2025, 6, 1), [5]),
        ([5, 11], [date(2025, 5, 14)], date(2025, 11, 30), []),
        ([5, 11], [date(2025, 5, 14)], date(2025, 12, 1), [11]),
        ([5, 11], [], date(2026, 2, 1), [5, 11]),
        ([5, 11], [date(2025, 5, 14), date(2025, 11, 12)], date(2026, 2, 1), []),
        # A meeting of another year, one still to come and one before the first month help nothing.
        ([5, 11], [date(2024, 5, 14)], date(2025, 6, 1), [5]),
        ([5, 11], [date(2025, 7, 1)], date(2025, 6, 1), [5]),
        ([5, 11], [date(2025, 4, 1)], date(2025, 6, 1), [5]),
        # Trakya met for April on 21 July in the year of the epidemic.
        ([4, 9], [date(2025, 7, 21)], date(2025, 8, 1), []),
        ([4, 9], [date(2025, 7, 21)], date(2025, 10, 1), [9]),
        # Two meetings in one month are still only one of the two owed.
        ([5, 11], [date(2025, 5, 14), date(2025, 5, 28)], date(2025, 12, 1), [11]),
        ([9, 4], [], date(2025, 12, 31), [4, 9]),
        ([5, 12], [], date(2025, 12, 31), [5]),
        ([5, 12], [], date(2026, 1, 1), [5, 12]),
        ([], [], date(2025, 12, 31), []),
    ],
)
def test_a_month_that_is_over_without_its_ordinary_meeting_is_missing(months, held, today, missing):
    assert law.missing_ordinary_meetings(months, held, 2025, today) == missing


def test_a_late_meeting_counts_for_its_month_and_is_called_late():
    april, september = law.ordinary_meetings([4, 9], [date(2020, 9, 15), date(2020, 7, 21)], 2020, date(2021, 1, 1))

    assert (april.held_on, april.is_late, april.is_missing) == (date(2020, 7, 21), True, False)
    assert (september.held_on, september.is_late, september.is_missing) == (date(2020, 9, 15), False, False)


def test_a_month_that_is_not_over_is_neither_late_nor_missing():
    (_, november) = law.ordinary_meetings([5, 11], [date(2026, 5, 13)], 2026, date(2026, 11, 21))

    assert (november.held_on, november.is_late, november.is_missing) == (None, False, False)


@quick
@given(st.sets(st.integers(1, 12)), st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31))), days)
def test_another_meeting_never_makes_one_more_missing(months, held, today):
    missing = law.missing_ordinary_meetings(months, held, 2025, today)

    assert set(missing) <= set(law.missing_ordinary_meetings(months, held[1:], 2025, today)) <= months


@table(
    ("members", "full_number", "is_demanded"),
    [
        (25, 78, False),
        (26, 78, True),
        (26, 79, False),
        (27, 79, True),
        (0, 78, False),
        (0, 0, False),
        (1, 1, True),
        (286, 858, True),
    ],
)
def test_a_third_of_the_members_can_demand_a_meeting(members, full_number, is_demanded):
    assert law.extraordinary_demanded(members, full_number) is is_demanded


@pytest.mark.parametrize(
    ("councils", "councils_needed", "is_demanded"),
    # Samsun's statute gives the right to a single council.
    [(1, 1, True), (0, 1, False), (1, None, False), (1, 2, False)],
)
def test_a_statute_may_let_councils_demand_a_meeting(councils, councils_needed, is_demanded):
    assert law.extraordinary_demanded(0, 78, councils, councils_needed) is is_demanded


@table(
    ("called_on", "notice", "is_in_time", "is_in_time_by_clear_days"),
    [
        (date(2021, 11, 8), CallNotice(0, 3), False, False),
        (date(2021, 11, 6), CallNotice(2, 3), False, False),
        (date(2021, 11, 5), CallNotice(3, 3), True, False),
        (date(2021, 11, 4), CallNotice(4, 3), True, True),
        (date(2021, 10, 29), CallNotice(10, 3), True, True),
        (date(2021, 11, 9), CallNotice(-1, 3), False, False),
    ],
)
def test_a_call_goes_out_three_days_before(called_on, notice, is_in_time, is_in_time_by_clear_days):
    found = law.call_notice(called_on, date(2021, 11, 8))

    assert found == notice
    assert (found.is_in_time, found.is_in_time_by_clear_days) == (is_in_time, is_in_time_by_clear_days)


@pytest.mark.parametrize(
    ("meeting_day", "latest"),
    [
        (date(2021, 11, 8), date(2021, 11, 5)),
        (date(2024, 3, 2), date(2024, 2, 28)),
        (date(2025, 1, 2), date(2024, 12, 30)),
    ],
)
def test_the_last_day_for_a_call_is_counted_backwards(meeting_day, latest):
    assert law.latest_call(meeting_day) == Deadline("call", latest, "5393 art. 21")


@quick
@given(days, st.integers(-10, 30))
def test_a_call_is_in_time_up_to_its_last_day(meeting_day, before):
    called_on = meeting_day - timedelta(days=before)

    assert law.call_notice(called_on, meeting_day).is_in_time is (called_on <= law.latest_call(meeting_day).due_on)


@pytest.mark.parametrize(
    ("decided", "called", "outside"),
    [
        ([], [1, 2], []),
        ([1, 2], [1, 2, 3], []),
        ([1, 4], [1, 2, 3], [4]),
        ([4, 1, 5], [1], [4, 5]),
        ([1], [], [1]),
    ],
)
def test_what_was_not_in_the_call_may_not_be_decided(decided, called, outside):
    assert law.items_outside_call(decided, called) == outside


@pytest.mark.parametrize(
    ("votes_for", "present", "is_extraordinary", "may"),
    [(21, 40, False, True), (20, 40, False, False), (40, 40, True, False), (0, 0, False, False)],
)
def test_only_an_ordinary_meeting_takes_up_more_by_the_majority_of_those_present(
    votes_for, present, is_extraordinary, may
):
    assert law.may_join_agenda(votes_for, present, is_extraordinary=is_extraordinary) is may


@pytest.mark.parametrize(
    ("earlier", "is_first"),
    [([], True), ([date(2026, 4, 30)], True), ([date(2026, 5, 4)], False), ([date(2026, 5, 8)], True)],
)
def test_matters_join_in_the_first_sitting_of_the_month_only(earlier, is_first):
    assert law.joins_in_first_sitting(date(2026, 5, 6), earlier) is is_first
    assert law.may_join_agenda(21, 40, is_extraordinary=False, is_first_sitting=is_first) is is_first


@pytest.mark.parametrize(("item", "lost_at", "may"), [(3, None, True), (3, 4, True), (4, 4, False), (5, 4, False)])
def test_nothing_is_decided_once_too_few_are_left(item, lost_at, may):
    assert law.may_decide_after_quorum_loss(item, lost_at) is may


@table(("number", "majority"), [(0, 1), (1, 1), (2, 2), (3, 2), (39, 20), (40, 21), (858, 430)])
def test_the_absolute_majority_is_more_than_half(number, majority):
    assert law.absolute_majority(number) == majority


@table(("full_number", "fourth"), [(0, 1), (1, 1), (4, 1), (5, 2), (78, 20), (80, 20), (858, 215)])
def test_a_quarter_is_rounded_up(full_number, fourth):
    assert law.quarter(full_number) == fourth


@pytest.mark.parametrize(
    ("full_number", "expected"),
    [
        # Konya's 39 members with mayor and one elected each; the union of all municipalities; a union of two.
        (78, Quorum(78, 40, 20)),
        (858, Quorum(858, 430, 215)),
        (4, Quorum(4, 3, 1)),
        (9, Quorum(9, 5, 3)),
        (0, Quorum(0, 1, 1)),
    ],
)
def test_a_meeting_needs_more_than_half_and_its_second_sitting_a_quarter(full_number, expected):
    assert law.quorum(full_number) == expected


@table(
    ("present", "is_second", "is_met"),
    [(40, False, True), (39, False, False), (20, True, True), (19, True, False), (39, True, True), (0, True, False)],
)
def test_a_quorum_is_met_by_those_present(present, is_second, is_met):
    assert law.quorum(78).is_met(present, is_second) is is_met


@quick
@given(numbers, numbers)
def test_a_greater_assembly_never_needs_fewer_present(full_number, more):
    small, great = law.quorum(full_number), law.quorum(full_number + more)

    assert small.present_needed <= great.present_needed
    assert small.present_needed_at_second <= great.present_needed_at_second <= great.present_needed


@quick
@given(st.integers(1, 2000), numbers, st.integers(0, 50))
def test_one_more_present_never_loses_a_quorum(full_number, present, more):
    quorum = law.quorum(full_number)

    for is_second in [False, True]:
        assert quorum.is_met(present + more, is_second) or not quorum.is_met(present, is_second)


@pytest.mark.parametrize(
    ("first_day", "second_day", "is_missed"),
    [
        # A municipal council adjourned on 6 February 2023 to the 9th.
        (date(2023, 2, 6), date(2023, 2, 9), False),
        (date(2023, 2, 6), date(2023, 2, 10), True),
        # The calls of Anadolu name second dates four and five days later.
        (date(2021, 11, 8), date(2021, 11, 12), True),
        (date(2022, 5, 13), date(2022, 5, 18), True),
    ],
)
def test_the_second_meeting_follows_within_three_days(first_day, second_day, is_missed):
    assert law.latest_second_meeting(first_day).is_missed(second_day, today=second_day) is is_missed


@table(
    ("votes", "are_possible"),
    [
        ((40, 40, 0, 0), True),
        ((40, 20, 15, 5), True),
        ((40, 20, 15, 6), False),
        ((40, 41, 0), False),
        ((40, 0, 0), True),
        ((0, 0, 0), True),
        ((40, -1, 5), False),
    ],
)
def test_there_are_never_more_votes_than_people_present(votes, are_possible):
    assert law.votes_possible(*votes) is are_possible
