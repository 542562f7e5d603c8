import ast
import inspect
import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unions import law
from unions.law import (
    Authority,
    Board,
    Bounds,
    CallNotice,
    Deadline,
    ElectionResult,
    ElectionRound,
    Finality,
    FixedSeats,
    Gap,
    Head,
    MemberSize,
    Outcome,
    PaperKind,
    PaperStatute,
    Quorum,
    SeatEnd,
    SeatsByCouncilSize,
    SeatsByPopulation,
    SeatsByShare,
    Side,
    Substitute,
    VoteResult,
)
from unions.models import Paper

quick = settings(deadline=None, max_examples=60)

numbers = st.integers(0, 2000)
days = st.dates(date(2005, 6, 11), date(2060, 12, 31))

# The statutes the examples come from; those of Konya and Akşehir are one member's evidence, not the union's rule.
AKDENIZ = SeatsByCouncilSize(first_up_to=12, first_seats=1, step=10, per_step=1, ignored_remainder=5)
AKDENIZ_FULL_TENS = SeatsByCouncilSize(first_up_to=12, first_seats=1, step=10, per_step=1, ignored_remainder=9)
HEALTHY_CITIES = SeatsByPopulation([(100_000, 1), (1_000_000, 2), (None, 3)])
SAMSUN = FixedSeats(1)
BY_SHARE = SeatsByShare([(Fraction(5, 100), 1), (Fraction(20, 100), 2), (None, 4)])

LOCAL_ELECTIONS = [date(2004, 3, 28), date(2009, 3, 29), date(2014, 3, 30), date(2019, 3, 31), date(2024, 3, 31)]
NEXT_ELECTIONS = date(2029, 3, 25)

rules = list(law.RULES.items())
names = [rule.__name__ for rule in law.RULES]


@pytest.mark.parametrize(("rule", "ground"), rules, ids=names)
def test_every_rule_begins_with_its_article(rule, ground):
    docstring = inspect.getdoc(rule)

    assert docstring.startswith(f"{ground.article}: ")
    assert re.match(r"(Art\.|\d{4} art\.) \d+(/\d+)?: ", docstring)


@pytest.mark.parametrize(("rule", "ground"), rules, ids=names)
def test_every_rule_says_whether_its_text_was_verified(rule, ground):
    second_paragraph = inspect.getdoc(rule).split("\n\n")[1]

    assert second_paragraph.startswith("Verified" if ground.is_verified else "Unverified")


@pytest.mark.parametrize(("rule", "ground"), rules, ids=names)
def test_every_rule_says_what_it_takes_and_gives(rule, ground):
    signature = inspect.signature(rule)

    assert signature.return_annotation is not inspect.Signature.empty
    assert all(parameter.annotation is not parameter.empty for parameter in signature.parameters.values())


def test_every_public_function_is_a_rule():
    functions = [
        function
        for name, function in inspect.getmembers(law, inspect.isfunction)
        if function.__module__ == law.__name__ and not name.startswith("_")
    ]

    assert set(functions) == set(law.RULES)


def test_every_rule_has_a_test_of_its_own():
    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert set(names) <= used


def test_the_law_knows_neither_django_nor_the_clock():
    tree = ast.parse(inspect.getsource(law))
    imported = {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}

    assert imported == {"collections", "dataclasses", "datetime", "enum", "fractions", "typing"}
    assert called.isdisjoint({"today", "now", "utcnow", "localdate"})


def test_the_handbook_lists_every_rule_with_its_article_and_mark():
    table = (Path(law.__file__).parents[1] / "docs" / "law.md").read_text(encoding="utf-8")

    rows = re.findall(r"^\|[^|]+\| ([^|]+) \| `(\w+)` \| (yes|no) \|$", table, re.MULTILINE)

    assert rows == [
        (ground.article, rule.__name__, "yes" if ground.is_verified else "no") for rule, ground in law.RULES.items()
    ]


# A council's size is 9 to 55 by law; 37 leaves the remainder of five that the union's example is about.
@pytest.mark.parametrize(
    ("council_size", "seats"),
    [(9, 1), (11, 1), (12, 1), (13, 1), (15, 1), (17, 1), (18, 2), (22, 2), (25, 2), (27, 2), (28, 3)]
    + [(31, 3), (37, 3), (45, 4), (55, 5)],
)
def test_akdeniz_elects_by_council_size_and_leaves_out_remainders_up_to_five(council_size, seats):
    assert law.elected_seats(AKDENIZ, MemberSize(council_size=council_size)) == seats


