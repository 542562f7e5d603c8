"""What the law says of a record that somebody saves: what it refuses, and what it warns of.

Where the wording of a rule is certain, the record is refused at the field, unless the clerk gives a reason to set the
rule aside. Where it is not, the record is saved with a warning.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unions import law
from unions.law import provisions
from unions.text.turkish import format_date

if TYPE_CHECKING:
    from unions.models import Decision, Meeting, Paper

ARTICLE = re.compile(r"(?:(?P<law>\d{4,5}) art\.|Art\.) (?P<number>\d+)")


@dataclass(frozen=True)
class Finding:
    """A rule that a record breaks: at which field, in words, and by which article."""

    field: str
    message: str
    article: str
    is_certain: bool
    # Whether somebody has read the wording of the rule; what nobody has read is never said to be the law.
    is_verified: bool = True

    @property
    def text(self) -> str:
        return f"{self.message} ({self.article if self.is_verified else not_verified(self.article)})"


def finding(field: str, rule: Callable[..., Any], message: str, *, is_certain: bool = True) -> Finding:
    """A breach of one of the functions of `unions.law`, which knows the article and whether its wording is certain.

    `is_certain` is false where the wording is certain, but not that it was broken, or that it binds this organ.
    """
    ground = law.RULES[rule]
    article = quoted(ground.article)
    return Finding(field, message, article, ground.is_verified and is_certain, ground.is_verified)


def article_in_words(article: str) -> str:
    """How a person quotes an article, and that its wording is not verified where nobody has read it."""
    found = ARTICLE.match(article)
    is_read = found and int(found["number"]) in provisions.ARTICLES_READ.get(found["law"] or "5355", set())
    return quoted(article) if is_read else not_verified(quoted(article))


def quoted(article: str) -> str:
    """How a person quotes an article: that of Law 5355, or of the law it names."""
    number, _space, place = article.rpartition("art. ")
    if article.startswith("Art. "):
        return _("Law 5355, art. %(article)s") % {"article": article.removeprefix("Art. ")}
    return _("Law %(law)s, art. %(article)s") % {"law": number.strip(), "article": place}


def not_verified(article: str) -> str:
    return _("%(article)s; the wording is not verified") % {"article": article}


def refuse(findings: Iterable[Finding], override_reason: str) -> None:
    """Raise ValidationError with the certain findings, field by field, unless there is a reason to set them aside."""
    if override_reason:
        return
    errors: dict[str, list[ValidationError]] = {}
    for breach in findings:
        if breach.is_certain:
            errors.setdefault(breach.field, []).append(ValidationError(breach.text, code="law"))
    if errors:
        raise ValidationError(errors)


def of_meeting(meeting: "Meeting") -> list[Finding]:
    """What the law says of a meeting's call and of its second date; nothing of one whose day is not known."""
    if not meeting.is_day_known:
        return []
    return [*_of_call(meeting), *_of_second_sitting(meeting)]


def _of_call(meeting: "Meeting") -> Iterator[Finding]:
    if meeting.called_on and not law.call_notice(meeting.called_on, meeting.day).is_in_time:
        last_day = format_date(law.latest_call(meeting.day).due_on)
        message = _("The call was late: members should have received it by %(day)s.") % {"day": last_day}
        # The municipal rules are those of councils; other organs follow them by custom.
        yield finding("called_on", law.call_notice, message, is_certain=meeting.organ.kind == "assembly")


def _of_second_sitting(meeting: "Meeting") -> Iterator[Finding]:
    if meeting.sitting_of and meeting.sitting_of.starts_at and meeting.sitting_of.is_day_known:
        last_day = law.latest_second_meeting(meeting.sitting_of.day).due_on
        if meeting.day > last_day:
            message = _("The second sitting must be held by %(day)s.") % {"day": format_date(last_day)}
            is_certain = meeting.organ.kind == "assembly"
            yield finding("sitting_of", law.latest_second_meeting, message, is_certain=is_certain)


