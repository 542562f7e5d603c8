"""What the union is called and was called, and the act by which it was founded."""

from datetime import date
from decimal import Decimal

from django.db.models import Subquery, TextField
from django.db.models.functions import Cast

from pages.frame.joined_rows import InOneText, joined_row
from unions.caching.same_answers import made_of_rows
from unions.models import BudgetFigures, Emblem, LegalBasis, Organ, UnionName
from unions.models.budget import SIDES
from unions.papers.budget import BudgetYear, planned_for

FOUNDING_ACT_FIELDS = ["kind", "title_tr", "title_en", "number", "date", "gazette_date", "gazette_number"]

# As much of the executive committee as a link to its page needs.
EXECUTIVE_FIELDS = ["kind", "title_tr", "title_en", "slug_tr", "slug_en"]
# All that a bar of the budget shows.
FIGURES = [*(heading.field for side in SIDES.values() for heading in side), *(f"{side}_total" for side in SIDES)]


@made_of_rows
def names_of_union(budget_year: int | None) -> list[UnionName]:
    """All names, the newest first, each with the founding act, the executive committee and the emblem beside it.

    With the budget of a year too, where one is asked for: what stands against a budget takes the database, and us, as
    long as all the rest of the frame.
    """
    founding_act = LegalBasis.objects.founding_acts()
    columns = {f"act_{name}": Subquery(founding_act.values(name)[:1]) for name in FOUNDING_ACT_FIELDS}
    executive = Organ.objects.executive()
    columns |= {f"executive_{name}": Subquery(executive.values(name)[:1]) for name in EXECUTIVE_FIELDS}
    columns["emblem"] = Subquery(Emblem.objects.values("picture")[:1])
    if budget_year is not None:
        figures = BudgetFigures.objects.of_undisputed_budget(budget_year)
        # In one column: a subquery for each sum would be read for each name.
        sums = InOneText(*(Cast(name, TextField()) for name in FIGURES))
        columns["budget"] = Subquery(figures.values(sums=sums)[:1])
    return list(UnionName.objects.annotate(**columns))


def current_of(names: list[UnionName]) -> UnionName | None:
    return next((name for name in names if name.is_current), None)


def former_of(names: list[UnionName]) -> UnionName | None:
    """The name that ended last."""
    ended = [name for name in names if name.end_date and not name.is_current]
    return max(ended, key=lambda name: name.end_date, default=None)


def founding_act_of(names: list[UnionName]) -> LegalBasis | None:
    """The founding act that `names_of_union` has read along with the names."""
    is_recorded = names and getattr(names[0], "act_kind", None)
    return joined_row(names[0], LegalBasis, "act_", FOUNDING_ACT_FIELDS) if is_recorded else None


def executive_of(names: list[UnionName]) -> Organ | None:
    """The executive committee that `names_of_union` has read along with the names."""
    is_recorded = names and getattr(names[0], "executive_kind", None)
    return joined_row(names[0], Organ, "executive_", EXECUTIVE_FIELDS) if is_recorded else None


def emblem_of(names: list[UnionName]) -> str:
    """The stored name of the emblem, read along with the names; empty without one."""
    return getattr(names[0], "emblem", None) or "" if names else ""


def budget_of(names: list[UnionName], today: date) -> BudgetYear | None:
    """This year's budget, read along with the names; None where none is public or something stands against it."""
    found = getattr(names[0], "budget", None) if names else None
    if not found:
        return None
    values = zip(FIGURES, found.split(InOneText.BETWEEN), strict=True)
    sums = {name: Decimal(value) if value else None for name, value in values}
    return planned_for(today.year, BudgetFigures(**sums), today)