@pytest.mark.parametrize(("council_size", "seats"), [(12, 1), (21, 1), (22, 2), (31, 2), (37, 3), (55, 5)])
def test_akdeniz_read_as_full_tens_counts_no_remainder(council_size, seats):
    assert law.elected_seats(AKDENIZ_FULL_TENS, MemberSize(council_size=council_size)) == seats


@pytest.mark.parametrize(
    ("population", "seats"),
    [(4_500, 1), (99_999, 1), (100_000, 1), (100_001, 2), (1_000_000, 2), (1_000_001, 3), (15_700_000, 3)],
)
def test_healthy_cities_elect_by_population(population, seats):
    assert law.elected_seats(HEALTHY_CITIES, MemberSize(population=population)) == seats


@pytest.mark.parametrize(
    "size", [MemberSize(), MemberSize(council_size=9), MemberSize(council_size=55, population=1_350_000)]
)
def test_samsun_elects_one_whatever_the_size(size):
    assert law.elected_seats(SAMSUN, size) == 1


@pytest.mark.parametrize(
    ("share", "seats"),
    [(Fraction(0), 1), (Fraction(1, 20), 1), (Fraction(51, 1000), 2), (Fraction(1, 5), 2), (Fraction(1, 4), 4)],
)
def test_seats_follow_the_share_in_the_contributions(share, seats):
    assert law.elected_seats(BY_SHARE, MemberSize(share=share)) == seats


@pytest.mark.parametrize("rule", [AKDENIZ, HEALTHY_CITIES, BY_SHARE])
def test_seats_are_unknown_while_their_measure_is(rule):
    assert law.elected_seats(rule, MemberSize()) is None


@pytest.mark.parametrize(("council_size", "seats"), [(12, 1), (13, 2), (22, 2), (23, 3)])
def test_a_statute_may_count_every_remainder(council_size, seats):
    rule = SeatsByCouncilSize(12, 1, 10, 1, ignored_remainder=0)

    assert law.elected_seats(rule, MemberSize(council_size=council_size)) == seats


@quick
@given(st.sampled_from([AKDENIZ, AKDENIZ_FULL_TENS]), st.integers(1, 400), st.integers(0, 100))
def test_a_greater_council_never_has_fewer_seats(rule, council_size, more):
    seats = law.elected_seats(rule, MemberSize(council_size=council_size))

    assert 1 <= seats <= law.elected_seats(rule, MemberSize(council_size=council_size + more))


@quick
@given(st.integers(0, 20_000_000), st.integers(0, 5_000_000))
def test_more_inhabitants_never_have_fewer_seats(population, more):
    seats = law.elected_seats(HEALTHY_CITIES, MemberSize(population=population))

    assert 1 <= seats <= law.elected_seats(HEALTHY_CITIES, MemberSize(population=population + more))


@pytest.mark.parametrize("bands", [[], [(100, 1)], [(None, 1), (None, 2)], [(200, 1), (100, 2), (None, 3)]])
def test_bands_that_leave_a_size_without_seats_are_refused(bands):
    with pytest.raises(ValueError, match="band"):
        SeatsByPopulation(bands)


@pytest.mark.parametrize("ignored_remainder", [-1, 10])
def test_a_remainder_is_smaller_than_the_step(ignored_remainder):
    with pytest.raises(ValueError, match="remainder"):
        SeatsByCouncilSize(12, 1, 10, 1, ignored_remainder)


@pytest.mark.parametrize(
    ("authority", "head"),
    [
        (Authority.PROVINCIAL_ADMINISTRATION, Head.GOVERNOR),
        (Authority.MUNICIPALITY, Head.MAYOR),
        (Authority.VILLAGE, Head.HEADMAN),
    ],
)
def test_who_leads_a_member_sits_by_office(authority, head):
    assert law.ex_officio_member(authority) == head


@pytest.mark.parametrize(("head", "may"), [(Head.GOVERNOR, True), (Head.MAYOR, True), (Head.HEADMAN, False)])
def test_governor_and_mayor_may_send_a_councillor_in_their_place(head, may):
    assert law.may_empower_stand_in(head) is may


