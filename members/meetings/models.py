"""Who attended a meeting, and how each person voted."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import OfficeHolder
from unions.models import Decision, Meeting, ScopedQuerySet, UnionOwned, managers
from unions.values.fields import PersonNameField

NO_SEAT = _("This person held no seat in the organ on that day (Law 5355, art. 8).")


class AttendanceQuerySet(ScopedQuerySet):
    def counted(self):
        """Those who count for the quorum: present in person, or represented."""
        return self.filter(state__in=Attendance.COUNTED)

    def with_people(self):
        """The list in the order of the roll call: the chair first, then by name."""
        return self.select_related("seat__person", "seat__municipality__province").order_by(
            "seat__role_order", "seat__person__sort_key", "pk"
        )


class Attendance(UnionOwned):
    """Whether the holder of a seat attended a meeting (art. 8 and 11)."""

    rights_group = "proceedings"

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")
        REPRESENTED = "represented", _("represented")

    COUNTED = [State.PRESENT, State.REPRESENTED]

    union_from = "meeting"

    # The list of those present is part of the meeting's record.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances", verbose_name=_("meeting")
    )
    # A person who is on record as present stays on record.
    seat = models.ForeignKey(OfficeHolder, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("seat"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PRESENT)
    represented_by = PersonNameField(
        _("represented by"),
        blank=True,
        help_text=_("The councillor who represented the mayor (art. 8)."),
    )

    objects, all_unions = managers(AttendanceQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["seat__person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                name="members_attendance_once",
                violation_error_message=_("This seat is already on the meeting's list."),
            )
        ]

    def __str__(self):
        return f"{self.seat.person}: {self.get_state_display()}"

    @property
    def municipality_name(self) -> str:
        """On whose behalf the seat is held, as the municipality was called on that day."""
        return self.seat.municipality.title_on(self.meeting.day) if self.seat.municipality else ""

    def clean(self):
        super().clean()
        if self.meeting_id and self.seat_id:
            day = timezone.localtime(self.meeting.starts_at).date()
            if not self.seat.sits_in(self.meeting.organ, day):
                raise ValidationError({"seat": ValidationError(NO_SEAT, code="no_seat")})


class RollCallVote(UnionOwned):
    """How one member voted in a roll call."""

    rights_group = "proceedings"

    class Option(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("against")
        ABSTAINING = "abstaining", _("abstention")

    union_from = "decision"

    # A vote is part of its decision's record.
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="roll_call", verbose_name=_("decision")
    )
    # A person who voted stays on record.
    seat = models.ForeignKey(OfficeHolder, on_delete=models.PROTECT, related_name="votes", verbose_name=_("seat"))
    option = models.CharField(_("vote"), max_length=10, choices=Option.choices)

    class Meta(UnionOwned.Meta):
        verbose_name = _("roll-call vote")
        verbose_name_plural = _("roll-call votes")
        ordering = ["seat__person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "seat"],
                name="members_rollcallvote_once",
                violation_error_message=_("This member's vote is already recorded."),
            )
        ]

    def __str__(self):
        return f"{self.seat.person}: {self.get_option_display()}"

    @property
    def municipality_name(self) -> str:
        """On whose behalf the vote was cast, as the municipality was called on that day."""
        return self.seat.municipality.name_on(self.decision.date) if self.seat.municipality else ""

    def clean(self):
        super().clean()
        if self.decision_id and self.decision.is_secret:
            raise ValidationError(_("A secret ballot has no roll-call votes."), code="secret")
        if self.decision_id and self.seat_id and not self.seat.sits_in(self.decision.organ, self.decision.date):
            raise ValidationError({"seat": ValidationError(NO_SEAT, code="no_seat")})
