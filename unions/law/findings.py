"""What the law says of a record as somebody wants to save it: what it refuses, and what it would warn of.

Where the wording of a rule is certain the record is refused at the field, unless the clerk sets the rule aside with a
reason; where it is not, the record is saved and the clerk is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unions import law
from unions.text.turkish import format_date

if TYPE_CHECKING:
    from unions.models import AgendaItem, Decision, Meeting


@dataclass(frozen=True)
class Finding:
    """A rule that a record does not keep: at which field, in words, and on which article it rests."""

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


def refuse(findings: list[Finding], override_reason: str) -> None:
    """Raise ValidationError with what is certain, field by field, unless a reason to set the rules aside is given."""
    if override_reason:
        return
    errors: dict[str, list[ValidationError]] = {}
    for each in findings:
        if each.is_certain:
            errors.setdefault(each.field, []).append(ValidationError(each.text, code="law"))
    if errors:
        raise ValidationError(errors)


def of_meeting(meeting: "Meeting") -> list[Finding]:
    """What the law says of a meeting's call and of its second date."""
    found = []
    if meeting.called_on:
        notice = law.call_notice(meeting.called_on, meeting.day)
        if not notice.is_in_time:
            last = format_date(law.latest_call(meeting.day).due_on)
            found.append(
                finding(
                    "called_on",
                    law.call_notice,
                    _("The call was late: members should have received it by %(day)s.") % {"day": last},
                )
            )
    if meeting.sitting_of and meeting.sitting_of.starts_at:
        last_day = law.latest_second_meeting(meeting.sitting_of.day).due_on
        if meeting.day > last_day:
            found.append(
                finding(
                    "sitting_of",
                    law.latest_second_meeting,
                    _("The second sitting must be held by %(day)s.") % {"day": format_date(last_day)},
                )
            )
    return found


def of_decision(decision: "Decision", *, present: int | None = None) -> list[Finding]:
    """What the law says of a decision's vote and of the days on its way; `present` is the number on record."""
    found = []
    votes = [decision.votes_for, decision.votes_against, decision.votes_abstaining]
    cast = sum(vote or 0 for vote in votes)
    if present and cast > present:
        found.append(
            finding(
                "votes_for",
                law.votes_possible,
                _("There are more votes (%(cast)s) than people present (%(present)s).")
                % {"cast": cast, "present": present},
            )
        )
    full_number = decision.agenda_item.meeting.full_number if decision.agenda_item else None
    if full_number and decision.votes_for is not None and not decision.is_unanimous:
        result = law.vote_result(
            full_number, present or cast, decision.votes_for, decision.votes_against or 0, is_secret=decision.is_secret
        )
        if result.outcome == law.Outcome.REJECTED:
            found.append(
                finding(
                    "votes_for",
                    law.vote_result,
                    _("A decision needs %(needed)s votes, and there are fewer.") % {"needed": result.votes_needed},
                )
            )
    if decision.sent_back_on and not law.sent_back_in_time(decision.date, decision.sent_back_on):
        last = format_date(law.send_back_deadline(decision.date).due_on)
        found.append(
            finding("sent_back_on", law.sent_back_in_time, _("It could be sent back until %(day)s.") % {"day": last})
        )
    is_final_early = decision.final_on and (not decision.upheld_on or decision.final_on < decision.upheld_on)
    if decision.sent_back_on and is_final_early:
        found.append(
            finding("final_on", law.upheld, _("It was sent back, so it is final only once it has been upheld."))
        )
    is_in_force = law.may_be_in_force(decision.sent_to_governor_on, decision.carried_out_on or decision.date)
    if decision.carried_out_on and not is_in_force and decision.organ.kind == "assembly":
        found.append(
            finding(
                "carried_out_on",
                law.may_be_in_force,
                _("It has no effect and cannot be implemented before it is sent to the governor."),
            )
        )
    item = decision.agenda_item
    if item:
        found += _of_origin(item)
    if item and decision.organ_id != item.meeting.organ_id:
        found.append(
            Finding(
                "agenda_item", _("This agenda item belongs to a meeting of another organ."), _("Law 5355, art. 9"), True
            )
        )
    return found


def _of_origin(item: "AgendaItem") -> list[Finding]:
    """What the law says of deciding on this item at all: was it in the call, and did the meeting have a quorum."""
    meeting = item.meeting
    found = []
    if item.is_outside_call and meeting.kind == "extraordinary":
        message = _("This item was not in the call; an extraordinary meeting can only deal with items in the call.")
        found.append(finding("agenda_item", law.items_outside_call, message))
    elif item.is_outside_call:
        message = _(
            "This item was not in the call; adding it to the agenda needs the absolute majority of those present."
        )
        found.append(finding("agenda_item", law.may_join_agenda, message))
    if meeting.state in ["inquorate", "postponed", "cancelled"]:
        message = _("According to its record this meeting was not held (%(state)s), so it cannot have taken decisions.")
        found.append(finding("agenda_item", law.quorum, message % {"state": meeting.get_state_display()}))
    return found