@pytest.mark.parametrize(
    ("ex_officio", "elected", "full"),
    [
        # Akşehir alone: the mayor and one elected.
        (1, [1], 2),
        # Konya, if all 39 members were as Akşehir.
        (39, [1] * 39, 78),
        # The union of all municipalities.
        (258, [600], 858),
        # The union of provincial administrations: its president, 81 governors, 51 elected.
        (82, [1] * 51, 133),
        (3, [], 3),
        (0, [], 0),
    ],
)
def test_the_full_number_counts_those_by_office_and_all_elected_seats(ex_officio, elected, full):
    assert law.full_number(ex_officio, elected) == full


def test_the_mayor_of_a_healthy_city_is_not_among_the_elected():
    seats = law.elected_seats(HEALTHY_CITIES, MemberSize(population=300_000))

    assert law.full_number(1, [seats]) == 3


@pytest.mark.parametrize(
    ("outsiders", "insiders", "are_allowed"),
    [
        (0, 0, True),
        (0, 1, True),
        (1, 0, False),
        (1, 1, False),
        (1, 2, False),
        (1, 3, True),
        (2, 5, False),
        (2, 6, True),
    ],
)
def test_outsiders_are_at_most_a_third_of_the_councillors_elected(outsiders, insiders, are_allowed):
    assert law.outsiders_allowed(outsiders, insiders) is are_allowed


