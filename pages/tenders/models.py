"""Tenders: what the union buys, has built, sells or lets."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.publications import AttachedFile, DatedPublication, InStatesQuerySet
from unions.models import managers
from unions.publishing.states import list_index
from unions.text.richtext import RichTextField


class TenderQuerySet(InStatesQuerySet):
    def in_state(self, state: str):
        """Tenders in a state at this moment: an open one is closed once its last moment has passed."""
        if state in [Tender.State.CANCELLED, Tender.State.CONCLUDED]:
            return self.filter(state=state)
        lookup = "closes_at__gt" if state == Tender.State.OPEN else "closes_at__lte"
        return self.filter(state=Tender.State.OPEN, **{lookup: timezone.now()})


class Tender(DatedPublication):
    """A call for bids, from its announcement to its result."""

    translated = [*DatedPublication.translated, "body", "result"]
    search_fields = [*DatedPublication.search_fields, "number"]

    class Kind(models.TextChoices):
        GOODS = "goods", _("purchase of goods")
        SERVICES = "services", _("purchase of services")
        WORKS = "works", _("construction works")
        CONSULTANCY = "consultancy", _("consultancy services")
        SALE = "sale", _("sale")
        LEASE = "lease", _("lease")

    class State(models.TextChoices):
        OPEN = "open", _("open for bids")
        # Follows from the last moment, and so is never stored.
        CLOSED = "closed", _("bidding closed")
        CANCELLED = "cancelled", _("cancelled")
        CONCLUDED = "concluded", _("concluded")

    number = models.CharField(
        _("tender number"), max_length=40, blank=True, help_text=_("As registered, for example 2026/123456.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.GOODS)
    closes_at = models.DateTimeField(_("last day and hour for bids"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[choice for choice in State.choices if choice[0] != "closed"],
        default=State.OPEN,
        help_text=_("Bidding closes by itself after the last day and hour."),
    )
    body = RichTextField(_("text"), blank=True)
    result = models.TextField(
        _("result"), blank=True, help_text=_("Who was awarded the contract, or why there is none. Shown at the end.")
    )

    objects, all_unions = managers(TenderQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("tender")
        verbose_name_plural = _("tenders")
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_tender_by_date"),
            list_index("pages_tender_listed", "-date", "-id", "state", "closes_at"),
            # The next one to close is looked for after every change.
            models.Index(fields=["union", "closes_at"], name="pages_tender_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "number"],
                condition=~Q(number=""),
                name="pages_tender_number",
                violation_error_code="number_taken",
                violation_error_message=_("Another tender has this number."),
            )
        ]

    def clean(self):
        super().clean()
        if self.closes_at and self.date and timezone.localdate(self.closes_at) < self.date:
            message = _("Bidding would close before the tender is announced.")
            raise ValidationError({"closes_at": ValidationError(message, code="closes_early")})

    @property
    def current_state(self) -> State:
        """The state at this moment."""
        is_over = self.state == self.State.OPEN and self.closes_at <= timezone.now()
        return self.State.CLOSED if is_over else self.State(self.state)

    @property
    def has_ended(self) -> bool:
        """Whether a result can be expected."""
        return self.state in [self.State.CANCELLED, self.State.CONCLUDED]


class TenderFile(AttachedFile):
    """A file of a tender: the specification, a drawing, the form of the bid, the decision."""

    union_from = "tender"

    # A file is part of its tender.
    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="files", verbose_name=_("tender"))
