"""The union's own card of a member."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from unions.files.fields import PictureField
from unions.files.renditions import SMALL_STEPS
from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable

CONFIRMATION_LASTS = timedelta(days=365)


class ListingQuerySet(ScopedQuerySet):
    def of(self, municipalities) -> dict:
        """The listings of these municipalities by municipality."""
        return {listing.municipality_id: listing for listing in self.filter(municipality__in=municipalities)}

    def of_municipality(self, municipality):
        return self.filter(municipality=municipality)

    def confirmed(self):
        """Listings that their municipalities have confirmed within the last year."""
        return self.filter(confirmed_on__gte=timezone.localdate() - CONFIRMATION_LASTS)


class Listing(UnionOwned, Searchable):
    """The union's own card of a municipality: how to reach it and who leads it, as the union knows it."""

    translated = ["text"]
    search_fields = ["mayor", "phone", "email"]
    rights_group = "members"

    # A listing means nothing without the municipality it describes.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="listings", verbose_name=_("municipality")
    )
    mayor = models.CharField(_("mayor"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
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