@pytest.mark.parametrize(("seats", "most"), [(0, 0), (1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (12, 3)])
def test_below_four_seats_nobody_comes_from_outside(seats, most):
    assert law.most_outsiders(seats) == most


@quick
@given(numbers)
def test_both_ways_of_counting_the_third_agree(seats):
    most = law.most_outsiders(seats)

    assert law.outsiders_allowed(most, seats - most)
    assert not law.outsiders_allowed(most + 1, seats - most - 1)


@pytest.mark.parametrize(
    ("seats", "bounds"),
    [
        (0, Bounds(0, 0)),
        # Akşehir for Konya and every member of NHB: one full member, one substitute.
        (1, Bounds(0, 1)),
        # Erzincan and Giresun for the union of all municipalities: two and one, four and two.
        (2, Bounds(1, 1)),
        (3, Bounds(1, 2)),
        (4, Bounds(2, 2)),
        (5, Bounds(2, 3)),
        (600, Bounds(300, 300)),
    ],
)
def test_substitutes_are_half_and_an_odd_half_may_be_rounded_either_way(seats, bounds):
    assert law.substitutes_owed(seats) == bounds


@pytest.mark.parametrize(("number", "is_within"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_number_of_substitutes_outside_both_readings_is_noticed(number, is_within):
    assert law.substitutes_owed(3).includes(number) is is_within


@quick
@given(numbers)
def test_substitutes_never_exceed_the_full_members(seats):
    bounds = law.substitutes_owed(seats)

    assert bounds.least <= bounds.most <= seats
    assert bounds.least + bounds.most == seats


@pytest.mark.parametrize(
    ("substitutes", "called"),
    [
        ([], None),
        ([("first", "Akşehir", 1)], "first"),
        ([("second", "Akşehir", 2), ("first", "Akşehir", 1)], "first"),
        ([("other", "Ilgın", 1), ("second", "Akşehir", 2)], "second"),
        ([("other", "Ilgın", 1)], None),
        ([("one", "Akşehir", 0), ("two", "Akşehir", 0)], "one"),
    ],
)
def test_the_first_substitute_of_that_member_is_called(substitutes, called):
    succession = law.succession("Akşehir", [Substitute(*row) for row in substitutes])

    assert (succession.called.key if succession.called else None) == called


def test_the_council_elects_anew_when_no_substitute_is_left():
    # Akşehir's only substitute has been called before; NHB's statute says it in so many words.
    succession = law.succession("Akşehir", [Substitute("other", "Ilgın", 1)])

    assert succession.council_elects


def test_the_council_does_not_elect_while_a_substitute_is_left():
    assert not law.succession("Akşehir", [Substitute("first", "Akşehir", 1)]).council_elects


TERM_END = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("ends", "seat_end"),
    [
        ((None, None, None), None),
        ((TERM_END, None, None), SeatEnd(TERM_END, "term")),
        ((TERM_END, date(2021, 9, 3), None), SeatEnd(date(2021, 9, 3), "office_lost")),
        ((TERM_END, None, date(2022, 1, 10)), SeatEnd(date(2022, 1, 10), "member_left")),
        ((TERM_END, date(2023, 5, 1), date(2022, 1, 10)), SeatEnd(date(2022, 1, 10), "member_left")),
        ((TERM_END, TERM_END, None), SeatEnd(TERM_END, "office_lost")),
        ((TERM_END, date(2025, 1, 1), None), SeatEnd(TERM_END, "term")),
        ((None, date(2018, 4, 30), None), SeatEnd(date(2018, 4, 30), "office_lost")),
    ],
)
def test_a_seat_ends_with_the_first_of_term_home_office_and_membership(ends, seat_end):
    assert law.seat_end(*ends) == seat_end


@quick
@given(days, st.none() | days, st.none() | days)
def test_no_seat_outlasts_its_term(term_end, home_office_end, membership_end):
    assert law.seat_end(term_end, home_office_end, membership_end).day <= term_end


@pytest.mark.parametrize(("terms_since", "may"), [(0, False), (1, False), (2, True), (3, True)])
def test_who_forfeited_a_seat_waits_for_the_term_after_the_next(terms_since, may):
    assert law.may_be_elected_after_forfeit(terms_since) is may


@pytest.mark.parametrize("elections", [*LOCAL_ELECTIONS, NEXT_ELECTIONS])
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


@pytest.mark.parametrize(
    ("is_first", "day", "is_within"),
    [
        (True, date(2024, 5, 27), False),
        (True, date(2024, 5, 28), True),
        (True, date(2026, 5, 28), True),
        (True, date(2026, 5, 29), False),
        (False, date(2026, 5, 29), True),
        (False, date(2029, 3, 25), True),
        (False, date(2029, 3, 26), False),
    ],
)
def test_a_president_sits_as_long_as_the_board_and_no_day_longer(is_first, day, is_within):
    assert law.president_within_term(date(2024, 5, 28), is_first, NEXT_ELECTIONS, day) is is_within


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("number", "tally", "result"),
    [
        (1, {"A": 52, "B": 20}, ElectionResult(elected="A")),
        (1, {"A": 51, "B": 27}, ElectionResult(next_candidates=("A", "B"))),
        (2, {"B": 51, "A": 27}, ElectionResult(next_candidates=("B", "A"))),
        (3, {"A": 40, "B": 38}, ElectionResult(elected="A")),
        (3, {"A": 39, "B": 39}, ElectionResult(next_candidates=("A", "B"))),
        (3, {"A": 30, "C": 10, "B": 20}, ElectionResult(next_candidates=("A", "B"))),
        (3, {"A": 30, "B": 20, "C": 20}, ElectionResult(next_candidates=("A", "B", "C"))),
        (3, {"A": 12}, ElectionResult(next_candidates=("A",))),
        (4, {"A": 12, "B": 11}, ElectionResult(elected="A")),
        (4, {"A": 25, "B": 25}, ElectionResult(draw_lots=("A", "B"))),
        (1, {}, ElectionResult()),
    ],
)
def test_an_election_ends_with_enough_votes_a_run_off_or_a_lot(number, tally, result):
    assert law.election_result(number, 78, tally) == result


@quick
@given(st.integers(1, 3), st.lists(numbers, min_size=1, max_size=6), st.integers(0, 500))
def test_whoever_is_elected_before_the_run_off_has_more_than_half(number, votes, absent):
    result = law.election_result(number, sum(votes) + absent, dict(enumerate(votes)))

    assert result.elected is None or votes[result.elected] * 2 > sum(votes) + absent


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
    assert law.latest_call(meeting_day) == Deadline("call", latest, "Art. 11")


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
    assert law.may_join_agenda(votes_for, present, is_extraordinary) is may


@pytest.mark.parametrize(("number", "majority"), [(0, 1), (1, 1), (2, 2), (3, 2), (39, 20), (40, 21), (858, 430)])
def test_the_absolute_majority_is_more_than_half(number, majority):
    assert law.absolute_majority(number) == majority


@pytest.mark.parametrize(("full_number", "fourth"), [(0, 1), (1, 1), (4, 1), (5, 2), (78, 20), (80, 20), (858, 215)])
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


@pytest.mark.parametrize(
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
        # The calls of Anadolu name second dates four and five days later: a reason to warn, not to refuse.
        (date(2021, 11, 8), date(2021, 11, 12), True),
        (date(2022, 5, 13), date(2022, 5, 18), True),
    ],
)
def test_the_second_meeting_follows_within_three_days(first_day, second_day, is_missed):
    assert law.latest_second_meeting(first_day).is_missed(second_day, today=second_day) is is_missed


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("present", "votes_for", "votes_against", "expected"),
    [
        (40, 21, 19, VoteResult(Outcome.CARRIED, 21)),
        (40, 40, 0, VoteResult(Outcome.CARRIED, 21)),
        (41, 20, 21, VoteResult(Outcome.REJECTED, 21)),
        # Abstaining is being present.
        (40, 20, 12, VoteResult(Outcome.REJECTED, 21)),
        (40, 21, 0, VoteResult(Outcome.CARRIED, 21)),
        (40, 0, 0, VoteResult(Outcome.REJECTED, 21)),
        # The second sitting with few present: a quarter of 78 is twenty.
        (20, 20, 0, VoteResult(Outcome.CARRIED, 20)),
        (20, 19, 1, VoteResult(Outcome.REJECTED, 20)),
        (30, 19, 11, VoteResult(Outcome.REJECTED, 20)),
        (30, 20, 10, VoteResult(Outcome.CARRIED, 20)),
    ],
)
def test_a_decision_needs_the_majority_of_those_present_and_a_quarter_of_all(
    present, votes_for, votes_against, expected
):
    assert law.vote_result(78, present, votes_for, votes_against) == expected


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        ({"chair_side": Side.FOR}, Outcome.CARRIED),
        ({"chair_side": Side.AGAINST}, Outcome.REJECTED),
        ({}, Outcome.TIED),
        ({"is_secret": True}, Outcome.REPEAT),
        ({"is_secret": True, "is_repeated": True}, Outcome.DRAW_LOTS),
        ({"is_secret": True, "chair_side": Side.FOR}, Outcome.REPEAT),
    ],
)
def test_a_tie_goes_to_the_chair_or_is_repeated_in_secret_and_drawn(how, outcome):
    assert law.vote_result(78, 40, 20, 20, **how) == VoteResult(outcome, 21)


