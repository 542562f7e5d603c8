"""Services that the union offers to the public and to its members, with the standard it promises for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.publications import DatedPublication, DatedQuerySet
from unions.models import Unit, managers
from unions.publishing.states import list_index
from unions.values.fields import WebAddressField


class ServiceQuerySet(DatedQuerySet):
    def with_units(self):
        return self.select_related("unit", "first_authority", "second_authority")


class Service(DatedPublication):
    """A service with its line in the inventory (annex 1) and in the table of standards (annex 2).

    Both are asked for by the regulation of 31.07.2009, art. 5 and 6.
    """

    translated = [*DatedPublication.translated, "documents", "duration", "legal_basis", "beneficiaries"]
    search_fields = [*DatedPublication.search_fields, "legal_basis"]

    documents = models.TextField(
        _("documents asked for"), blank=True, help_text=_("One document a line. If empty, none is asked for.")
    )
    duration = models.CharField(
        _("time to finish"), max_length=120, help_text=_("At the latest, for example: 15 working days.")
    )
    legal_basis = models.CharField(
        _("legal basis"), max_length=300, blank=True, help_text=_("Name and article of the law or of the statute.")
    )
    beneficiaries = models.CharField(
        _("who can use it"), max_length=200, blank=True, help_text=_("For example: member municipalities.")
    )
    # A service outlives the unit that offers it.
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("unit that offers it")
    )
    first_authority = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("first complaint authority"),
        help_text=_("Where to complain first if the time is not kept or other documents are asked for."),
    )
    second_authority = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("second complaint authority"),
        help_text=_("Where to complain if the first one does not help."),
    )
    is_online = models.BooleanField(_("offered online"), default=False)
    link = WebAddressField(_("address of the online service"), blank=True)
    yearly_count = models.PositiveIntegerField(_("applications a year"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(ServiceQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["position", "pk"]
        indexes = [list_index("pages_service_listed", "position", "id", "date")]

    @property
    def document_lines(self) -> list[str]:
        return [line.strip() for line in (self.documents or "").splitlines() if line.strip()]

    @property
    def authorities(self) -> list[Unit]:
        """Where to complain, in the order of the law."""
        return [unit for unit in [self.first_authority, self.second_authority] if unit]
