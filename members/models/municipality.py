"""Provinces and the municipalities in them, from the register of the country: shared by all unions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unions.generations import ChangeCountingQuerySet
from unions.partial_dates import PartialDateField
from unions.turkish import sort_key


class Province(models.Model):
    """One of the 81 provinces: reference data shared by all unions."""

    plate = models.PositiveSmallIntegerField(_("plate number"), primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("URL slug"), max_length=60, unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    is_metropolitan = models.BooleanField(_("metropolitan province"), default=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    area = models.PositiveIntegerField(_("area in km²"), null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects = ChangeCountingQuerySet.as_manager()

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.prepare_for_save()
        super().save(*args, **kwargs)

    def prepare_for_save(self):
        """Fill the key by which names stand in Turkish order."""
        self.sort_key = sort_key(self.name)


class MunicipalityQuerySet(ChangeCountingQuerySet):
    def open(self):
        """Municipalities that still exist."""
        return self.filter(closed_on=None)


class Municipality(models.Model):
    """A local authority that can be a member of unions (art. 3): reference data shared by all unions."""

    class Kind(models.TextChoices):
        METROPOLITAN = "metropolitan", _("metropolitan municipality")
        PROVINCE = "province", _("provincial municipality")
        METROPOLITAN_DISTRICT = "metropolitan_district", _("metropolitan district municipality")
        DISTRICT = "district", _("district municipality")
        TOWN = "town", _("town municipality")

    code = models.CharField(_("code"), max_length=60, unique=True)
    # Reference data: a province with municipalities cannot go.
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("province")
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("URL slug"), max_length=80, unique=True)
    sort_key = models.CharField(max_length=240, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    district_name = models.CharField(_("district"), max_length=80, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    area = models.PositiveIntegerField(_("area in km²"), null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    closed_on = PartialDateField(_("date of closing"), null=True, blank=True)
    # A closed municipality's successor may itself be removed from the reference data only on purpose.
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        verbose_name=_("successor"),
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "kind", "name", "district_name"], name="members_municipality_once"
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.province.name})" if self.kind == self.Kind.TOWN else self.name

    def save(self, *args, **kwargs):
        self.prepare_for_save()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("member_detail", args=[self.slug])

    def prepare_for_save(self):
        """Fill the key by which names stand in Turkish order."""
        self.sort_key = sort_key(self.name)
