"""The union's own card of a member."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from unions.files.fields import PictureField
from unions.files.renditions import SMALL_STEPS
from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.text.date_order import in_the_past
from unions.text.search_text import Searchable
from unions.values.fields import EmailField, PersonNameField, TelephoneField, ValueField, WebAddressField

CONFIRMATION_LASTS = timedelta(days=365)


class ListingQuerySet(ScopedQuerySet):
    def of(self, municipalities) -> dict:
        """The listings of these municipalities by municipality."""
        return {listing.municipality_id: listing for listing in self.filter(municipality__in=municipalities)}

    def of_municipality(self, municipality):
        return self.filter(municipality=municipality)

    def with_unreadable_values(self) -> list["Listing"]:
        """Listings with a name, telephone number, e-mail or web address of former times that is not understood."""
        fields = [field for field in Listing._meta.concrete_fields if isinstance(field, ValueField)]
        stored = models.Q()
        for field in fields:
            stored |= ~models.Q(**{field.name: ""})
        rows = self.filter(stored).select_related("municipality__province")
        return [row for row in rows if not all(field.is_understood(getattr(row, field.name)) for field in fields)]

    def confirmed(self):
        """Listings that their municipalities have confirmed within the last year."""
        return self.filter(confirmed_on__gte=timezone.localdate() - CONFIRMATION_LASTS)


class Listing(UnionOwned, Searchable):
    """The union's own card of a municipality: how to reach it and who leads it, as the union knows it."""

    translated = ["text"]
    search_fields = ["mayor", "phone", "email"]
    rights_group = "members"

    date_rules = in_the_past("confirmed_on")

    # A listing means nothing without the municipality it describes.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="listings", verbose_name=_("municipality")
    )
    mayor = PersonNameField(_("mayor"), blank=True)
    phone = TelephoneField(_("telephone"), blank=True)
    fax = TelephoneField(_("fax"), blank=True)
    email = EmailField(_("e-mail"), blank=True)
    website = WebAddressField(_("website"), blank=True)
    address = models.TextField(_("address"), blank=True)
    text = models.TextField(_("text"), blank=True)
    crest = PictureField(_("crest"), steps=SMALL_STEPS, blank=True)
    confirmed_on = models.DateField(_("confirmed by the municipality on"), null=True, blank=True)

    objects, all_unions = managers(ListingQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "municipality"],
                name="members_listing_once",
                violation_error_message=_("This municipality already has a listing."),
            )
        ]

    def __str__(self):
        return str(self.municipality)

    @property
    def is_confirmation_old(self) -> bool:
        """Whether the municipality confirmed the listing more than a year ago."""
        return self.confirmed_on is not None and self.confirmed_on < timezone.localdate() - CONFIRMATION_LASTS
