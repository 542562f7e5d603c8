"""The papers that a union must adopt each year."""

from enum import StrEnum
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.files.fields import UploadField
from unions.law import findings
from unions.models.decision import Decision
from unions.models.decision_queries import RELATED
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.publishing.addresses import Citable
from unions.publishing.states import Publishable, PublishableQuerySet
from unions.tenancy import scope
from unions.text.date_order import in_the_past, since_founding
from unions.text.languages import active_language
from unions.text.search_text import Searchable
from unions.text.turkish import capfirst


class Adoption(StrEnum):
    """Whether the decision on a paper adopted it, as far as readers may know."""

    UNKNOWN = "unknown"
    UNRECORDED = "unrecorded"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    SENT_BACK = "sent_back"
    ANNULLED = "annulled"
    STAYED = "stayed"
    REPEALED = "repealed"


# By whether the decision is in force; otherwise the paper is adopted, although a step may be missing.
ADOPTION = {
    law.Force.UNRECORDED: Adoption.UNRECORDED,
    law.Force.NOT_ADOPTED: Adoption.NOT_ADOPTED,
    law.Force.SENT_BACK: Adoption.SENT_BACK,
    law.Force.ANNULLED: Adoption.ANNULLED,
    law.Force.STAYED: Adoption.STAYED,
    law.Force.REPEALED: Adoption.REPEALED,
}


class PaperQuerySet(ScopedQuerySet, PublishableQuerySet):
    def with_decision(self):
        """Papers with their decisions and all that says whether these adopted them, in a constant number of queries."""
        decisions = Decision.objects.select_related("organ").with_force()
        return self.prefetch_related(models.Prefetch("decision", decisions))

    def with_decision_flags(self):
        """The same for one paper: only what exists is queried."""
        return self.select_related("decision__organ").annotate(**Decision.all_unions.related_flags("decision"))

    def with_budget(self):
        """Budgets, supplementary ones and final accounts with their figures and decisions, the newest year first."""
        kinds = [Paper.Kind.BUDGET, Paper.Kind.SUPPLEMENTARY_BUDGET, Paper.Kind.FINAL_ACCOUNTS]
        return self.filter(kind__in=kinds).select_related("figures").with_decision()

    def without_figures(self, since: int):
        """Public budgets and final accounts of these years whose figures nobody has entered."""
        kinds = [Paper.Kind.BUDGET, Paper.Kind.FINAL_ACCOUNTS]
        return self.published().filter(kind__in=kinds, year__gte=since, figures=None)

    def without_decision(self):
        return self.filter(decision=None)

    def with_sound_decision(self):
        """Papers that a public decision adopted which nobody sent back, repealed, stayed or annulled."""
        return self.filter(decision__in=Decision.objects.published().sound())

    def of(self, kind: str, year: int, number: int = 1):
        """The paper of a kind for a year; there is one at most."""
        return self.filter(kind=kind, year=year, number=number)

    def beside(self, paper: "Paper"):
        """The other papers of its kind or of its year."""
        return self.filter(Q(kind=paper.kind) | Q(year=paper.year)).exclude(pk=paper.pk)


