"""Who sits in an assembly, as articles 8 and 9 have it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from tests.unions.law.strategies import days, numbers, quick
from unions import law
from unions.law import (
    Authority,
    Bounds,
    FixedSeats,
    Head,
    MemberSize,
    SeatEnd,
    SeatsByCouncilSize,
    SeatsByPopulation,
    SeatsByShare,
    Substitute,
)

# The statutes the examples come from; those of Konya and Akşehir are one member's evidence, not the union's rule.
AKDENIZ = SeatsByCouncilSize(first_up_to=12, first_seats=1, step=10, per_step=1, ignored_remainder=5)
AKDENIZ_FULL_TENS = SeatsByCouncilSize(first_up_to=12, first_seats=1, step=10, per_step=1, ignored_remainder=9)
HEALTHY_CITIES = SeatsByPopulation([(100_000, 1), (1_000_000, 2), (None, 3)])
SAMSUN = FixedSeats(1)
BY_SHARE = SeatsByShare([(Fraction(5, 100), 1), (Fraction(20, 100), 2), (None, 4)])


# A council's size is 9 to 55 by law; 37 leaves the remainder of five that the union's example is about.
@table(
    ("council_size", "seats"),
    [(9, 1), (11, 1), (12, 1), (13, 1), (15, 1), (17, 1), (18, 2), (22, 2), (25, 2), (27, 2), (28, 3)]
    + [(31, 3), (37, 3), (45, 4), (55, 5)],
)
def test_akdeniz_elects_by_council_size_and_leaves_out_remainders_up_to_five(council_size, seats):
    assert law.elected_seats(AKDENIZ, MemberSize(council_size=council_size)) == seats


@table(("council_size", "seats"), [(12, 1), (21, 1), (22, 2), (31, 2), (37, 3), (55, 5)])
def test_akdeniz_read_as_full_tens_counts_no_remainder(council_size, seats):
    assert law.elected_seats(AKDENIZ_FULL_TENS, MemberSize(council_size=council_size)) == seats


@table(
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


@table(
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


@table(
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


@table(("seats", "most"), [(0, 0), (1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (12, 3)])
def test_below_four_seats_nobody_comes_from_outside(seats, most):
    assert law.most_outsiders(seats) == most


@quick
@given(numbers)
def test_both_ways_of_counting_the_third_agree(seats):
    most = law.most_outsiders(seats)

    assert law.outsiders_allowed(most, seats - most)
    assert not law.outsiders_allowed(most + 1, seats - most - 1)


@table(
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


@table(
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


@table(
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


def test_an_office_ends_with_the_seat_in_the_assembly_and_a_seat_with_municipality_and_union():
    day = date(2024, 3, 31)

    assert law.seat_end(None, assembly_seat_end=day) == SeatEnd(day, "seat_lost")
    assert law.seat_end(None, municipality_end=day) == SeatEnd(day, "closed")
    assert law.seat_end(day, union_end=day, membership_end=day) == SeatEnd(day, "union_ended")


def test_seats_may_follow_the_kind_of_municipality():
    """The statute of a real union: town or district one, province two, metropolitan three."""
    rule = law.SeatsByKind(town_or_district=1, province=2, metropolitan=3)

    assert [law.elected_seats(rule, law.MemberSize(kind=kind)) for kind in law.MemberKind] == [1, 2, 3]
    assert law.elected_seats(rule, law.MemberSize()) is None


@pytest.mark.parametrize(
    ("seats", "up", "down"),
    [(1, Bounds(1, 1), Bounds(0, 0)), (2, Bounds(1, 1), Bounds(1, 1)), (3, Bounds(2, 2), Bounds(1, 1))],
)
def test_a_statute_may_say_how_the_half_is_rounded(seats, up, down):
    assert law.substitutes_owed(seats, law.Rounding.UP) == up
    assert law.substitutes_owed(seats, law.Rounding.DOWN) == down
