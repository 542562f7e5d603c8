"""The municipality's own check of its listing: the union asks, the municipality answers, staff decide."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.membership.models import Membership
from members.people.models import OfficeHolder
from unions.files.fields import PictureField
from unions.files.renditions import SMALL_STEPS
from unions.models import OutgoingMail, ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable
from unions.text.turkish import format_date
from unions.values import telephones
from unions.values.fields import EmailField


class CheckRoundQuerySet(ScopedQuerySet):
    def running(self):
        """Rounds in which members can answer today."""
        return self.filter(ended_at=None, due_on__gte=timezone.localdate()).exclude(started_at=None)

    def overdue(self):
        """Rounds that are still open although their last day has passed."""
        return self.filter(ended_at=None, due_on__lt=timezone.localdate()).exclude(started_at=None)

    def with_counts(self):
        """Rounds with how many members were asked and how many have answered."""
        answered = Q(checks__answered_at__isnull=False)
        return self.annotate(asked=Count("checks"), answered=Count("checks", filter=answered))


class CheckRound(UnionOwned, Searchable):
    """One occasion on which the union asks its members whether their listings are correct."""

    search_fields = ["title"]
    rights_group = "members"

    is_public_content = False

    title = models.CharField(_("title"), max_length=120, help_text=_("For your own reference, such as: spring 2026."))
    due_on = models.DateField(_("last day for answers"), help_text=_("The last day on which the links work."))
    text = models.TextField(
        _("message to the members"), blank=True, max_length=2000, help_text=_("In Turkish. Included in the e-mail.")
    )
    reminder_limit = models.PositiveSmallIntegerField(
        _("maximum number of reminders"), default=2, validators=[MaxValueValidator(5)]
    )
    # After local elections the members are asked who is mayor and whom the council has elected as delegates.
    elections_on = models.DateField(_("elections asked about"), null=True, blank=True, editable=False)
    # The links point to the host on which the manager was signed in, and work on that host only.
    origin = models.CharField(max_length=300, blank=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    objects, all_unions = managers(CheckRoundQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("round of listing checks")
        verbose_name_plural = _("rounds of listing checks")
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="members_checkround_ends_after_start",
                violation_error_message=_("A round cannot end before it has started."),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.due_on and self.started_at is None and self.due_on < timezone.localdate():
            raise ValidationError({"due_on": ValidationError(_("This day has passed."), code="past")})

    @property
    def is_running(self) -> bool:
        return bool(self.started_at) and not self.is_over

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.due_on < timezone.localdate()


class ListingCheckQuerySet(ScopedQuerySet):
    def open(self):
        """Checks that wait for the municipality."""
        return self.filter(state=ListingCheck.State.INVITED)

    def in_state(self, state):
        return self.filter(state=state)

    def among(self, keys):
        """Checks with these keys."""
        return self.filter(pk__in=keys)

    def to_review(self):
        """Answers that wait for staff."""
        return self.filter(state__in=ListingCheck.TO_REVIEW)

    def number_by_state(self) -> dict[str, int]:
        """How many checks there are in each state that occurs."""
        return dict(self.order_by().values_list("state").annotate(number=Count("pk")))

    def remindable(self):
        """Checks of members of today that have not been answered, and may be reminded once more."""
        members = Membership.objects.current().values("pk")
        return self.open().filter(reminders__lt=F("round__reminder_limit"), membership__in=members)

    def with_municipality(self):
        return self.select_related("membership__municipality__province", "round")


class ListingCheck(UnionOwned, Searchable):
    """What one member has been asked in a round, and what it has answered."""

    search_fields = ["remark"]
    rights_group = "answers"

    class State(models.TextChoices):
        INVITED = "invited", _("has not answered")
        CONFIRMED = "confirmed", _("says all is correct")
        PROPOSED = "proposed", _("proposes changes")
        REVIEWED = "reviewed", _("reviewed")
        REVOKED = "revoked", _("request withdrawn")

    TO_REVIEW = [State.CONFIRMED, State.PROPOSED]

    union_from = "round"
    is_public_content = False

    # What was asked and answered stays on record.
    round = models.ForeignKey(CheckRound, on_delete=models.PROTECT, related_name="checks", verbose_name=_("round"))
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="checks", verbose_name=_("membership")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.INVITED)
    email = EmailField(_("asked at address"))
    last_sent_at = models.DateTimeField(_("last e-mail"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=120, blank=True)
    remark = models.TextField(_("remark"), blank=True, max_length=4000)
    # Mayor, delegates and substitutes as the municipality names them (`members.checks.delegates`).
    reported = models.JSONField(_("mayor and delegates reported"), default=list, blank=True, editable=False)
    # Each record saved when staff accepted that, as an import has it; nothing as long as nobody has.
    written = models.JSONField(null=True, default=None, blank=True, editable=False)
    # A listing that has changed since it was shown is not confirmed.
    listing_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    # The record stays when a member of staff is deleted.
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("reviewed by"),
    )

    objects, all_unions = managers(ListingCheckQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("listing check")
        verbose_name_plural = _("listing checks")
        ordering = ["membership__municipality__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "membership"],
                name="members_listingcheck_once",
                violation_error_message=_("This member has already been asked in this round."),
            )
        ]

    def __str__(self):
        return f"{self.municipality} · {self.round}"

    @property
    def municipality(self):
        return self.membership.municipality

    @property
    def is_of_member(self) -> bool:
        """Whether the municipality still exists and belongs to the union; needs the membership's municipality."""
        return self.membership.is_current

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def asks_for_delegates(self) -> bool:
        """Whether the round asks for mayor and delegates after local elections."""
        return self.round.elections_on is not None

    @property
    def are_delegates_accepted(self) -> bool:
        return self.written is not None

    @property
    def awaits_review(self) -> bool:
        return self.state in self.TO_REVIEW