@pytest.mark.parametrize("how", [{"chair_side": Side.FOR}, {"is_secret": True}])
def test_no_tie_break_helps_below_the_quarter(how):
    assert law.vote_result(78, 38, 19, 19, **how) == VoteResult(Outcome.REJECTED, 20)


def test_one_against_one_is_a_tie_in_the_smallest_union():
    assert law.vote_result(4, 2, 1, 1, chair_side=Side.FOR) == VoteResult(Outcome.CARRIED, 2)


def test_equal_votes_beside_abstentions_are_not_certain():
    result = law.vote_result(78, 45, 20, 20, chair_side=Side.FOR)

    assert result == VoteResult(Outcome.CARRIED, 23, is_certain=False)


votes = st.tuples(st.integers(1, 900), st.integers(0, 900), st.integers(0, 900), st.integers(0, 900))


@quick
@given(votes, st.none() | st.sampled_from(Side), st.booleans())
def test_nothing_is_carried_by_less_than_a_quarter_of_the_full_number(counts, chair_side, is_secret):
    full_number, votes_for, votes_against, abstaining = counts
    present = votes_for + votes_against + abstaining

    result = law.vote_result(full_number, present, votes_for, votes_against, chair_side=chair_side, is_secret=is_secret)

    assert result.votes_needed * 4 >= full_number
    assert result.outcome != Outcome.CARRIED or votes_for * 4 >= full_number


@quick
@given(votes)
def test_a_vote_more_for_it_never_turns_carried_into_rejected(counts):
    full_number, votes_for, votes_against, abstaining = counts
    present = votes_for + votes_against + abstaining + 1

    fewer = law.vote_result(full_number, present, votes_for, votes_against)
    more = law.vote_result(full_number, present, votes_for + 1, votes_against)

    assert more.outcome == Outcome.CARRIED or fewer.outcome != Outcome.CARRIED


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
    ("done_on", "today", "is_missed"),
    [
        (None, date(2025, 5, 26), False),
        (None, date(2025, 5, 27), True),
        (date(2025, 5, 26), date(2025, 9, 1), False),
        (date(2025, 5, 27), date(2025, 9, 1), True),
    ],
)
def test_a_deadline_is_missed_when_its_last_day_is_over(done_on, today, is_missed):
    assert law.governor_deadline(date(2025, 5, 19)).is_missed(done_on, today) is is_missed