def of_decision(decision: "Decision", *, present: int | None = None) -> list[Finding]:
    """What the law says of a decision's vote and of the days on its way; `present` is the number on record."""
    return [
        *_of_vote(decision, present),
        *_of_tie_breaks(decision, present),
        *_of_sending_back(decision),
        *_of_sending(decision),
        *_of_carrying_out(decision),
        *_of_origin(decision),
    ]


def _of_vote(decision: "Decision", present: int | None) -> Iterator[Finding]:
    """Were there enough people for these votes, and do the votes give the outcome that is recorded?"""
    present = decision.present if decision.present is not None else present
    others = (decision.votes_against or 0) + (decision.votes_abstaining or 0)
    cast = (decision.votes_for or 0) + others
    if present is not None and cast > present:
        message = _("There are more votes (%(cast)s) than people present (%(present)s).")
        yield finding("votes_for", law.votes_possible, message % {"cast": cast, "present": present})
    yield from _of_full_number(decision, cast)
    if decision.votes_for is None and others:
        message = _("Enter how many voted for it as well; 0 if no one did.")
        yield finding("votes_for", law.vote_result, message)
    result = decision.vote_result(present)
    if result is None or decision.outcome not in ["accepted", "rejected", "unrecorded"]:
        return
    if result.outcome in [law.Outcome.CARRIED, law.Outcome.REJECTED]:
        yield from _of_outcome(decision, result)
    else:
        yield from _of_tie(decision, result.outcome)


def _of_full_number(decision: "Decision", cast: int) -> Iterator[Finding]:
    """Are there as many members as voted or were present?"""
    members = decision.full_number
    if members is None:
        return
    for field, count in [("votes_for", cast), ("present", decision.present or 0)]:
        if count > members:
            message = _("That is more (%(count)s) than the full number of members (%(members)s).")
            yield finding(field, law.votes_possible, message % {"count": count, "members": members})


def _of_outcome(decision: "Decision", result: law.VoteResult) -> Iterator[Finding]:
    """Is the recorded outcome the one that the votes give?"""
    is_accepted = decision.outcome == "accepted"
    if decision.outcome == "unrecorded" or is_accepted == (result.outcome == law.Outcome.CARRIED):
        return
    if is_accepted:
        message = _(
            "By its votes the motion was rejected: it had %(votes)s and needed %(needed)s. Choose “rejected”, correct "
            "the votes or the number of those present, or give the reason for departing from a rule."
        )
    else:
        message = _(
            "By its votes the motion was accepted: it had %(votes)s and needed %(needed)s. Choose “accepted”, correct "
            "the votes or the number of those present, or give the reason for departing from a rule."
        )
    text = message % {"votes": decision.votes_for, "needed": result.votes_needed}
    yield finding("outcome", law.vote_result, text, is_certain=result.is_certain)


def _of_tie(decision: "Decision", outcome: law.Outcome) -> Iterator[Finding]:
    """Is it recorded what broke a tie? Without it an accepted motion is refused; anything else is a warning."""
    field, message = {
        law.Outcome.TIED: ("chair_side", _("The votes are equal: enter on which side the chair voted.")),
        law.Outcome.REPEAT: (
            "is_repeated",
            _("The secret ballot is tied: enter the votes of the second ballot and mark it as repeated."),
        ),
        law.Outcome.DRAW_LOTS: ("lot", _("The repeated ballot is tied as well: enter what the lot decided.")),
    }[outcome]
    yield finding(field, law.outcome_of_tie, message, is_certain=decision.outcome == "accepted")


def _of_tie_breaks(decision: "Decision", present: int | None) -> Iterator[Finding]:
    """Is there a tie for the chair or a lot to break, and does it count as one?"""
    votes = decision.votes
    if votes is None or not (votes.chair_side or votes.lot):
        return
    numbers = {"votes_for": votes.votes_for, "votes_against": votes.votes_against}
    if votes.chair_side and votes.is_secret:
        message = _("In a secret ballot the side of the chair decides nothing: leave it empty.")
        # Of a tie it is refused where the second ballot is missing.
        yield finding("chair_side", law.outcome_of_tie, message, is_certain=not votes.is_tie)
    elif votes.chair_side and not votes.is_tie:
        message = _(
            "The votes are not equal (%(votes_for)s to %(votes_against)s), so the side of the chair decides nothing: "
            "leave it empty, or correct the votes."
        )
        yield finding("chair_side", law.outcome_of_tie, message % numbers)
    if votes.lot and not (votes.is_tie and votes.is_secret and votes.is_repeated):
        message = _(
            "A lot decides only where a repeated secret ballot is tied; here it decides nothing. Leave it empty, or "
            "correct the votes (%(votes_for)s to %(votes_against)s) and how they were cast."
        )
        yield finding("lot", law.outcome_of_tie, message % numbers)
    yield from _of_doubtful_tie(decision, present)


