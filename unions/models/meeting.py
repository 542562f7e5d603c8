"""Meetings, their agendas, and the papers of each matter."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.files.fields import UploadField
from unions.law import findings
from unions.models.organ import OfOrganQuerySet, Organ
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.models.term import Term
from unions.publishing.addresses import Slugged
from unions.publishing.states import Publishable, PublishableQuerySet, list_index
from unions.text.date_order import NotInFuture, since_founding
from unions.text.partial_dates import PartialDate
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable
from unions.text.turkish import format_date, format_time
from unions.values.fields import PersonNameField


def override_reason_field() -> models.CharField:
    """Why a record is right although it appears to break a rule; see `unions.law.findings`."""
    return models.CharField(
        _("reason for departing from a rule"),
        max_length=300,
        blank=True,
        help_text=_(
            "Required to save an entry that appears to break a rule of law: what you know that the system does not."
        ),
    )


class MeetingQuerySet(ScopedQuerySet, PublishableQuerySet, OfOrganQuerySet):
    moment = "starts_at"

    def with_organ(self):
        return self.select_related("organ")

    def with_agenda(self):
        """The meeting's organ, agenda and public decisions, in a constant number of queries."""
        # Found by the relations: agendas and decisions depend on meetings, not the other way round.
        items = self.model._meta.get_field("agenda_items").related_model
        papers, decisions = (items._meta.get_field(name).related_model for name in ["papers", "decisions"])
        return self.select_related("organ").prefetch_related(
            models.Prefetch("agenda_items", items.objects.all()),
            models.Prefetch("agenda_items__papers", papers.objects.all()),
            models.Prefetch("agenda_items__decisions", decisions.objects.published()),
        )

    def upcoming(self):
        """Meetings still to come, the nearest first."""
        today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
        later = Q(starts_at__gte=timezone.now()) | Q(starts_at__gte=today) & ~Q(precision=Meeting.Precision.TIME)
        return self.filter(later, state=Meeting.State.PLANNED).order_by("starts_at")

    def past(self):
        return self.filter(starts_at__lt=timezone.now())

    def since(self, moment: datetime):
        """Meetings that start at that moment or later, the earliest first."""
        return self.filter(starts_at__gte=moment).order_by("starts_at")

    def in_calendar(self):
        """Meetings that a calendar shows: of a known day, and public or withdrawn after they were public.

        A withdrawn one stays as cancelled: a calendar that has it would keep it otherwise.
        """
        published = Meeting.history.model.objects.filter(id=models.OuterRef("pk"), status=Publishable.Status.PUBLISHED)
        was_public = Q(status=Publishable.Status.WITHDRAWN) & Q(models.Exists(published))
        public = Meeting.all_unions.published().order_by().values("pk")
        is_day_known = Q(precision__in=[Meeting.Precision.TIME, Meeting.Precision.DAY])
        return self.filter(is_day_known & (was_public | Q(pk__in=public)))

    def not_called(self):
        """Meetings whose call is not on record as sent."""
        return self.filter(called_on=None)

    def without_minutes(self):
        """Meetings that took place and whose minutes are not on record."""
        return self.past().exclude(state__in=Meeting.DID_NOT_TAKE_PLACE).filter(minutes="")

    def still_planned(self, *, with_results: bool):
        """Meetings marked as planned: those with results on record, or past ones without any."""
        return self.filter(is_still_planned(with_results=with_results))

    def numbers_still_planned(self) -> dict[str, int]:
        """How many are still planned with results and without, in one query."""
        conditions = {"with_results": True, "without_results": False}
        counts = {
            name: models.Count("pk", filter=is_still_planned(with_results=value)) for name, value in conditions.items()
        }
        return self.order_by().aggregate(**counts)

    def latest_of(self, organ: Organ) -> "Meeting | None":
        """The organ's last meeting, whose agenda the next one may start from."""
        return self.filter(organ=organ).order_by("-starts_at", "-pk").first()

    def ordinary_from(self, organ: Organ, year: int):
        """The organ's ordinary meetings from that year on, without those that were called off."""
        rows = self.filter(organ=organ, kind=Meeting.Kind.ORDINARY, year__gte=year)
        return rows.exclude(state__in=Meeting.DID_NOT_TAKE_PLACE)


