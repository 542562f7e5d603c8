"""Whether an annual document was adopted, and whether in time, in words."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions import law
from unions.models import Paper
from unions.models.paper import Adoption

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Words:
    """What the decision on a paper is called beside it, and what has to be said with it."""

    label: str
    note: str = ""


class NotAdopted(NamedTuple):
    """Why a paper does not simply count as adopted: in a sentence, and in few words for a cell of the grid."""

    sentence: "str | _StrPromise"
    note: "str | _StrPromise"


SAID = {
    Adoption.UNRECORDED: NotAdopted(
        gettext_lazy("It is not on record whether it was adopted."), gettext_lazy("outcome not recorded")
    ),
    Adoption.SENT_BACK: NotAdopted(
        gettext_lazy("Not adopted: the president has sent the decision back."), gettext_lazy("sent back")
    ),
    Adoption.ANNULLED: NotAdopted(
        gettext_lazy("Not adopted: a court annulled the decision."), gettext_lazy("annulled by a court")
    ),
    Adoption.STAYED: NotAdopted(gettext_lazy("A court has stayed the decision."), gettext_lazy("stayed by a court")),
    Adoption.REPEALED: NotAdopted(gettext_lazy("Adopted, and repealed by a later decision."), gettext_lazy("repealed")),
}


def adoption_in_words(paper: Paper) -> Words:
    """How the page of a paper names the decision on it."""
    if paper.adoption in [Adoption.UNKNOWN, Adoption.ADOPTED]:
        return Words(_("Adopted by"))
    return Words(_("Decision on it"), sentence(paper))


def sentence(paper: Paper) -> str:
    """Why the paper does not simply count as adopted; empty where it does."""
    return str(in_words(paper).sentence)


def short_note(paper: Paper) -> str:
    """The same in the few words that a cell of the grid holds."""
    return str(in_words(paper).note)


def in_words(paper: Paper) -> NotAdopted:
    """What is to be said of its adoption; nothing where it simply counts as adopted."""
    decision = paper.public_decision
    if decision and paper.adoption == Adoption.NOT_ADOPTED:
        outcome = decision.get_outcome_display()
        return NotAdopted(_("Not adopted: %(outcome)s.") % {"outcome": outcome}, outcome)
    return SAID.get(paper.adoption, NotAdopted("", ""))


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