@pytest.mark.parametrize(
    ("sent_on", "may"),
    [(None, False), (date(2025, 5, 20), True), (date(2025, 5, 21), True), (date(2025, 5, 22), False)],
)
def test_a_decision_not_sent_to_the_governor_has_no_effect(sent_on, may):
    assert law.may_be_in_force(sent_on, date(2025, 5, 21)) is may


def due_days(year, statute):
    return {paper.kind.value: paper.deadline.due_on for paper in law.papers_owed(year, statute)}


@pytest.mark.parametrize(
    ("months", "opening", "closing"),
    [
        # Konya; Trakya as inferred; Samsun; the union of all municipalities; a union whose months are unknown.
        ([5, 11], date(2026, 5, 31), date(2024, 11, 30)),
        ([4, 9], date(2026, 4, 30), date(2024, 9, 30)),
        ([5, 9], date(2026, 5, 31), date(2024, 9, 30)),
        ([10, 5], date(2026, 5, 31), date(2024, 10, 31)),
        ([], date(2026, 5, 31), date(2024, 12, 31)),
    ],
)
def test_reports_follow_at_the_next_opening_and_plans_are_made_the_autumn_before(months, opening, closing):
    assert due_days(2025, PaperStatute(months)) == {
        "activity_report": opening,
        "final_accounts": opening,
        "budget": closing,
        "work_programme": closing,
        "tariff": closing,
    }


def test_a_tariff_may_be_set_at_the_opening_meeting_of_its_year():
    # Trakya set the tariff of 2020 in 2020.
    statute = PaperStatute([4, 9], is_tariff_set_with_budget=False)

    assert due_days(2020, statute)["tariff"] == date(2020, 4, 30)


def test_a_union_without_fees_owes_no_tariff():
    assert "tariff" not in due_days(2025, PaperStatute([5, 11], has_tariff=False))


@pytest.mark.parametrize(("year", "is_owed"), [(2024, False), (2025, True), (2026, False), (2030, True)])
def test_a_strategic_plan_is_owed_for_the_year_it_begins_if_the_statute_asks_for_it(year, is_owed):
    # Konya's statute gives strategic plan and performance programme to the assembly.
    statute = PaperStatute([5, 11], strategic_plans=[(2025, 2029), (2030, 2034)], has_performance_programme=True)

    owed = {paper.kind: paper for paper in law.papers_owed(year, statute)}

    assert (PaperKind.STRATEGIC_PLAN in owed) is is_owed
    assert not owed[PaperKind.PERFORMANCE_PROGRAMME].is_owed_by_law


@pytest.mark.parametrize(
    ("kind", "last_year"), [("budget", 2027), ("strategic_plan", 2029), ("final_accounts", 2025), ("tariff", 2025)]
)
def test_a_budget_covers_the_two_years_after_as_well(kind, last_year):
    owed = law.papers_owed(2025, PaperStatute(strategic_plans=[(2025, 2029)]))

    assert {paper.kind.value: paper.last_year_covered for paper in owed}[kind] == last_year


@pytest.mark.parametrize(
    ("kind", "ground", "article", "is_owed_by_law"),
    [
        ("activity_report", "president_reports", "Art. 14", True),
        ("final_accounts", "assembly_adopts_accounts", "Art. 9", True),
        ("budget", "assembly_adopts_budget", "Art. 9", True),
        ("work_programme", "assembly_adopts_programme", "Art. 9", True),
        ("tariff", "assembly_sets_tariff", "Art. 9", True),
        ("strategic_plan", "statute_asks", "", False),
        ("performance_programme", "statute_asks", "", False),
    ],
)
def test_every_paper_names_its_legal_ground(kind, ground, article, is_owed_by_law):
    statute = PaperStatute([5, 11], strategic_plans=[(2025, 2029)], has_performance_programme=True)

    paper = next(paper for paper in law.papers_owed(2025, statute) if paper.kind == kind)

    assert (paper.ground, paper.deadline.article, paper.is_owed_by_law) == (ground, article, is_owed_by_law)


def test_the_papers_of_the_law_are_those_the_union_records():
    assert {kind.value for kind in PaperKind} == set(Paper.Kind.values)


def test_a_years_accounts_are_settled_in_the_following_spring():
    assert law.final_accounts_deadlines(2025) == [
        Deadline("accounts_to_executive", date(2026, 4, 30), "5393 art. 64"),
        Deadline("accounts_to_assembly", date(2026, 5, 31), "5393 art. 64"),
    ]
