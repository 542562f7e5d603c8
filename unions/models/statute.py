"""The numbers that the law leaves to a union's statute."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.models.ownership import UnionOwned


class Statute(UnionOwned):
    """What the law leaves to the union's statute (art. 5 and 8), as numbers, each with the statute's own article.

    An empty field means that the statute's rule is not recorded; checks that need it are skipped.
    """

    rights_group = "institution"

    class SeatRule(models.TextChoices):
        FIXED = "fixed", _("the same number for every member")
        COUNCIL_SIZE = "council_size", _("by the size of the member's council")
        POPULATION = "population", _("by the member's population")

    seat_rule = models.CharField(_("rule for elected seats"), max_length=12, choices=SeatRule.choices, blank=True)
    seats_fixed = models.PositiveSmallIntegerField(
        _("seats for every member"), null=True, blank=True, help_text=_("If the number is the same for every member.")
    )
    council_first = models.PositiveSmallIntegerField(
        _("councillors for the first seat"),
        null=True,
        blank=True,
        help_text=_("Councils up to this size elect one member."),
    )
    council_step = models.PositiveSmallIntegerField(
        _("councillors for each further seat"),
        null=True,
        blank=True,
        help_text=_("A remainder of half or less gives no further seat."),
    )
    population_bands = models.CharField(
        _("population bands"),
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d+=\d+(,\d+=\d+)*(,\*=\d+)?$", _("Upper limit = seats, separated by commas: 100000=1,1000000=2,*=3")
            )
        ],
        help_text=_("Upper limit = seats, separated by commas: 100000=1,1000000=2,*=3"),
    )
    seat_article = models.CharField(_("article on seats"), max_length=40, blank=True)
    executive_size = models.PositiveSmallIntegerField(
        _("members of the executive committee"),
        null=True,
        blank=True,
        help_text=_("In addition to the president; at most seven (art. 12)."),
    )
    executive_article = models.CharField(_("article on the executive committee"), max_length=40, blank=True)
    owes_strategic_plan = models.BooleanField(_("strategic plan required"), default=False)
    strategic_plan_years = models.PositiveSmallIntegerField(
        _("years covered by a strategic plan"), default=5, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    owes_performance_programme = models.BooleanField(_("performance programme required"), default=False)
    plan_article = models.CharField(_("article on plan and programme"), max_length=40, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("statute numbers")
        verbose_name_plural = _("statute numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["union"],
                name="unions_statute_once",
                violation_error_message=_("The union's statute is already recorded."),
            ),
            models.CheckConstraint(
                condition=models.Q(executive_size=None) | models.Q(executive_size__range=(1, 7)),
                name="unions_statute_executive_at_most_seven",
                violation_error_code="executive_too_large",
                violation_error_message=_(
                    "Art. 12: the executive committee has at most seven members in addition to the president."
                ),
            ),
        ]

    def __str__(self):
        return str(_("statute numbers"))

    @property
    def elected_seats(self) -> law.SeatRule | None:
        """How the statute counts the seats a member's council elects (art. 8/1); None if it is not recorded."""
        if self.seat_rule == self.SeatRule.FIXED and self.seats_fixed:
            return law.FixedSeats(self.seats_fixed)
        if self.seat_rule == self.SeatRule.COUNCIL_SIZE and self.council_first and self.council_step:
            return law.SeatsByCouncilSize(
                first_up_to=self.council_first,
                first_seats=1,
                step=self.council_step,
                per_step=1,
                ignored_remainder=self.council_step // 2,
            )
        if self.seat_rule == self.SeatRule.POPULATION and self.population_bands:
            return law.SeatsByPopulation(self._bands)
        return None

    @property
    def weighs_population(self) -> bool:
        return self.seat_rule == self.SeatRule.POPULATION

    @property
    def _bands(self) -> list[tuple[int | None, int]]:
        pairs = [band.split("=") for band in self.population_bands.split(",") if "=" in band]
        return [(None if limit == "*" else int(limit), int(seats)) for limit, seats in pairs]

    def clean(self):
        super().clean()
        needed = {
            self.SeatRule.FIXED: ["seats_fixed"],
            self.SeatRule.COUNCIL_SIZE: ["council_first", "council_step"],
            self.SeatRule.POPULATION: ["population_bands"],
        }.get(self.seat_rule, [])
        missing = {
            name: ValidationError(_("The chosen rule for seats requires this field."), code="rule_incomplete")
            for name in needed
            if not getattr(self, name)
        }
        if missing:
            raise ValidationError(missing)
        if self.population_bands:
            try:
                law.SeatsByPopulation(self._bands)
            except ValueError as error:
                raise ValidationError(
                    {
                        "population_bands": ValidationError(
                            _("List the limits in ascending order and end with *: 100000=1,1000000=2,*=3"), code="bands"
                        )
                    }
                ) from error