class CheckLinkQuerySet(ScopedQuerySet):
    def with_check(self):
        """Links with their check, its round and the municipality."""
        return self.select_related("listing_check__round", "listing_check__membership__municipality__province")

    def unused(self, now):
        """Links that can still be exchanged for a session."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=now)

    def in_session(self, now):
        """Links whose session lasts."""
        # A start in the future means that the clock was set back: such a session might never end.
        return self.filter(session_expires_at__gt=now, used_at__lte=now)


class CheckLink(UnionOwned):
    """A link that lets whoever has it answer one check: stored as a hash only, valid once and for a short time."""

    union_from = "listing_check"
    is_public_content = False

    listing_check = models.ForeignKey(
        ListingCheck, on_delete=models.PROTECT, related_name="links", verbose_name=_("listing check")
    )
    # The mail is kept as long as the link, which shows whether it arrived.
    mail = models.ForeignKey(
        OutgoingMail,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("outgoing e-mail"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    session_digest = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    session_expires_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects, all_unions = managers(CheckLinkQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("link to a listing check")
        verbose_name_plural = _("links to listing checks")
        ordering = ["-issued_at", "-pk"]

    def __str__(self):
        return f"{self.listing_check} ({format_date(self.issued_at)})"


class Correction(UnionOwned):
    """One thing that a municipality says should be different in its listing, and what staff decided."""

    rights_group = "answers"

    class Kind(models.TextChoices):
        MAYOR = "mayor", _("mayor")
        PHONE = "phone", _("telephone")
        FAX = "fax", _("fax")
        EMAIL = "email", _("e-mail")
        WEBSITE = "website", _("website")
        ADDRESS = "address", _("address")
        TEXT = "text_tr", _("text")
        CREST = "crest", _("crest")
        SEAT = "seat", _("seat in an organ")
        MISSING_SEAT = "missing_seat", _("who is missing")

    class State(models.TextChoices):
        WAITING = "waiting", _("awaiting decision")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    union_from = "listing_check"
    is_public_content = False
    # Only staff see its picture; an accepted one is copied to the listing.
    is_public = False

    # Fields of the listing itself; seats are records of their own and changed there.
    OF_LISTING = [Kind.MAYOR, Kind.PHONE, Kind.FAX, Kind.EMAIL, Kind.WEBSITE, Kind.ADDRESS, Kind.TEXT, Kind.CREST]

    listing_check = models.ForeignKey(
        ListingCheck, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("listing check")
    )
    kind = models.CharField(_("subject"), max_length=12, choices=Kind.choices)
    # The answer stays when the seat is deleted: `old` says what it was.
    office_holder = models.ForeignKey(
        OfficeHolder,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("office holder"),
    )
    old = models.TextField(_("previous value"), blank=True)
    proposed = models.TextField(_("proposed"), blank=True)
    upload = PictureField(_("picture"), steps=SMALL_STEPS, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("decided by"),
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing_check", "kind"],
                condition=~Q(kind="seat"),
                name="members_correction_once",
                violation_error_message=_("This has already been proposed."),
            ),
            models.UniqueConstraint(
                fields=["listing_check", "office_holder"],
                name="members_correction_once_a_seat",
                violation_error_message=_("This has already been proposed."),
            ),
        ]

    def __str__(self):
        return f"{self.listing_check}: {self.label}"

    @property
    def label(self) -> str:
        return self.get_kind_display()

    @property
    def old_in_words(self) -> str:
        return self.in_words(self.old)

    @property
    def proposed_in_words(self) -> str:
        return self.in_words(self.proposed)

    def in_words(self, value: str) -> str:
        """A value of what it corrects, as people write it."""
        return telephones.written(value) if self.kind in [self.Kind.PHONE, self.Kind.FAX] else value

    @property
    def is_of_listing(self) -> bool:
        return self.kind in self.OF_LISTING
