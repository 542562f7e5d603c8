"""The laws, decrees and statutes that a union rests on."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.files.fields import UploadField
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.date_order import NotBefore, in_the_past
from unions.text.partial_dates import PartialDateField
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable


class LegalBasisQuerySet(ScopedQuerySet):
    def with_changes(self):
        """Legal bases with the changes of the statute and the decisions on them."""
        return self.prefetch_related("changes__decision")

    def founding_acts(self):
        """The act by which the union was founded; none where it is not on record."""
        return self.filter(is_founding_act=True)


class LegalBasis(UnionOwned, Searchable):
    """A law, decree, convention or statute the union rests on, with its place in the Official Gazette."""

    translated = ["title", "text", "full_text"]
    search_fields = ["title", "number"]
    rights_group = "institution"

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        DECREE = "decree", _("decree")
        CONVENTION = "convention", _("convention")
        STATUTE = "statute", _("statute")
        REGULATION = "regulation", _("regulation")

    date_rules = [*in_the_past("date", "gazette_date"), NotBefore("gazette_date", "date")]

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("As cited: 5355, 2000/1461."))
    date = PartialDateField(_("date"), null=True, blank=True)
    gazette_date = models.DateField(_("date of the Official Gazette"), null=True, blank=True)
    gazette_number = models.PositiveIntegerField(_("number of the Official Gazette"), null=True, blank=True)
    is_founding_act = models.BooleanField(_("founding act"), default=False)
    text = RichTextField(_("what it means for the union"), blank=True)
    full_text = RichTextField(
        _("full text"), blank=True, help_text=_("Of the statute as it is in force today; or its file below.")
    )
    file = UploadField(_("file of the full text"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(LegalBasisQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(is_founding_act=True), name="unions_legalbasis_one_founding_act"
            ),
            models.CheckConstraint(
                condition=models.Q(gazette_number=None) | models.Q(gazette_date__isnull=False),
                name="unions_legalbasis_gazette_number_needs_date",
                violation_error_code="gazette_date_missing",
                violation_error_message=_("An Official Gazette number also needs the date."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})" if self.number else self.title

    @property
    def gazette_url(self) -> str:
        """Where the Official Gazette keeps that day's issue, by the pattern of its archive; empty when undated."""
        if not self.gazette_date:
            return ""
        day: date = self.gazette_date
        return f"https://www.resmigazete.gov.tr/eskiler/{day:%Y}/{day:%m}/{day:%Y%m%d}.htm"
