"""What a vote means: majorities, ties, lots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from tests.unions.law.strategies import quick
from unions import law
from unions.law import Majority, Outcome, Side, VoteResult, Votes

CARRIED, REJECTED = Outcome.CARRIED, Outcome.REJECTED
FOR, AGAINST = Side.FOR, Side.AGAINST

# Full number, present, votes (for, against, abstaining), how it was voted, what came of it.
SITUATIONS = [
    (78, 40, (21, 19, 0), {}, CARRIED),
    (78, 40, (40, 0, 0), {}, CARRIED),
    (78, 41, (20, 21, 0), {}, REJECTED),
    # Abstaining is being present.
    (78, 40, (20, 12, 8), {}, REJECTED),
    (78, 40, (21, 0, 19), {}, CARRIED),
    (78, 40, (20, 0, 20), {}, REJECTED),
    (78, 40, (0, 40, 0), {}, REJECTED),
    (78, 40, (0, 0, 40), {}, REJECTED),
    # Konya 2023/9.
    (78, 30, (12, 18, 0), {}, REJECTED),
    (78, 30, (18, 12, 0), {}, REJECTED),
    (78, 30, (20, 10, 0), {}, CARRIED),
    # Some left before the vote, and are not present any more.
    (78, 39, (20, 19, 0), {}, CARRIED),
    (78, 45, (22, 20, 0), {}, REJECTED),
    (78, 45, (23, 20, 0), {}, CARRIED),
    # The second sitting with few present: a quarter of 78 is twenty.
    (78, 20, (20, 0, 0), {}, CARRIED),
    (78, 20, (19, 1, 0), {}, REJECTED),
    (78, 30, (19, 11, 0), {}, REJECTED),
    (80, 20, (20, 0, 0), {}, CARRIED),
    (81, 20, (20, 0, 0), {}, REJECTED),
    # Small unions.
    (4, 3, (2, 1, 0), {}, CARRIED),
    (4, 3, (1, 2, 0), {}, REJECTED),
    (4, 3, (1, 0, 2), {}, REJECTED),
    (1, 1, (1, 0, 0), {}, CARRIED),
    (5, 3, (2, 1, 0), {}, CARRIED),
    (9, 5, (3, 2, 0), {}, CARRIED),
    (9, 5, (2, 3, 0), {}, REJECTED),
    # An open tie goes to the chair's side.
    (78, 40, (20, 20, 0), {}, Outcome.TIED),
    (78, 40, (20, 20, 0), {"chair_side": FOR}, CARRIED),
    (78, 40, (20, 20, 0), {"chair_side": AGAINST}, REJECTED),
    (4, 2, (1, 1, 0), {"chair_side": FOR}, CARRIED),
    (4, 2, (1, 1, 0), {"chair_side": AGAINST}, REJECTED),
    # A lot does not break an open tie, nor a repeated ballot.
    (78, 40, (20, 20, 0), {"lot": FOR}, Outcome.TIED),
    (78, 40, (20, 20, 0), {"is_repeated": True}, Outcome.TIED),
    # A secret tie is repeated, then decided by lot; the chair's side is not known.
    (78, 40, (20, 20, 0), {"is_secret": True}, Outcome.REPEAT),
    (78, 40, (20, 20, 0), {"is_secret": True, "chair_side": FOR}, Outcome.REPEAT),
    (78, 40, (20, 20, 0), {"is_secret": True, "lot": FOR}, Outcome.REPEAT),
    (78, 40, (20, 20, 0), {"is_secret": True, "is_repeated": True}, Outcome.DRAW_LOTS),
    (78, 40, (20, 20, 0), {"is_secret": True, "is_repeated": True, "chair_side": FOR}, Outcome.DRAW_LOTS),
    (78, 40, (20, 20, 0), {"is_secret": True, "is_repeated": True, "lot": FOR}, CARRIED),
    (78, 40, (20, 20, 0), {"is_secret": True, "is_repeated": True, "lot": AGAINST}, REJECTED),
    (78, 40, (21, 19, 0), {"is_secret": True, "is_repeated": True}, CARRIED),
    (78, 40, (19, 21, 0), {"is_secret": True, "is_repeated": True, "lot": FOR}, REJECTED),
    # No tie-break helps below the quarter.
    (78, 38, (19, 19, 0), {"chair_side": FOR}, REJECTED),
    (78, 38, (19, 19, 0), {"is_secret": True}, REJECTED),
    (78, 38, (19, 19, 0), {"is_secret": True, "is_repeated": True, "lot": FOR}, REJECTED),
    # More than half of the full number.
    (78, 78, (40, 38, 0), {"majority": Majority.ABSOLUTE}, CARRIED),
    (78, 60, (39, 21, 0), {"majority": Majority.ABSOLUTE}, REJECTED),
    (78, 40, (40, 0, 0), {"majority": Majority.ABSOLUTE}, CARRIED),
    (79, 60, (39, 21, 0), {"majority": Majority.ABSOLUTE}, REJECTED),
    (79, 60, (40, 20, 0), {"majority": Majority.ABSOLUTE}, CARRIED),
    (78, 78, (39, 39, 0), {"majority": Majority.ABSOLUTE, "chair_side": FOR}, REJECTED),
    # Two thirds and three quarters, fractions counted as a whole.
    (78, 78, (52, 26, 0), {"majority": Majority.TWO_THIRDS}, CARRIED),
    (78, 78, (51, 27, 0), {"majority": Majority.TWO_THIRDS}, REJECTED),
    (79, 79, (52, 27, 0), {"majority": Majority.TWO_THIRDS}, REJECTED),
    (79, 79, (53, 26, 0), {"majority": Majority.TWO_THIRDS}, CARRIED),
    (4, 4, (3, 1, 0), {"majority": Majority.TWO_THIRDS}, CARRIED),
    (78, 78, (59, 19, 0), {"majority": Majority.THREE_QUARTERS}, CARRIED),
    (78, 78, (58, 20, 0), {"majority": Majority.THREE_QUARTERS}, REJECTED),
    (80, 60, (60, 0, 0), {"majority": Majority.THREE_QUARTERS}, CARRIED),
    (4, 3, (3, 0, 0), {"majority": Majority.THREE_QUARTERS}, CARRIED),
    (4, 3, (2, 1, 0), {"majority": Majority.THREE_QUARTERS}, REJECTED),
    (5, 5, (3, 2, 0), {"majority": Majority.THREE_QUARTERS}, REJECTED),
    (5, 5, (4, 1, 0), {"majority": Majority.THREE_QUARTERS}, CARRIED),
    # Nobody voted.
    (78, 40, (0, 0, 0), {}, REJECTED),
]


@table(("full_number", "present", "counts", "how", "outcome"), SITUATIONS)
def test_a_vote_has_the_outcome_that_the_law_gives_it(full_number, present, counts, how, outcome):
    majority = how.get("majority", Majority.SIMPLE)
    votes = Votes(*counts, **{name: value for name, value in how.items() if name != "majority"})

    result = law.vote_result(full_number, present, votes, majority=majority)

    assert result.outcome == outcome
    assert result.votes_needed == law.votes_needed(majority, full_number, present)


def test_at_least_sixty_situations_are_known():
    assert len(SITUATIONS) >= 60


def test_equal_votes_beside_abstentions_are_not_certain():
    result = law.vote_result(78, 45, Votes(20, 20, 5, chair_side=FOR))

    assert result == VoteResult(CARRIED, 23, is_certain=False)
    assert law.outcome_of_tie(Votes(20, 20, 5, chair_side=FOR)) == CARRIED


@pytest.mark.parametrize(("majority", "is_certain"), [(Majority.SIMPLE, True), (Majority.TWO_THIRDS, False)])
def test_without_a_full_number_only_the_simple_majority_is_certain(majority, is_certain):
    result = law.vote_result(30, 30, Votes(12, 18), majority=majority, is_count_known=False)

    assert (result.outcome, result.is_certain) == (REJECTED, is_certain)


@pytest.mark.parametrize(("votes", "is_insufficient"), [(58, False), (59, True), (78, True)])
def test_three_quarters_find_a_report_insufficient(votes, is_insufficient):
    assert law.report_found_insufficient(votes, 78) is is_insufficient


counts = st.tuples(st.integers(1, 900), st.integers(0, 900), st.integers(0, 900), st.integers(0, 900))


@quick
@given(counts, st.none() | st.sampled_from(Side), st.booleans(), st.sampled_from(Majority))
def test_nothing_is_carried_by_less_than_a_quarter_of_the_full_number(numbers, side, is_secret, majority):
    full_number, votes_for, votes_against, abstaining = numbers
    votes = Votes(votes_for, votes_against, abstaining, is_secret=is_secret, chair_side=side)

    result = law.vote_result(full_number, votes.cast, votes, majority=majority)

    assert result.votes_needed * 4 >= full_number
    assert result.outcome != CARRIED or votes_for * 4 >= full_number


@quick
@given(counts)
def test_a_vote_more_for_it_never_turns_carried_into_rejected(numbers):
    full_number, votes_for, votes_against, abstaining = numbers
    present = votes_for + votes_against + abstaining + 1

    fewer = law.vote_result(full_number, present, Votes(votes_for, votes_against))
    more = law.vote_result(full_number, present, Votes(votes_for + 1, votes_against))

    assert more.outcome == CARRIED or fewer.outcome != CARRIED
