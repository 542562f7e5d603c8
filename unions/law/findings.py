"""What the law says of a record that somebody saves: what it refuses, and what it warns of.

Where the wording of a rule is certain, the record is refused at the field, unless the clerk gives a reason to set the
rule aside. Where it is not, the record is saved with a warning.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unions import law
from unions.text.turkish import format_date

if TYPE_CHECKING:
    from unions.models import Decision, Meeting


@dataclass(frozen=True)
class Finding:
    """A rule that a record breaks: at which field, in words, and by which article."""

    field: str
    message: str
    article: str
    is_certain: bool

    @property
    def text(self) -> str:
        return f"{self.message} ({self.article})"


def finding(field: str, rule: Callable[..., Any], message: str) -> Finding:
    """A breach of one of the functions of `unions.law`, which knows the article and whether it is certain."""
    ground = law.RULES[rule]
    return Finding(field, message, article_in_words(ground.article), ground.is_verified)


def article_in_words(article: str) -> str:
    """How a person quotes an article: that of Law 5355, or of the law it names."""
    number, _space, place = article.rpartition("art. ")
    if article.startswith("Art. "):
        return _("Law 5355, art. %(article)s") % {"article": article.removeprefix("Art. ")}
    return _("Law %(law)s, art. %(article)s") % {"law": number.strip(), "article": place}


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
    """What the law says of a meeting's call and of its second date."""
    return [*_of_call(meeting), *_of_second_sitting(meeting)]


def _of_call(meeting: "Meeting") -> Iterator[Finding]:
    if meeting.called_on and not law.call_notice(meeting.called_on, meeting.day).is_in_time:
        last_day = format_date(law.latest_call(meeting.day).due_on)
        message = _("The call was late: members should have received it by %(day)s.") % {"day": last_day}
        yield finding("called_on", law.call_notice, message)


def _of_second_sitting(meeting: "Meeting") -> Iterator[Finding]:
    if meeting.sitting_of and meeting.sitting_of.starts_at:
        last_day = law.latest_second_meeting(meeting.sitting_of.day).due_on
        if meeting.day > last_day:
            message = _("The second sitting must be held by %(day)s.") % {"day": format_date(last_day)}
            yield finding("sitting_of", law.latest_second_meeting, message)


def of_decision(decision: "Decision", *, present: int | None = None) -> list[Finding]:
    """What the law says of a decision's vote and of the days on its way; `present` is the number on record."""
    return [
        *_of_vote(decision, present),
        *_of_sending_back(decision),
        *_of_carrying_out(decision),
        *_of_origin(decision),
    ]


def _of_vote(decision: "Decision", present: int | None) -> Iterator[Finding]:
    """Were there enough people for these votes, and enough votes for the decision?"""
    cast = sum(vote or 0 for vote in [decision.votes_for, decision.votes_against, decision.votes_abstaining])
    if present and cast > present:
        message = _("There are more votes (%(cast)s) than people present (%(present)s).")
        yield finding("votes_for", law.votes_possible, message % {"cast": cast, "present": present})
    full_number = decision.agenda_item.meeting.full_number if decision.agenda_item else None
    if not full_number or decision.votes_for is None or decision.is_unanimous:
        return
    result = law.vote_result(
        full_number, present or cast, decision.votes_for, decision.votes_against or 0, is_secret=decision.is_secret
    )
    if result.outcome == law.Outcome.REJECTED:
        message = _("A decision needs %(needed)s votes, and there are fewer.") % {"needed": result.votes_needed}
        yield finding("votes_for", law.vote_result, message)


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
    """Was a decision of the assembly sent to the governor before it was implemented?"""
    if not decision.carried_out_on or decision.organ.kind != "assembly":
        return
    if not law.may_be_in_force(decision.sent_to_governor_on, decision.carried_out_on):
        message = _("It has no effect and cannot be implemented before it is sent to the governor.")
        yield finding("carried_out_on", law.may_be_in_force, message)


def _of_origin(decision: "Decision") -> Iterator[Finding]:
    """Could it be decided on this agenda item at all: one that was called, of a meeting of the organ that was held?"""
    item = decision.agenda_item
    if not item:
        return
    meeting = item.meeting
    if item.is_outside_call and meeting.kind == "extraordinary":
        message = _("This item was not in the call; an extraordinary meeting can only deal with items in the call.")
        yield finding("agenda_item", law.items_outside_call, message)
    elif item.is_outside_call:
        message = _(
            "This item was not in the call; adding it to the agenda needs the absolute majority of those present."
        )
        yield finding("agenda_item", law.may_join_agenda, message)
    if meeting.state in ["inquorate", "postponed", "cancelled"]:
        message = _("According to its record this meeting was not held (%(state)s), so it cannot have taken decisions.")
        yield finding("agenda_item", law.quorum, message % {"state": meeting.get_state_display()})
    if decision.organ_id != meeting.organ_id:
        message = _("This agenda item belongs to a meeting of another organ.")
        yield Finding("agenda_item", message, _("Law 5355, art. 9"), True)
