"""People, and the seats and offices they hold in the organs."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.municipalities.models import Municipality
from members.people.grounds import (
    NEVER,
)
from members.people.seat_queries import ENDS, OfficeHolderQuerySet, date_of
from unions import law
from unions.files.fields import PictureField
from unions.files.focus import PictureFocus
from unions.files.renditions import SMALL_STEPS
from unions.models import Organ, ScopedQuerySet, Term, UnionOwned, managers
from unions.text.date_order import NotAfter, NotBefore, since_founding
from unions.text.partial_dates import PartialDate, PartialDateField
from unions.text.periods import Period
from unions.text.search_text import Searchable
from unions.text.turkish import sort_key
from unions.values.fields import NameWithoutTitleField, TitleField


class PersonQuerySet(ScopedQuerySet):
    def with_older_namesakes(self):
        """People with the number of those of the same name who were recorded before."""
        same = self.model.all_unions.filter(union=OuterRef("union"), title=OuterRef("title"), name=OuterRef("name"))
        older = same.filter(pk__lt=OuterRef("pk")).order_by().values("union")
        number = Subquery(older.annotate(number=models.Count("pk")).values("number"))
        return self.annotate(older_namesakes=Coalesce(number, 0))

    def in_office_ever(self):
        """People who hold or held a seat, and so have a page."""
        return self.filter(pk__in=OfficeHolder.objects.order_by().values("person"))


class Person(UnionOwned, Searchable, PictureFocus):
    """Someone who holds or held an office in the union."""

    # For the inventory of personal data: the row is about one person.
    is_of_a_person = True
    translated = ["text"]
    search_fields = ["name", "title"]
    rights_group = "members"

    name = NameWithoutTitleField(_("name"))
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    title = TitleField(
        pgettext_lazy("before a name", "title"),
        max_length=60,
        blank=True,
        help_text=_("Before the name, such as Dr. or Prof. Dr."),
    )
    text = models.TextField(_("about the person"), blank=True)
    picture = PictureField(_("picture"), steps=SMALL_STEPS, blank=True)

    objects, all_unions = managers(PersonQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return f"{self.title} {self.name}".strip()

    def get_absolute_url(self):
        return reverse("person_detail", args=[self.pk])

    def prepare_for_save(self):
        super().prepare_for_save()
        self.sort_key = sort_key(self.name)


@dataclass(frozen=True)
class Ending:
    """The last day of a seat, the reason, and whether somebody has recorded it or it follows from another row."""

    day: PartialDate | None
    reason: str
    is_recorded: bool


class OfficeHolder(UnionOwned, Period):
    """A person in a seat of an organ, usually on behalf of a member municipality (art. 8, 10, 12 and 14)."""

    is_of_a_person = True
    rights_group = "members"
    date_rules = [
        *since_founding("start_date", "end_date"),
        NotBefore("suspended_from", "start_date"),
        NotAfter("suspended_from", "end_date"),
        NotBefore("suspended_until", "suspended_from"),
    ]

    class Role(models.TextChoices):
        PRESIDENT = "president", _("president")
        FIRST_DEPUTY = "first_deputy", _("first deputy president")
        SECOND_DEPUTY = "second_deputy", _("second deputy president")
        CLERK = "clerk", _("clerk")
        CHAIR = "chair", _("chair")
        SECRETARY = "secretary", _("general secretary")
        MANAGER = "manager", _("union manager")
        MEMBER = "member", _("member")
        ACTING = "acting", _("acting president")

    class Seat(models.TextChoices):
        EX_OFFICIO = "ex_officio", _("ex officio")
        ELECTED = "elected", _("elected")
        SUBSTITUTE = "substitute", _("substitute")
        APPOINTED = "appointed", _("appointed")

    class EndReason(models.TextChoices):
        TERM = "term", _("end of term")
        RESIGNATION = "resignation", _("resignation")
        OFFICE_LOST = "office_lost", _("end of the municipal office")
        SEAT_LOST = "seat_lost", _("end of the seat in the assembly")
        MEMBER_LEFT = "member_left", _("the municipality left the union")
        CLOSED = "closed", _("the municipality was closed")
        UNION_ENDED = "union_ended", _("end of the union")
        REMOVAL = "removal", _("removal from office")
        INELIGIBLE = "ineligible", _("loss of eligibility")
        DEATH = "death", _("death")
        OTHER = "other", _("other")

    class ActingBecause(models.TextChoices):
        ABSENCE = "absence", _("absence of the president")
        VACANCY = "vacancy", _("vacant presidency")
        SUSPENSION = "suspension", _("suspension of the president")

    class SuspendedBy(models.TextChoices):
        MINISTRY = "ministry", _("the Ministry of the Interior")
        GOVERNOR = "governor", _("the governor")
        COURT = "court", _("a court")

    # A seat stays on record: its organ, person and municipality cannot be deleted.
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="office_holders", verbose_name=_("organ"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices", verbose_name=_("person"))
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="office_holders", null=True, blank=True, verbose_name=_("term")
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="office_holders",
        null=True,
        blank=True,
        verbose_name=_("on behalf of member"),
    )
    role = models.CharField(_("role"), max_length=14, choices=Role.choices, default=Role.MEMBER)
    role_order = models.PositiveSmallIntegerField(editable=False, default=0)
    seat = models.CharField(_("seat"), max_length=10, choices=Seat.choices, default=Seat.ELECTED)
    is_outsider = models.BooleanField(
        _("from outside the council"), default=False, help_text=_("Elected without being a councillor (art. 8).")
    )
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("For substitutes: the order in which they are called.")
    )
    end_reason = models.CharField(_("reason for the end"), max_length=12, choices=EndReason.choices, blank=True)
    acting_because = models.CharField(
        _("reason for acting"),
        max_length=12,
        choices=ActingBecause.choices,
        blank=True,
        help_text=_("For an acting president: what keeps the president from the office."),
    )
    suspended_from = PartialDateField(
        _("suspended from"),
        null=True,
        blank=True,
        help_text=_("A suspended person keeps the seat and does not exercise it."),
    )
    suspended_until = PartialDateField(_("suspended until"), null=True, blank=True)
    suspended_by = models.CharField(_("suspended by"), max_length=8, choices=SuspendedBy.choices, blank=True)

    objects, all_unions = managers(OfficeHolderQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("office holder")
        verbose_name_plural = _("office holders")
        ordering = ["role_order", "position", "person__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["union"],
                condition=Q(role="president", end_date=None),
                name="members_officeholder_one_president",
                violation_error_code="president_sits",
                violation_error_message=_("The union already has a president. End that office first."),
            ),
            models.UniqueConstraint(
                fields=["organ", "person"],
                condition=Q(end_date=None) & ~Q(role="acting"),
                name="members_officeholder_one_open_seat",
                violation_error_message=_("This person already sits in this organ."),
            ),
            models.UniqueConstraint(
                fields=["union"],
                condition=Q(role="acting", end_date=None),
                name="members_officeholder_one_acting",
                violation_error_code="somebody_acts",
                violation_error_message=_("Someone already acts as president. End that office first."),
            ),
        ]
        indexes = [models.Index(fields=["organ", "start_date"], name="members_officeholder_by_organ")]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    def prepare_for_save(self):
        super().prepare_for_save()
        # Whoever acts as president stands where the president would.
        role = self.Role.PRESIDENT if self.role == self.Role.ACTING else self.role
        self.role_order = list(self.Role).index(role)

    @property
    def ending(self) -> "Ending":
        """The last day of the seat, as recorded or as it follows from what the seat stands on, and why."""
        lasts = {name: self._last(name) for name in ENDS}
        own = self.end_date.latest if self.end_date else None
        end = law.seat_end(
            lasts["last_by_term"],
            membership_end=lasts["last_by_membership"],
            municipality_end=lasts["last_by_closing"],
            union_end=lasts["last_by_union"],
            assembly_seat_end=lasts["last_by_assembly_seat"],
        )
        if end is None or (own is not None and own <= end.day):
            return Ending(self.end_date, self.end_reason, True)
        numbers = [self.__dict__[name] for name in ENDS]
        return Ending(date_of(min(numbers)), self.EndReason(end.reason), False)

    @property
    def known_end(self) -> PartialDate | None:
        """The last day as recorded or as it follows from other rows, be it ahead; never before the first."""
        day = self.ending.day
        return self.start_date if day and self.start_date and day.latest < self.start_date.earliest else day

    @property
    def last_day(self) -> PartialDate | None:
        """The last day as everybody sees it: as recorded, or as it has followed by today."""
        ending = self.ending
        has_followed = ending.day is not None and ending.day.latest < timezone.localdate()
        return self.known_end if ending.is_recorded or has_followed else self.end_date

    @property
    def why_ended(self) -> str:
        """The reason for that end in words; empty where none is known or the seat lasts."""
        reason = self.ending.reason if self.last_day else self.end_reason
        return str(self.EndReason(reason).label) if reason else ""

    def is_current_on(self, day: date) -> bool:
        last = self.ending.day
        has_started = self.start_date is None or self.start_date.earliest <= day
        return has_started and (last is None or last.latest >= day)

    def is_suspended_on(self, day: date) -> bool:
        has_begun = self.suspended_from is not None and self.suspended_from.earliest <= day
        return has_begun and (self.suspended_until is None or self.suspended_until.latest >= day)

    @property
    def is_suspended(self) -> bool:
        return self.is_suspended_on(timezone.localdate())

    def _last(self, name: str) -> date | None:
        """The last day by one ground, read where the row was fetched without it."""
        if name not in self.__dict__:
            ends = OfficeHolder.all_unions.filter(pk=self.pk).with_ends().values(*ENDS).first() if self.pk else None
            self.__dict__.update(ends or dict.fromkeys(ENDS, NEVER))
        end = date_of(self.__dict__[name])
        return end.latest if end else None

    def refresh_from_db(self, *args, **kwargs):
        for name in ENDS:
            self.__dict__.pop(name, None)
        super().refresh_from_db(*args, **kwargs)

    def clean(self):
        super().clean()
        errors = {}
        if self.term_id and not self._lies_within(self.term):
            errors["term"] = ValidationError(
                _("The seat's dates must be within its term: %(term)s (Law 5355, art. 8)."),
                code="outside_term",
                params={"term": self.term},
            )
        if self.role == self.Role.PRESIDENT and self.organ_id and self._another_president_sits():
            errors["role"] = ValidationError(
                _("Another person is president during this period (Law 5355, art. 14)."), code="two_presidents"
            )
        if errors:
            raise ValidationError(errors)

    def sits_in(self, organ: Organ, day) -> bool:
        """Whether this is a full seat of the organ on that day; the president sits in the organs named by law."""
        presides = self.role == self.Role.PRESIDENT and organ.kind in Organ.BY_LAW
        is_full = self.seat != self.Seat.SUBSTITUTE
        return is_full and (self.organ_id == organ.pk or presides) and self.is_current_on(day)

    def _lies_within(self, period) -> bool:
        begins = not self.start_date or not period.start_date or self.start_date.latest >= period.start_date.earliest
        ends = not self.end_date or not period.end_date or self.end_date.earliest <= period.end_date.latest
        starts_in_time = (
            not self.start_date or not period.end_date or self.start_date.earliest <= period.end_date.latest
        )
        return begins and ends and starts_in_time

    def _another_president_sits(self) -> bool:
        others = OfficeHolder.all_unions.filter(union=self.organ.union_id, role=self.Role.PRESIDENT).exclude(pk=self.pk)
        return any(_overlap(self, other) for other in others.exclude(person=self.person_id))


def _overlap(first: Period, second: Period) -> bool:
    """Whether two periods certainly share a day; a date known only to its month or year never proves an overlap."""

    def begins_after(one: Period, other: Period) -> bool:
        if not one.start_date or not other.end_date:
            return False
        return one.start_date.latest >= other.end_date.earliest

    return not begins_after(first, second) and not begins_after(second, first)