def _of_doubtful_tie(decision: "Decision", present: int | None) -> Iterator[Finding]:
    """Does a side break a tie beside which others abstained, or one that no side can break?"""
    votes, result = decision.votes, decision.vote_result(present)
    if votes is None or result is None or not votes.is_tie:
        return
    field = "lot" if votes.is_secret else "chair_side"
    if (
        votes.votes_abstaining
        and not result.is_certain
        and result.outcome in [law.Outcome.CARRIED, law.Outcome.REJECTED]
    ):
        message = _(
            "With %(number)s abstaining, the equal votes were taken for a tie, which the side of the chair or the lot "
            "decides. Whether they are a tie or no majority is not settled: look into the minutes."
        )
        yield finding(field, law.vote_result, message % {"number": votes.votes_abstaining}, is_certain=False)
    elif result.outcome == law.Outcome.REJECTED and law.Side.FOR in [votes.chair_side, votes.lot]:
        message = _("No side breaks this tie: the motion needed %(needed)s votes.")
        yield finding(field, law.vote_result, message % {"needed": result.votes_needed}, is_certain=False)


def _of_sending(decision: "Decision") -> Iterator[Finding]:
    """Was it final when it was sent?"""
    sent, final = decision.sent_to_governor_on, decision.final_on
    if sent and final and sent < final:
        message = _("It was sent before it was final (%(day)s); only a final decision is sent.")
        yield finding(
            "sent_to_governor_on", law.governor_deadline, message % {"day": format_date(final)}, is_certain=False
        )


def _of_sending_back(decision: "Decision") -> Iterator[Finding]:
    """Was it sent back in time, and upheld before it became final?"""
    if not decision.sent_back_on:
        return
    if not law.sent_back_in_time(decision.date, decision.sent_back_on):
        last_day = format_date(law.send_back_deadline(decision.date).due_on)
        message = _("It could be sent back until %(day)s.") % {"day": last_day}
        yield finding("sent_back_on", law.sent_back_in_time, message)
    if decision.final_on and (not decision.upheld_on or decision.final_on < decision.upheld_on):
        message = _("It was sent back, so it is final only once it has been upheld.")
        yield finding("final_on", law.upheld, message)


def _of_carrying_out(decision: "Decision") -> Iterator[Finding]:
    """Was it accepted, and a decision of the assembly sent to the governor, before it was implemented?"""
    if not decision.carried_out_on:
        return
    if decision.is_without_effect:
        message = _("A motion that was not accepted (%(outcome)s) cannot be implemented: leave the date empty.")
        yield finding("carried_out_on", law.force_on, message % {"outcome": decision.get_outcome_display()})
        return
    yield from _of_force_when_carried_out(decision)
    if decision.organ.kind != "assembly":
        return
    if not law.may_be_in_force(decision.sent_to_governor_on, decision.carried_out_on):
        message = _("It has no effect and cannot be implemented before it is sent to the governor.")
        yield finding("carried_out_on", law.may_be_in_force, message)


def _of_force_when_carried_out(decision: "Decision") -> Iterator[Finding]:
    """Had a court or a later decision taken its force before it was implemented?"""
    lost = {
        law.Force.ANNULLED: _("a court had annulled it"),
        law.Force.STAYED: _("a court had stayed it"),
        law.Force.REPEALED: _("it had been repealed"),
    }
    reason = lost.get(decision.force_on(decision.carried_out_on)) if decision.pk else None
    if reason:
        message = _("On that day it was not in force: %(reason)s. Check the day, or the ruling.")
        yield finding("carried_out_on", law.force_on, message % {"reason": reason}, is_certain=False)


