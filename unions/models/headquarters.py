"""Where the union has its seat, and how it is reached there."""

from contextlib import suppress
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.date_order import in_the_past, since_founding
from unions.text.periods import Period, PeriodQuerySet
from unions.text.search_text import Searchable
from unions.values import emails, telephones, web_addresses


class HeadquartersQuerySet(ScopedQuerySet, PeriodQuerySet):
    def with_contact_points(self):
        return self.prefetch_related("contact_points")


class Headquarters(UnionOwned, Period, Searchable):
    """Where the union has its seat (art. 5), for a time, and how it is reached there."""

    translated = ["building_owner", "directions", "opening_hours", "access"]
    search_fields = ["avenue", "street", "district", "province"]
    rights_group = "institution"
    date_rules = [*since_founding("start_date", "end_date"), *in_the_past("confirmed_on")]

    neighbourhood = models.CharField(_("neighbourhood"), max_length=100, blank=True)
    avenue = models.CharField(_("avenue"), max_length=100, blank=True)
    street = models.CharField(_("street"), max_length=100, blank=True)
    building_number = models.CharField(_("building number"), max_length=20, blank=True)
    floor = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    district = models.CharField(_("district"), max_length=60, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True)
    postal_code = models.CharField(
        _("postal code"), max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$", _("Five digits."))]
    )
    building_owner = models.CharField(
        _("owner of the building"),
        max_length=200,
        blank=True,
        help_text=_("The owner of the building, if it is not the union."),
    )
    directions = models.TextField(_("directions"), blank=True)
    opening_hours = models.TextField(
        _("opening hours"), blank=True, help_text=_("Days and hours at which visitors and callers find someone.")
    )
    access = models.TextField(
        _("access for disabled people"),
        blank=True,
        help_text=_("Entrance, lift, sign language; and whom to write to about a barrier."),
    )
    confirmed_on = models.DateField(
        _("verified on"),
        null=True,
        blank=True,
        help_text=_("If empty, the site says that the address has not been verified."),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects, all_unions = managers(HeadquartersQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("headquarters")
        verbose_name_plural = _("headquarters")
        ordering = ["-start_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], condition=models.Q(end_date=None), name="unions_headquarters_one_current"
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in [self.street or self.avenue, self.district, self.province] if part) or "—"

    @property
    def place(self) -> str:
        """District and province, as at the end of an address: Süleymanpaşa / Tekirdağ."""
        return " / ".join(part for part in [self.district, self.province] if part)


class ContactPointQuerySet(ScopedQuerySet):
    def telephones_of(self, headquarters: Headquarters):
        return self.filter(headquarters=headquarters, kind=ContactPoint.Kind.PHONE)


class ContactPoint(UnionOwned, Searchable):
    """A telephone number, mail address or other way to reach the union at its headquarters."""

    translated = ["label"]
    search_fields = ["value", "label"]
    rights_group = "institution"

    class Kind(models.TextChoices):
        PHONE = "phone", _("telephone")
        FAX = "fax", _("fax")
        EMAIL = "email", _("e-mail")
        KEP = "kep", _("registered e-mail (KEP)")
        UETS = "uets", _("electronic notification (UETS)")
        WEBSITE = "website", _("website")
        SOCIAL = "social", _("social media")

    # What each kind of value is; the others are plain text.
    TYPES: ClassVar[dict[str, Any]] = {
        Kind.PHONE: telephones,
        Kind.FAX: telephones,
        Kind.EMAIL: emails,
        Kind.KEP: emails,
        Kind.WEBSITE: web_addresses,
        Kind.SOCIAL: web_addresses,
    }

    union_from = "headquarters"

    # A contact point means nothing without its headquarters.
    headquarters = models.ForeignKey(
        Headquarters, on_delete=models.CASCADE, related_name="contact_points", verbose_name=_("headquarters")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("number or address"), max_length=200)
    label = models.CharField(_("purpose"), max_length=100, blank=True, help_text=_("Switchboard, press, accounts …"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(ContactPointQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.value_in_words

    def clean_text(self) -> None:
        super().clean_text()
        # A value that is not understood stays, for staff to correct.
        with suppress(ValidationError):
            self.value = self.cleaned_value()

    def clean(self):
        super().clean()
        try:
            self.value = self.cleaned_value()
        except ValidationError as error:
            raise ValidationError({"value": error}) from error

    def cleaned_value(self) -> str:
        """The value by the type of its kind; raises ValidationError where it is none."""
        kind = self.TYPES.get(self.kind)
        return kind.clean(self.value) if kind else self.value

    @property
    def value_in_words(self) -> str:
        return telephones.written(self.value) if self.is_telephone else self.value

    @property
    def is_telephone(self) -> bool:
        """Whether the value holds telephone numbers, each of which can be dialled."""
        return self.kind in [self.Kind.PHONE, self.Kind.FAX]

    @property
    def href(self) -> str:
        """The address of the one link; empty if there is none. Telephone numbers have one each."""
        if not self.value or self.is_telephone or self.kind not in self.TYPES:
            return ""
        try:
            value = self.cleaned_value()
        except ValidationError:
            return ""
        return f"mailto:{value}" if self.TYPES[self.kind] is emails else value