def is_still_planned(*, with_results: bool) -> Q:
    planned = Q(state=Meeting.State.PLANNED)
    same = Meeting.all_unions.filter(pk=models.OuterRef("pk"))
    has_results = models.Exists(same.filter(attendances__isnull=False)) | models.Exists(
        same.filter(agenda_items__decisions__isnull=False)
    )
    return planned & has_results if with_results else planned & ~has_results & Q(starts_at__lt=timezone.now())


class Meeting(Slugged, UnionOwned, Publishable, Searchable):
    """One sitting of one organ, from its call to its minutes (art. 11 and 12)."""

    translated = ["title", "slug", "place", "text", "withdrawal_reason"]
    search_fields = ["title", "place", "year"]
    rights_group = "proceedings"

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        EXTRAORDINARY = "extraordinary", _("extraordinary")
        FIRST = "first", _("first meeting after the elections")

    class Precision(models.TextChoices):
        TIME = "time", _("day and hour")
        DAY = "day", _("the day only")
        MONTH = "month", _("the month only")
        YEAR = "year", _("the year only")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        INQUORATE = "inquorate", _("no quorum")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "cancelled")

    # It has been seen who came, so its day is not ahead.
    HAS_TAKEN_PLACE = [State.HELD, State.INQUORATE]
    DID_NOT_TAKE_PLACE = [State.CANCELLED, State.POSTPONED]
    # A meeting without quorum was opened, has minutes and an attendance list, and yet was not held.
    NOT_HELD = [*DID_NOT_TAKE_PLACE, State.INQUORATE]

    slug_scope = ["union", "year"]
    date_rules = [
        NotInFuture("starts_at", lambda meeting: meeting.state in Meeting.HAS_TAKEN_PLACE),
        NotInFuture("called_on"),
        *since_founding("starts_at", "called_on"),
    ]

    # A meeting is a record: its organ and its term cannot be deleted.
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("organ"))
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True, verbose_name=_("term")
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("May 2026 ordinary meeting"))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.ORDINARY)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    starts_at = models.DateTimeField(_("date and time"))
    precision = models.CharField(
        _("what is known of the date"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.TIME,
        help_text=_(
            "For old meetings: enter any hour, day or month above where it is unknown, and say here how much is known. "
            "The rest is not shown."
        ),
    )
    ends_at = models.DateTimeField(
        _("end"), null=True, blank=True, help_text=_("If it is known. Otherwise none is told.")
    )
    second_call_at = models.DateTimeField(
        _("second date"),
        null=True,
        blank=True,
        help_text=_("When the organ meets if there is no quorum on the first date."),
    )
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    called_on = models.DateField(
        _("called on"),
        null=True,
        blank=True,
        help_text=_("By law, at least three days before the meeting (Law 5393, art. 21)."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    chaired_by = PersonNameField(
        _("chaired by"),
        blank=True,
        help_text=_(
            "If someone other than the president: at the first meeting after the elections, the oldest member."
        ),
    )
    # The second sitting is a record of its own and keeps the first.
    sitting_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="second_sittings",
        null=True,
        blank=True,
        verbose_name=_("second sitting of"),
        help_text=_("The meeting that had no quorum; a quarter of the full number of members is then enough."),
    )
    full_number = models.PositiveSmallIntegerField(
        _("full number of members"),
        null=True,
        blank=True,
        help_text=_("The basis for quorum and majority. If empty, the number of seats held on that day."),
    )
    text = RichTextField(_("text"), blank=True)
    call_letter = UploadField(_("call letter"), blank=True)
    minutes = UploadField(_("minutes"), blank=True)
    override_reason = override_reason_field()

    objects, all_unions = managers(MeetingQuerySet)

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["union", "-starts_at"], name="unions_meeting_by_time"),
            list_index("unions_meeting_listed", "-starts_at", "-id", "organ"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["union", "year", "slug"], name="unions_meeting_slug"),
            models.CheckConstraint(
                condition=Q(second_call_at=None) | Q(second_call_at__gt=F("starts_at")),
                name="unions_meeting_second_call_later",
                violation_error_code="second_call_earlier",
                violation_error_message=_("The second date is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="unions_meeting_ends_later",
                violation_error_code="ends_early",
                violation_error_message=_("The meeting would end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.year})"

    def prepare_for_save(self):
        self.year = timezone.localtime(self.starts_at).year
        super().prepare_for_save()

    def clean(self):
        super().clean()
        if self.called_on and self.starts_at and self.called_on > timezone.localtime(self.starts_at).date():
            raise ValidationError(
                {"called_on": ValidationError(_("The date of the call is after the meeting."), code="called_late")}
            )
        if self.sitting_of and not self.may_follow(self.sitting_of):
            message = _("Choose an earlier meeting of the same organ that had no quorum.")
            raise ValidationError({"sitting_of": ValidationError(message, code="no_first_sitting")})
        if self.starts_at:
            findings.refuse(self.findings(), self.override_reason)

    def may_follow(self, first: "Meeting") -> bool:
        """Whether this can be the second sitting of a meeting."""
        is_same = first.pk == self.pk or first.organ_id != self.organ_id or first.state == self.State.HELD
        if is_same or not (self.starts_at and self.is_day_known and first.is_day_known):
            return not is_same
        return first.starts_at < self.starts_at

    def address_arguments(self) -> list:
        return [self.year, self.slug]

    def findings(self) -> list[findings.Finding]:
        """The rules of law that the meeting breaks in its present state."""
        return findings.of_meeting(self)

    def quorum_lost_at(self) -> int | None:
        """The number of the agenda item at which too few members were found to be left."""
        lost = [item.number for item in self.agenda_items.all() if item.quorum_lost]
        return min(lost, default=None)

    def earlier_sittings(self) -> list[date]:
        """The days on which the organ met in ordinary session in the same month before this meeting."""
        same = Meeting.all_unions.filter(organ=self.organ_id, kind=Meeting.Kind.ORDINARY, state=Meeting.State.HELD)
        rows = same.filter(starts_at__lt=self.starts_at, starts_at__gte=self.starts_at - timedelta(days=31))
        return [meeting.day for meeting in rows.exclude(pk=self.pk)]

    @property
    def day(self) -> date:
        """The day it begins on where the union is."""
        return timezone.localtime(self.starts_at).date()

    @property
    def known_date(self) -> PartialDate:
        """The date as precisely as it is known."""
        day = self.day
        if self.precision == self.Precision.YEAR:
            return PartialDate(day.year)
        if self.precision == self.Precision.MONTH:
            return PartialDate(day.year, day.month)
        return PartialDate.from_date(day)

    def as_known(self, field: str) -> object:
        """The value of a field for comparisons of dates: the beginning no more precisely than it is known."""
        return self.known_date if field == "starts_at" and self.starts_at else getattr(self, field)

    @property
    def machine_date(self) -> str:
        """The same for programs: with hour and offset where they are known."""
        if self.precision == self.Precision.TIME:
            return timezone.localtime(self.starts_at).isoformat()
        return str(self.known_date)

    @property
    def when(self) -> str:
        """Date and hour in words, as precisely as they are known."""
        if self.precision == self.Precision.TIME:
            return f"{format_date(self.starts_at, weekday=True)}, {format_time(self.starts_at)}"
        return self.known_date.display()

    @property
    def is_day_known(self) -> bool:
        return self.precision in [self.Precision.TIME, self.Precision.DAY]

    @property
    def is_upcoming(self) -> bool:
        if self.state != self.State.PLANNED:
            return False
        # Without an hour it may begin at any time of its day.
        is_hour_known = self.precision == self.Precision.TIME
        return self.starts_at >= timezone.now() if is_hour_known else self.day >= timezone.localdate()

    @property
    def was_called_off(self) -> bool:
        """Whether it did not take place on its day: cancelled, postponed, or opened without a quorum."""
        return self.state in self.NOT_HELD

    @property
    def state_in_words(self) -> str:
        """Its state; a meeting whose day has passed is planned no longer, whatever the record says."""
        if self.state == self.State.PLANNED and not self.is_upcoming:
            return str(_("not recorded whether it was held"))
        return self.get_state_display()