def derivation_of(decision: "Decision", *, present: int | None = None) -> str:
    """What the votes on record led to, and by which rule; empty where no votes are on record."""
    votes, result = decision.votes, decision.vote_result(present)
    if votes is None or result is None:
        return ""
    article = article_in_words(law.RULES[law.vote_result].article)
    numbers = {"votes": votes.votes_for, "needed": result.votes_needed, "article": article}
    is_carried = result.outcome == law.Outcome.CARRIED
    decided = [law.Outcome.CARRIED, law.Outcome.REJECTED]
    if result.outcome in decided and votes.votes_for >= result.votes_needed:
        return _("Accepted: %(votes)s voted for it, and %(needed)s were needed (%(article)s).") % numbers
    if is_carried and votes.is_secret:
        return _("Accepted by lot, since the votes of the repeated ballot are equal (%(article)s).") % numbers
    if is_carried:
        return _("Accepted: the votes are equal, and the chair voted for it (%(article)s).") % numbers
    if result.outcome in decided:
        return _("Rejected: %(votes)s voted for it, and %(needed)s were needed (%(article)s).") % numbers
    return _("Open: the votes are equal, and what decides then is not on record (%(article)s).") % numbers


def _of_origin(decision: "Decision") -> Iterator[Finding]:
    """Could it be decided on this agenda item at all: one that was called, of a meeting of the organ that was held?"""
    item = decision.agenda_item
    if not item:
        return
    meeting = item.meeting
    if item.is_outside_call:
        yield from _of_item_outside_call(meeting)
    if meeting.state in meeting.NOT_HELD:
        message = _("According to its record this meeting was not held (%(state)s), so it cannot have taken decisions.")
        yield finding("agenda_item", law.quorum, message % {"state": meeting.get_state_display()})
    lost_at = meeting.quorum_lost_at() if meeting.pk else None
    if not law.may_decide_after_quorum_loss(item.number, lost_at):
        message = _("Too few members were left at item %(number)s; no decision could be taken from there on.")
        yield finding("agenda_item", law.may_decide_after_quorum_loss, message % {"number": lost_at})
    if decision.organ_id != meeting.organ_id:
        message = _("This agenda item belongs to a meeting of another organ.")
        yield Finding("agenda_item", message, _("Law 5355, art. 9"), True)


def _of_item_outside_call(meeting: "Meeting") -> Iterator[Finding]:
    """May this meeting deal with what was not in its call?"""
    is_council = meeting.organ.kind == "assembly"
    if meeting.kind == "extraordinary":
        message = _("This item was not in the call; an extraordinary meeting can only deal with items in the call.")
        yield finding("agenda_item", law.items_outside_call, message, is_certain=is_council)
    elif not law.joins_in_first_sitting(meeting.day, meeting.earlier_sittings()):
        message = _("This item was not in the call; an item can be added only in the first sitting of the month.")
        yield finding("agenda_item", law.joins_in_first_sitting, message, is_certain=is_council)
    else:
        message = _(
            "This item was not in the call; adding it to the agenda needs the absolute majority of those present."
        )
        # Nobody records how many wanted it on the agenda.
        yield finding("agenda_item", law.may_join_agenda, message, is_certain=False)


def of_paper(paper: "Paper") -> list[Finding]:
    """What the law says of a paper: when an activity report goes to the governor."""
    decision = paper.decision
    if not paper.sent_to_governor_on or decision is None:
        return []
    full_number = decision.full_number
    against = (decision.votes_for if decision.was_accepted else decision.votes_against) or 0
    if full_number and law.report_found_insufficient(against, full_number):
        return []
    message = _(
        "An activity report goes to the governor if three quarters of the full number find it insufficient; the votes "
        "on record do not show that."
    )
    # The full number may not be on record, and the motion may have been put either way.
    return [finding("sent_to_governor_on", law.report_found_insufficient, message, is_certain=False)]
