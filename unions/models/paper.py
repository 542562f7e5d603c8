"""The papers that a union must adopt each year."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unions.files.fields import UploadField
from unions.models.decision import Decision
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.publishing.addresses import Citable
from unions.publishing.states import Publishable, PublishableQuerySet
from unions.text.date_order import in_the_past, since_founding
from unions.text.languages import active_language
from unions.text.search_text import Searchable
from unions.text.turkish import capfirst


class PaperQuerySet(ScopedQuerySet, PublishableQuerySet):
    def with_decision(self):
        return self.select_related("decision__organ")

    def of(self, kind: str, year: int):
        """The paper of a kind for a year; there is one at most."""
        return self.filter(kind=kind, year=year)

    def of_other_years(self, paper: "Paper"):
        """Papers of the same kind for other years."""
        return self.filter(kind=paper.kind).exclude(pk=paper.pk)


class Paper(Citable, UnionOwned, Publishable, Searchable):
    """A paper that the law or the statute makes the union adopt for a year."""

    translated = ["summary", "withdrawal_reason"]
    search_fields = ["summary", "year"]
    rights_group = "proceedings"

    date_rules = [*in_the_past("published_on"), *since_founding("published_on")]

    class Kind(models.TextChoices):
        ACTIVITY_REPORT = "activity_report", _("activity report")
        FINAL_ACCOUNTS = "final_accounts", _("final accounts")
        BUDGET = "budget", _("budget")
        WORK_PROGRAMME = "work_programme", _("work programme")
        TARIFF = "tariff", _("fee tariff")
        STRATEGIC_PLAN = "strategic_plan", _("strategic plan")
        PERFORMANCE_PROGRAMME = "performance_programme", _("performance programme")

    # The words of the permanent short addresses, the same in both languages.
    SHORT_WORDS: ClassVar[dict[str, str]] = {
        Kind.ACTIVITY_REPORT: "faaliyet-raporu",
        Kind.FINAL_ACCOUNTS: "kesin-hesap",
        Kind.BUDGET: "butce",
        Kind.WORK_PROGRAMME: "calisma-programi",
        Kind.TARIFF: "tarife",
        Kind.STRATEGIC_PLAN: "stratejik-plan",
        Kind.PERFORMANCE_PROGRAMME: "performans-programi",
    }

    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year the document is for."))
    # The decision of a paper cannot be deleted.
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="papers", null=True, blank=True, verbose_name=_("adopted by")
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
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind", "year"],
                name="unions_paper_once_a_year",
                violation_error_message=_("This document is already recorded for that year."),
            ),
            models.CheckConstraint(condition=Q(year__range=(1900, 2200)), name="unions_paper_year_is_a_year"),
        ]

    def __str__(self):
        return f"{capfirst(self.get_kind_display(), active_language())} ({self.year})"

    @property
    def short_reference(self) -> str:
        return f"{self.year}-{self.SHORT_WORDS[self.kind]}"

    def address_arguments(self) -> list:
        return [self.year, self.SHORT_WORDS[self.kind]]
