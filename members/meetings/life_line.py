"""The steps of a decision, from the call to the published summary, each with its legal deadline."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from unions import law
from unions.models import Decision, Meeting, Organ

# In the class below `date` is the name of a field.
Day = date


@dataclass(frozen=True)
class Step:
    """One step: when it was done, or by when it is due. `state` is done, pending, overdue or unknown."""

    label: str
    date: Day | None
    state: str
    due: Day | None = None
    url: str = ""


def steps(decision: Decision, meeting: Meeting | None, today: date | None = None) -> list[Step]:
    """The steps of a decision; `meeting` is the public meeting it was taken in, if there is one."""
    return [*steps_before_vote(decision, meeting), *steps_after_vote(decision, today or timezone.localdate())]


def steps_before_vote(decision: Decision, meeting: Meeting | None) -> list[Step]:
    item = decision.agenda_item
    called_on = meeting.called_on if meeting else None
    agenda = _("Agenda item %(number)s") % {"number": item.number} if meeting and item else _("Agenda")
    url = meeting.get_absolute_url() if meeting else ""
    return [
        Step(_("Call"), called_on, "done" if called_on else "unknown", url=url),
        # The agenda is part of the call (art. 11).
        Step(agenda, called_on, "done" if meeting and item else "unknown"),
        Step(_("Vote"), decision.date, "done"),
    ]


def steps_after_vote(decision: Decision, today: date) -> list[Step]:
    final, sent, public = decision.final_on, decision.sent_to_governor_on, decision.summary_published_on
    objection_ends = law.send_back_deadline(decision.date).due_on
    steps = []
    if decision.sent_back_on:
        steps.append(Step(_("Sent back by the president"), decision.sent_back_on, "done"))
        steps.append(Step(_("Upheld"), decision.upheld_on, "done" if decision.upheld_on else "pending"))
    # By law only decisions of the assembly take these steps; for other organs those on record are shown.
    is_bound = decision.organ.kind == Organ.Kind.ASSEMBLY
    if is_bound or final:
        is_open = today <= objection_ends or decision.sent_back_on
        steps.append(Step(_("Final"), final, "done" if final else "pending" if is_open else "unknown"))
    if is_bound or sent:
        # If a later step is on record, this one was done, too; only its date is unknown.
        due = law.governor_deadline(final).due_on if final and not public else None
        steps.append(_step(_("Sent to the governor"), sent, due, today))
    if is_bound or public:
        due = law.publication_deadline(final).due_on if final else None
        steps.append(_step(_("Summary published"), public, due, today))
    if decision.carried_out_on:
        steps.append(Step(_("Implemented"), decision.carried_out_on, "done"))
    return steps


def standing(decision: Decision, later: list[Decision]) -> str:
    """Whether the decision is in force, in one sentence; `later` are the public decisions that amend or repeal it."""
    repealing = [decision for decision in later if decision.amendment == Decision.Amendment.REPEALS]
    if repealing:
        return _("No: it was repealed by decision %(citation)s.") % {"citation": repealing[-1].citation}
    if decision.sent_back_on and not decision.upheld_on:
        return _("Not unless it is upheld: the president has sent it back.")
    is_bound = decision.organ.kind == Organ.Kind.ASSEMBLY
    if is_bound and not decision.final_on and not decision.sent_to_governor_on:
        return _("It is not on record as final.")
    if is_bound and not decision.sent_to_governor_on:
        return _("It is final, but it is not on record as sent to the governor, without which it has no effect.")
    if later:
        citations = ", ".join(amending.citation for amending in later)
        return _("Yes, as amended by %(citations)s.") % {"citations": citations}
    return _("Yes: no decision on record amends or repeals it.")


def _step(label: str, done_on: date | None, due: date | None, today: date) -> Step:
    if done_on:
        return Step(label, done_on, "done")
    if due is None:
        return Step(label, None, "unknown")
    return Step(label, None, "overdue" if due < today else "pending", due=due)
