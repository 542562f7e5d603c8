"""What the database holds of decisions, each with the words of its refusal."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


def accepted_by_its_votes() -> Q:
    """By the numbers alone a motion may have been accepted: more for it than against, or a tie that was broken for it.

    Every part is true or false also where a number is not recorded: a database takes what it cannot tell as allowed.
    """
    more = Q(votes_for__gt=Coalesce(F("votes_against"), 0))
    is_tie = Q(votes_for__gt=0, votes_for=Coalesce(F("votes_against"), 0))
    return Q(votes_for__isnull=True) | Q(votes_for__isnull=False) & (more | is_tie & tie_broken_for_it())


def rejected_by_its_votes() -> Q:
    """By the numbers alone a motion may have been rejected: no majority of those who voted or were present for it."""
    others = Coalesce(F("votes_against"), 0) + Coalesce(F("votes_abstaining"), 0)
    no_majority = ~Q(majority="simple") | Q(votes_for__lte=others) | Q(votes_for__lte=Coalesce(F("present"), 0) / 2)
    is_tie = Q(votes_for__gt=0, votes_for=Coalesce(F("votes_against"), 0))
    return Q(votes_for__isnull=True) | Q(votes_for__isnull=False) & no_majority & ~(is_tie & tie_broken_for_it())


def tie_broken_for_it() -> Q:
    by_chair = Q(chair_side="for", is_secret=False)
    return by_chair | Q(lot="for", is_secret=True, is_repeated=True)


CONSTRAINTS = [
    models.UniqueConstraint(
        fields=["union", "year", "series", "number"],
        name="unions_decision_number_once_a_year",
        violation_error_code="number_taken",
        violation_error_message=_("This number is already used by another decision of that year."),
    ),
    models.CheckConstraint(condition=Q(number__gte=1), name="unions_decision_number_from_one"),
    models.CheckConstraint(
        condition=Q(final_on=None) | Q(final_on__gte=F("date")),
        name="unions_decision_final_after_decided",
        violation_error_code="final_early",
        violation_error_message=_("The date it became final is before the date of the decision (Law 5393, art. 23)."),
    ),
    models.CheckConstraint(
        condition=Q(amends=None, amendment="") | Q(amends__isnull=False) & ~Q(amendment=""),
        name="unions_decision_amendment_says_what",
        violation_error_code="amendment_incomplete",
        violation_error_message=_("Choose the earlier decision and say whether this one amends or repeals it."),
    ),
    models.CheckConstraint(
        condition=Q(is_unanimous=False)
        | Q(votes_against=None)
        | Q(votes_against=0)
        | Q(outcome="rejected") & (Q(votes_for=None) | Q(votes_for=0)),
        name="unions_decision_unanimous_without_opposition",
        violation_error_code="not_unanimous",
        violation_error_message=_("A decision with votes against it cannot be unanimous."),
    ),
    models.CheckConstraint(
        condition=Q(upheld_on=None) | Q(sent_back_on__isnull=False, upheld_on__gte=F("sent_back_on")),
        name="unions_decision_upheld_after_sent_back",
        violation_error_code="upheld_early",
        violation_error_message=_("Only a decision that was sent back can be upheld."),
    ),
    models.CheckConstraint(
        condition=Q(sent_to_governor_on=None) | Q(sent_to_governor_on__gte=F("date")),
        name="unions_decision_sent_after_decided",
        violation_error_code="sent_early",
        violation_error_message=_("The date of sending is before the date of the decision."),
    ),
    models.CheckConstraint(
        condition=~Q(outcome="accepted") | ~Q(override_reason="") | accepted_by_its_votes(),
        name="unions_decision_accepted_by_its_votes",
        violation_error_code="against_votes",
        violation_error_message=_(
            "By its votes this motion was not accepted. Choose another outcome, correct the votes, or give "
            "the reason for departing from a rule."
        ),
    ),
    models.CheckConstraint(
        condition=~Q(outcome="rejected") | ~Q(override_reason="") | rejected_by_its_votes(),
        name="unions_decision_rejected_by_its_votes",
        violation_error_code="against_votes",
        violation_error_message=_(
            "By its votes this motion was not rejected. Choose another outcome, correct the votes, or give "
            "the reason for departing from a rule."
        ),
    ),
]
