"""How many people lived in a municipality in a year, as the union's source tells."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.municipality import Municipality
from unions.models import ScopedQuerySet, UnionOwned, managers

FIRST_CENSUS, LAST_YEAR = 1927, 2100


class PopulationFigureQuerySet(ScopedQuerySet):
    def of(self, municipality):
        """The figures of one municipality, the latest year first."""
        return self.filter(municipality=municipality).order_by("-year")

    def in_turkish_order(self):
        return self.order_by("municipality__sort_key", "municipality_id", "year")


class PopulationFigure(UnionOwned):
    """The population of a municipality in one year: the union's own record, beside the register that all share."""

    # Reference data: a municipality with records cannot go.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="population_figures", verbose_name=_("municipality")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_CENSUS), MaxValueValidator(LAST_YEAR)]
    )
    population = models.PositiveIntegerField(_("population"))
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("For example: TÜİK, ADNKS 2025."))

    objects, all_unions = managers(PopulationFigureQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("population figure")
        verbose_name_plural = _("population figures")
        ordering = ["municipality__sort_key", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "municipality", "year"],
                name="members_populationfigure_once_a_year",
                violation_error_message=_("The population of that year is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_CENSUS, LAST_YEAR)), name="members_populationfigure_year_is_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}, {self.year}"
