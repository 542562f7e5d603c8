"""The terms for which the elected members of the organs sit."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.date_order import since_founding
from unions.text.periods import Period, PeriodQuerySet


class TermQuerySet(ScopedQuerySet, PeriodQuerySet):
    def begun(self):
        """Terms of which the beginning is on record."""
        return self.exclude(start_date=None)


class Term(UnionOwned, Period):
    """The years between two local elections, for which the assembly's elected members sit (art. 8)."""

    rights_group = "institution"

    date_rules = since_founding("end_date")

    objects, all_unions = managers(TermQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["-start_date"]
        constraints = [
            models.UniqueConstraint(fields=["union", "start_date"], name="unions_term_starts_once"),
        ]

    def __str__(self):
        return f"{self.start_date.year if self.start_date else '?'}–{self.end_date.year if self.end_date else ''}"

    def clean(self):
        super().clean()
        if self.start_date is None:
            raise ValidationError(
                {"start_date": ValidationError(_("Enter the first day of the term."), code="start_missing")}
            )
