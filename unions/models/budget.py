"""What a budget or final accounts say in figures, by the economic classification of local administrations' budgets."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.models.paper import Paper
from unions.text.languages import active_language
from unions.text.turkish import capfirst
from unions.values.amounts import AmountField, written

WITHOUT_SUMS = _("Enter the figures by main heading, or at least the total.")
MORE = _("The headings add up to %(sum)s, which is %(difference)s more than this total. Correct one of the two.")
LESS = _("The headings add up to %(sum)s, which is %(difference)s less than this total. Correct one of the two.")
WRONG_KIND = _("Only a budget and final accounts have figures by main heading.")


@dataclass(frozen=True)
class Heading:
    """A main heading of the classification; `sign` is -1 for what is taken off the sum."""

    field: str
    code: str
    sign: int = 1

    @property
    def label(self) -> str:
        return label_of(self.field)

    def sum_in(self, figures: "BudgetFigures | None") -> Decimal | None:
        """The sum that the figures have under the heading; None where it is not known."""
        value = getattr(figures, self.field) if figures else None
        return None if value is None else self.sign * value


# The codes of the economic classification; 02 and 07 have no income of a union, and no code is used twice on a side.
INCOME = [
    Heading("income_taxes", "01"),
    Heading("income_property", "03"),
    Heading("income_grants", "04"),
    Heading("income_other", "05"),
    Heading("income_capital", "06"),
    Heading("income_collections", "08"),
    Heading("income_refunds", "09", -1),
]
EXPENSE = [
    Heading("expense_staff", "01"),
    Heading("expense_social_security", "02"),
    Heading("expense_goods", "03"),
    Heading("expense_interest", "04"),
    Heading("expense_current_transfers", "05"),
    Heading("expense_capital", "06"),
    Heading("expense_capital_transfers", "07"),
    Heading("expense_lending", "08"),
    Heading("expense_reserve", "09"),
]
SIDES = {"income": INCOME, "expense": EXPENSE}


TOTAL = _("As stated in the document. Empty: the sum of the headings.")


def amount(name, meaning="") -> AmountField:
    return AmountField(name, null=True, blank=True, help_text=meaning)


def label_of(field: str) -> str:
    """The heading or total in the active language, with a capital letter."""
    column: Any = BudgetFigures._meta.get_field(field)
    return capfirst(str(column.verbose_name), active_language())


class BudgetFiguresQuerySet(ScopedQuerySet):
    def public(self):
        """Figures of papers that everybody may read, with their papers."""
        return self.filter(paper__in=Paper.objects.published()).select_related("paper__decision")

    def of_undisputed_budget(self, year: int):
        """The figures of a year's public budget; none where something stands against its adoption.

        For a page that has no room for the reason: the budget's own page says it.
        """
        budget = Paper.objects.published().of(Paper.Kind.BUDGET, year).order_by()
        return self.filter(paper__in=budget.without_decision() | budget.with_sound_decision()).order_by()


class BudgetFigures(UnionOwned):
    """The figures of one budget (as planned) or of one year's final accounts (as realised), in lira."""

    rights_group = "proceedings"
    union_from = "paper"

    KINDS = (Paper.Kind.BUDGET, Paper.Kind.FINAL_ACCOUNTS)

    # Figures are part of their paper.
    paper = models.OneToOneField(
        Paper,
        on_delete=models.CASCADE,
        related_name="figures",
        verbose_name=_("annual document"),
        help_text=_("A budget or final accounts."),
    )
    income_taxes = amount(_("tax revenue"))
    income_property = amount(_("income from enterprises and property"))
    income_grants = amount(_("grants, donations and special income"))
    income_other = amount(_("other income"))
    income_capital = amount(_("capital income"))
    income_collections = amount(_("collection of receivables"))
    income_refunds = amount(_("refunds and rejections"), _("Taken off the income: enter it without a sign."))
    income_total = amount(_("total income"), TOTAL)
    expense_staff = amount(_("staff costs"))
    expense_social_security = amount(_("social security contributions"))
    expense_goods = amount(_("purchase of goods and services"))
    expense_interest = amount(_("interest"))
    expense_current_transfers = amount(_("current transfers"))
    expense_capital = amount(_("capital expenditure"))
    expense_capital_transfers = amount(_("capital transfers"))
    expense_lending = amount(_("lending"))
    expense_reserve = amount(_("reserve appropriations"))
    expense_total = amount(_("total expense"), TOTAL)

    objects, all_unions = managers(BudgetFiguresQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("budget figures")
        verbose_name_plural = _("budget figures")
        ordering = ["-paper__year", "paper__kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(income_total__isnull=True) | models.Q(income_total__gte=0),
                name="unions_budgetfigures_income_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=models.Q(expense_total__isnull=True) | models.Q(expense_total__gte=0),
                name="unions_budgetfigures_expense_not_negative",
                violation_error_message=_("The amount cannot be negative."),
            ),
        ]

    def __str__(self):
        return str(self.paper)

    @property
    def is_public(self) -> bool:
        """The figures are as public as their document."""
        return self.paper.is_public

    def sum_of(self, side: str) -> Decimal | None:
        """What the headings of a side add up to; None where none is recorded."""
        sums = [found for heading in SIDES[side] if (found := heading.sum_in(self)) is not None]
        return sum(sums, Decimal(0)) if sums else None

    def total_of(self, side: str) -> Decimal | None:
        """The total of a side: as stated, else the sum of its headings."""
        stated = getattr(self, f"{side}_total")
        return self.sum_of(side) if stated is None else stated

    def clean(self):
        super().clean()
        errors: dict = {}
        if self.paper_id and self.paper.kind not in self.KINDS:
            errors["paper"] = ValidationError(WRONG_KIND, code="wrong_kind")
        if all(self.total_of(side) is None for side in SIDES):
            errors["expense_total"] = ValidationError(WITHOUT_SUMS, code="no_figures")
        errors.update({f"{side}_total": error for side in SIDES if (error := self.difference_of(side))})
        if errors:
            raise ValidationError(errors)

    def difference_of(self, side: str) -> ValidationError | None:
        """A complaint where the headings of a side do not add up to the total that the document states."""
        stated, summed = getattr(self, f"{side}_total"), self.sum_of(side)
        if stated is None or summed is None or stated == summed:
            return None
        params = {"sum": written(summed), "difference": written(abs(stated - summed))}
        return ValidationError(MORE if summed > stated else LESS, code="different_total", params=params)
