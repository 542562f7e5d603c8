"""The steps of a decision, from the call to the published summary, each with its legal deadline."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from unions import law
from unions.models import CourtRuling, Decision, Meeting, Organ
from unions.text.turkish import format_date

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
        Step(vote_in_words(decision), decision.date, "done"),
    ]


def vote_in_words(decision: Decision) -> str:
    """The vote with what became of the motion, where that is known."""
    if decision.outcome == Decision.Outcome.UNRECORDED:
        return _("Vote")
    return _("Vote: %(outcome)s") % {"outcome": decision.get_outcome_display()}


def steps_after_vote(decision: Decision, today: date) -> list[Step]:
    steps = steps_without_effect(decision) if decision.is_without_effect else steps_to_effect(decision, today)
    return [*steps, *steps_at_court(decision)]


def steps_without_effect(decision: Decision) -> list[Step]:
    """What is on record of a motion that was not accepted: nothing is due any more, and nothing is implemented."""
    recorded = [
        (_("Sent back by the president"), decision.sent_back_on),
        (_("Final"), decision.final_on),
        (_("Sent to the governor"), decision.sent_to_governor_on),
        (_("Summary published"), decision.summary_published_on),
    ]
    return [Step(label, day, "done") for label, day in recorded if day]


def steps_at_court(decision: Decision) -> list[Step]:
    steps = []
    for ruling in decision.known_rulings():
        kind, lifted = ruling_in_words(ruling)
        steps.append(Step(kind, ruling.ruled_on, "done"))
        if ruling.lifted_on:
            steps.append(Step(lifted, ruling.lifted_on, "done"))
    return steps


def ruling_in_words(ruling: CourtRuling) -> tuple[str, str]:
    """What the court did, and what the end of it is called."""
    return {
        CourtRuling.Kind.STAY: (_("Stayed by a court"), _("Stay lifted")),
        CourtRuling.Kind.ANNULMENT: (_("Annulled by a court"), _("Annulment set aside")),
        CourtRuling.Kind.PARTLY: (_("Annulled in part by a court"), _("Annulment in part set aside")),
    }[CourtRuling.Kind(ruling.kind)]


def steps_to_effect(decision: Decision, today: date) -> list[Step]:
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


def standing(decision: Decision, day: Day | None = None) -> str:
    """Whether the decision is in force on a day, today if none is given, in one sentence."""
    force = decision.force_on(day)
    changes = decision.effective_changes(day)
    match force:
        case law.Force.NOT_ADOPTED:
            return _("No: the motion was not accepted (%(outcome)s).") % {"outcome": decision.get_outcome_display()}
        case law.Force.ANNULLED | law.Force.STAYED | law.Force.PARTLY:
            return struck_in_words(decision, force, day or timezone.localdate())
        case law.Force.REPEALED:
            repeals = [later for later in changes if later.amendment == Decision.Amendment.REPEALS]
            return _("No: it was repealed by decision %(citation)s.") % {"citation": repeals[-1].citation}
        case law.Force.AMENDED:
            citations = ", ".join(later.citation for later in changes)
            return _("Yes, as amended by %(citations)s.") % {"citations": citations}
    return sentences()[force]


def sentences() -> dict[law.Force, str]:
    """Whether a decision is in force, where nothing else has to be named."""
    return {
        law.Force.NOT_YET_TAKEN: _("No: it had not been taken yet."),
        law.Force.UNRECORDED: _("Not known: it is not on record whether the motion was accepted."),
        law.Force.SENT_BACK: _("Not unless it is upheld: the president has sent it back."),
        law.Force.NOT_FINAL: _("It is not on record as final."),
        law.Force.NOT_SENT: _(
            "It is final, but it is not on record as sent to the governor, without which it has no effect."
        ),
        law.Force.FULL: _("Yes: no decision on record amends or repeals it."),
    }


def struck_in_words(decision: Decision, force: law.Force, day: Day) -> str:
    """What a court did with the decision, and since when."""
    kind, text = {
        law.Force.ANNULLED: (CourtRuling.Kind.ANNULMENT, _("No: %(court)s annulled it on %(day)s.")),
        law.Force.STAYED: (CourtRuling.Kind.STAY, _("No: %(court)s stayed it on %(day)s.")),
        law.Force.PARTLY: (CourtRuling.Kind.PARTLY, _("Yes, except the part that %(court)s annulled on %(day)s.")),
    }[force]
    ruling = next(row for row in decision.known_rulings() if row.kind == kind and row.as_law.binds_on(day))
    return text % {"court": ruling.court, "day": format_date(ruling.ruled_on)}


def _step(label: str, done_on: date | None, due: date | None, today: date) -> Step:
    if done_on:
        return Step(label, done_on, "done")
    if due is None:
        return Step(label, None, "unknown")
    return Step(label, None, "overdue" if due < today else "pending", due=due)