class Paper(Citable, UnionOwned, Publishable, Searchable):
    """A paper that the law or the statute makes the union adopt for a year."""

    translated = ["summary", "withdrawal_reason"]
    search_fields = ["summary", "year"]
    rights_group = "proceedings"

    date_rules = [*in_the_past("published_on", "sent_to_governor_on"), *since_founding("published_on")]

    class Kind(models.TextChoices):
        ACTIVITY_REPORT = "activity_report", _("activity report")
        FINAL_ACCOUNTS = "final_accounts", _("final accounts")
        BUDGET = "budget", _("budget")
        SUPPLEMENTARY_BUDGET = "supplementary_budget", _("supplementary budget")
        WORK_PROGRAMME = "work_programme", _("work programme")
        TARIFF = "tariff", _("fee tariff")
        STRATEGIC_PLAN = "strategic_plan", _("strategic plan")
        PERFORMANCE_PROGRAMME = "performance_programme", _("performance programme")
        AUDIT_REPORT = "audit_report", _("report of the audit committee")

    # The words of the permanent short addresses, the same in both languages.
    SHORT_WORDS: ClassVar[dict[str, str]] = {
        Kind.ACTIVITY_REPORT: "faaliyet-raporu",
        Kind.FINAL_ACCOUNTS: "kesin-hesap",
        Kind.BUDGET: "butce",
        Kind.SUPPLEMENTARY_BUDGET: "ek-butce",
        Kind.WORK_PROGRAMME: "calisma-programi",
        Kind.TARIFF: "tarife",
        Kind.STRATEGIC_PLAN: "stratejik-plan",
        Kind.PERFORMANCE_PROGRAMME: "performans-programi",
        Kind.AUDIT_REPORT: "denetim-raporu",
    }
    # The kinds of which a year may have several.
    SEVERAL_A_YEAR: ClassVar[list[str]] = [Kind.SUPPLEMENTARY_BUDGET, Kind.AUDIT_REPORT]

    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year the document is for."))
    number = models.PositiveSmallIntegerField(
        _("number within the year"),
        default=1,
        help_text=_("2 for the second supplementary budget of a year."),
    )
    # The decision of a paper cannot be deleted.
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="papers",
        null=True,
        blank=True,
        verbose_name=_("decided by"),
        help_text=_("The decision on this document, also if it was rejected."),
    )
    sent_to_governor_on = models.DateField(
        _("sent to the governor on"),
        null=True,
        blank=True,
        help_text=_("Only for an activity report that three quarters of the full number found insufficient."),
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    file = UploadField(_("file"), blank=True)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("A summary of the content for people who cannot open the file.")
    )

    objects, all_unions = managers(PaperQuerySet)

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("annual document")
        verbose_name_plural = _("annual documents")
        ordering = ["-year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind", "year", "number"],
                name="unions_paper_once_a_year",
                violation_error_message=_("This document is already recorded for that year."),
            ),
            models.CheckConstraint(condition=Q(year__range=(1900, 2200)), name="unions_paper_year_is_a_year"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(number__gt=1, kind__in=["supplementary_budget", "audit_report"]),
                name="unions_paper_several_only_of_some_kinds",
                violation_error_code="only_one",
                violation_error_message=_("A year has only one document of this kind: its number is 1."),
            ),
            models.CheckConstraint(
                condition=Q(sent_to_governor_on=None) | Q(kind="activity_report"),
                name="unions_paper_only_reports_to_the_governor",
                violation_error_code="not_a_report",
                violation_error_message=_("Only an activity report is sent to the governor (Law 5393, art. 26)."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.year})"

    @property
    def name(self) -> str:
        """Its kind, and its number where the year has several: Supplementary budget 2."""
        kind = capfirst(self.get_kind_display(), active_language())
        return f"{kind} {self.number}" if self.number > 1 else kind

    @property
    def public_decision(self) -> Decision | None:
        """The decision on it, where everybody may read it."""
        decision = self.decision
        if decision is None or not decision.is_public:
            return None
        for name in RELATED:
            if hasattr(self, name):
                setattr(decision, name, getattr(self, name))
        return decision

    @property
    def adoption(self) -> Adoption:
        """Whether it is adopted, by the decision that everybody may read."""
        decision = self.public_decision
        return ADOPTION.get(decision.force, Adoption.ADOPTED) if decision else Adoption.UNKNOWN

    @property
    def word(self) -> str:
        """The word of its addresses: butce, ek-butce, ek-butce-2."""
        word = self.SHORT_WORDS[self.kind]
        return f"{word}-{self.number}" if self.number > 1 else word

    @property
    def short_reference(self) -> str:
        return f"{self.year}-{self.word}"

    def address_arguments(self) -> list:
        return [self.year, self.word]

    def clean(self):
        super().clean()
        # Its address has room for three digits.
        within(self, "number", 1, 999)
        within(self, "year", 1900, 2200)
        same = Paper.all_unions.filter(union=self.union_id or scope.union(), kind=self.kind, year=self.year)
        if same.filter(number=self.number).exclude(pk=self.pk).exists():
            message = _("This document is already recorded for that year.")
            field = "number" if self.kind in self.SEVERAL_A_YEAR else "year"
            raise ValidationError({field: ValidationError(message, code="recorded")})
        findings.refuse(self.findings(), self.decision.override_reason if self.decision else "")

    def findings(self) -> list[findings.Finding]:
        """The rules of law that the paper breaks in its present state."""
        return findings.of_paper(self)


def within(paper: Paper, name: str, least: int, most: int) -> None:
    """Refuse a number that nobody can have meant, at its field."""
    value = getattr(paper, name)
    try:
        for validator in [MinValueValidator(least), MaxValueValidator(most)] if value is not None else []:
            validator(value)
    except ValidationError as error:
        raise ValidationError({name: error}) from None


def parse_word(word: str) -> tuple[str, int] | None:
    """The kind and number that a word of an address means; None where it means nothing."""
    kinds = {word: kind for kind, word in Paper.SHORT_WORDS.items()}
    if word in kinds:
        return kinds[word], 1
    stem, _hyphen, number = word.rpartition("-")
    is_number = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 4
    return (kinds[stem], int(number)) if stem in kinds and is_number and int(number) > 1 else None
