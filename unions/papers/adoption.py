"""Whether an annual document was adopted, and whether in time, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from unions import law
from unions.models import Paper
from unions.models.paper import Adoption


@dataclass(frozen=True)
class Words:
    """What the decision on a paper is called beside it, and what has to be said with it."""

    label: str
    note: str = ""


def adoption_in_words(paper: Paper) -> Words:
    """How the page of a paper names the decision on it."""
    if paper.adoption in [Adoption.UNKNOWN, Adoption.ADOPTED]:
        return Words(_("Adopted by"))
    return Words(_("Decision on it"), sentence(paper))


def sentence(paper: Paper) -> str:
    """Why the paper does not simply count as adopted; empty where it does."""
    words = {
        Adoption.UNRECORDED: _("It is not on record whether it was adopted."),
        Adoption.SENT_BACK: _("Not adopted: the president has sent the decision back."),
        Adoption.ANNULLED: _("Not adopted: a court annulled the decision."),
        Adoption.STAYED: _("A court has stayed the decision."),
        Adoption.REPEALED: _("Adopted, and repealed by a later decision."),
    }
    return _told(paper, _("Not adopted: %(outcome)s."), words)


def short_note(paper: Paper) -> str:
    """The same in the few words that a cell of the grid holds."""
    words = {
        Adoption.UNRECORDED: _("outcome not recorded"),
        Adoption.SENT_BACK: _("sent back"),
        Adoption.ANNULLED: _("annulled by a court"),
        Adoption.STAYED: _("stayed by a court"),
        Adoption.REPEALED: _("repealed"),
    }
    return _told(paper, "%(outcome)s", words)


def _told(paper: Paper, not_adopted: str, words: dict[Adoption, str]) -> str:
    decision = paper.public_decision
    if decision and paper.adoption == Adoption.NOT_ADOPTED:
        return not_adopted % {"outcome": decision.get_outcome_display()}
    return words.get(paper.adoption, "")


def adopted_late(paper: Paper, deadline: law.Deadline) -> bool:
    """Whether the assembly decided on it after its last day; not known without the decision."""
    decision = paper.public_decision
    return decision is not None and decision.date > deadline.due_on


def lateness_of(paper: Paper) -> date | None:
    """The day by which a paper that was adopted late should have been adopted; None for one in time."""
    decision = paper.public_decision
    if decision is None or not decision.was_accepted:
        return None
    planned = [(paper.year, paper.year)] if paper.kind == Paper.Kind.STRATEGIC_PLAN else []
    statute = law.PaperStatute(
        meeting_months=decision.organ.months,
        strategic_plans=planned,
        has_performance_programme=paper.kind == Paper.Kind.PERFORMANCE_PROGRAMME,
    )
    owed = {row.kind.value: row for row in law.papers_owed(paper.year, statute)}.get(paper.kind)
    return owed.deadline.due_on if owed and adopted_late(paper, owed.deadline) else None
