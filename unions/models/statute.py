"""The numbers that the law leaves to a union's statute."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.models.ownership import UnionOwned

BANDS_RISE = _("List the limits in ascending order and end with *: 100000=1,1000000=2,*=3")


class Statute(UnionOwned):
    """What the law leaves to the union's statute (art. 5 and 8), as numbers, each with the statute's own article.

    An empty field means that the statute's rule is not recorded; checks that need it are skipped.
    """

    rights_group = "institution"

    class SeatRule(models.TextChoices):
        FIXED = "fixed", _("the same number for every member")
        COUNCIL_SIZE = "council_size", _("by the size of the member's council")
        POPULATION = "population", _("by the member's population")
        KIND = "kind", _("by the kind of municipality")
        SHARE = "share", _("by the member's share of the contributions")

    class Rounding(models.TextChoices):
        UP = law.Rounding.UP.value, _("half a person counts as one")
        DOWN = law.Rounding.DOWN.value, _("half a person is left out")

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
    seats_town = models.PositiveSmallIntegerField(_("seats of a town or district"), null=True, blank=True)
    seats_province = models.PositiveSmallIntegerField(_("seats of a provincial municipality"), null=True, blank=True)
    seats_metropolitan = models.PositiveSmallIntegerField(
        _("seats of a metropolitan municipality"), null=True, blank=True
    )
    share_bands = models.CharField(
        _("bands of the share"),
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(r"^\d+=\d+(,\d+=\d+)*(,\*=\d+)?$", _("Per cent = seats, separated by commas: 5=1,10=2,*=3"))
        ],
        help_text=_("Share of all contributions up to this many per cent = seats, separated by commas: 5=1,10=2,*=3"),
    )
    substitute_rounding = models.CharField(
        _("rounding of the substitutes"),
        max_length=4,
        choices=Rounding.choices,
        blank=True,
        help_text=_("Substitutes are half of the elected members. Leave empty if the statute does not say."),
    )
    seat_article = models.CharField(_("article on seats"), max_length=40, blank=True)
    executive_size = models.PositiveSmallIntegerField(
        _("members of the executive committee"),
        null=True,
        blank=True,
        help_text=_("In addition to the president."),
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
                # That seven are the most is not verified, so it is a finding and no refusal.
                condition=models.Q(executive_size=None) | models.Q(executive_size__gte=1),
                name="unions_statute_executive_not_empty",
                violation_error_code="executive_empty",
                violation_error_message=_("The executive committee has at least one member beside the president."),
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
            return law.SeatsByPopulation(bands_of(self.population_bands))
        if self.seat_rule == self.SeatRule.KIND and self.seats_town is not None:
            return law.SeatsByKind(self.seats_town, self.seats_province or 0, self.seats_metropolitan or 0)
        if self.seat_rule == self.SeatRule.SHARE and self.share_bands:
            return law.SeatsByShare(shares_of(self.share_bands))
        return None

    @property
    def rounding(self) -> law.Rounding | None:
        """How the half of an odd number of members is read; None where nobody has said."""
        return law.Rounding(self.substitute_rounding) if self.substitute_rounding else None

    @property
    def weighs_population(self) -> bool:
        return self.seat_rule == self.SeatRule.POPULATION

    def clean(self):
        super().clean()
        needed = {
            self.SeatRule.FIXED: ["seats_fixed"],
            self.SeatRule.COUNCIL_SIZE: ["council_first", "council_step"],
            self.SeatRule.POPULATION: ["population_bands"],
            self.SeatRule.KIND: ["seats_town", "seats_province", "seats_metropolitan"],
            self.SeatRule.SHARE: ["share_bands"],
        }.get(self.seat_rule, [])
        missing = {
            name: ValidationError(_("The chosen rule for seats requires this field."), code="rule_incomplete")
            for name in needed
            if getattr(self, name) in [None, ""] or (name == "seats_fixed" and not self.seats_fixed)
        }
        if missing:
            raise ValidationError(missing)
        for name, rule, bands in [
            ("population_bands", law.SeatsByPopulation, bands_of),
            ("share_bands", law.SeatsByShare, shares_of),
        ]:
            text = getattr(self, name)
            try:
                if text:
                    rule(bands(text))
            except ValueError as error:
                raise ValidationError({name: ValidationError(BANDS_RISE, code="bands")}) from error


def bands_of(text: str) -> list[tuple[int | None, int]]:
    """Upper limits and seats: 100000=1,*=2."""
    pairs = [band.split("=") for band in text.split(",") if "=" in band]
    return [(None if limit == "*" else int(limit), int(seats)) for limit, seats in pairs]


def shares_of(text: str) -> list[tuple[Fraction | None, int]]:
    """The same with per cent of all contributions: 5=1,*=2."""
    return [(None if limit is None else Fraction(limit, 100), seats) for limit, seats in bands_of(text)]
