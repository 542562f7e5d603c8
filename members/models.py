"""Who belongs to a union, and who sits in its organs on whose behalf."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.files import PictureField
from unions.generations import ChangeCountingQuerySet
from unions.models import Decision, Meeting, Organ, ScopedManager, ScopedQuerySet, Term, UnionOwned
from unions.partial_dates import PartialDateField
from unions.periods import Period, PeriodQuerySet
from unions.turkish import sort_key


class Province(models.Model):
    """One of the 81 provinces: reference data shared by all unions."""

    plate = models.PositiveSmallIntegerField(_("plate number"), primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address word"), max_length=60, unique=True)
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
    slug = models.SlugField(_("address word"), max_length=80, unique=True)
    sort_key = models.CharField(max_length=240, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    district_name = models.CharField(_("district"), max_length=80, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    area = models.PositiveIntegerField(_("area in km²"), null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    closed_on = PartialDateField(_("closed on"), null=True, blank=True)
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


class MembershipQuerySet(ScopedQuerySet, PeriodQuerySet):
    def in_turkish_order(self):
        return self.order_by("municipality__sort_key", "municipality_id")

    def with_municipality(self):
        """Memberships with their municipality and province."""
        return self.select_related("municipality__province")

    def with_acceptance(self):
        return self.select_related("acceptance")

    def one_a_municipality(self) -> list:
        """The memberships in their order, one a municipality: those whose dates are known to the year may overlap."""
        chosen = {}
        for membership in self:
            known = chosen.get(membership.municipality_id)
            if known is None or (known.end_date and not membership.end_date):
                chosen[membership.municipality_id] = membership
        return list(chosen.values())


class Membership(UnionOwned, Period):
    """A local authority's belonging to a union, from joining to leaving (Law 5355, art. 4).

    In OParl and Popolo "membership" is a person's; here it is the municipality's, as in the law.
    """

    # Records outlive those who leave: neither side may be deleted under them.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("municipality")
    )
    council_decided_on = PartialDateField(
        _("council decision of"), null=True, blank=True, help_text=_("The joining council's decision (art. 4).")
    )
    council_decision_number = models.CharField(_("council decision no."), max_length=40, blank=True)
    acceptance = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="accepted_memberships",
        null=True,
        blank=True,
        verbose_name=_("accepted by"),
        help_text=_("The assembly's decision to accept the application (art. 4)."),
    )
    leaving_reason = models.CharField(_("why it left"), max_length=300, blank=True)
    evidence = models.CharField(
        _("evidence"),
        max_length=200,
        blank=True,
        help_text=_("Shown while the day of joining is unknown: seen as a member in 2025."),
    )
    evidence_on = PartialDateField(_("evidence of"), null=True, blank=True)

    objects = ScopedManager.from_queryset(MembershipQuerySet)()
    all_unions = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta(UnionOwned.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["municipality__sort_key", "-start_date"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["union", "municipality"],
                condition=Q(end_date=None),
                name="members_membership_current_once",
                violation_error_code="already_member",
                violation_error_message=_("This municipality is already a member; end that membership first."),
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.start_date or '?'} – {self.end_date or ''}"


class ListingQuerySet(ScopedQuerySet):
    def of(self, municipalities) -> dict:
        """The listings of these municipalities by municipality."""
        return {listing.municipality_id: listing for listing in self.filter(municipality__in=municipalities)}


class Listing(UnionOwned):
    """The union's own card of a municipality: how to reach it and who leads it, as the union knows it."""

    # The card is nothing without the municipality it describes.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="listings", verbose_name=_("municipality")
    )
    mayor = models.CharField(_("mayor"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    address = models.TextField(_("address"), blank=True)
    text = models.TextField(_("text"), blank=True)
    crest = PictureField(_("crest"), blank=True)
    confirmed_on = models.DateField(_("confirmed by the municipality on"), null=True, blank=True)

    objects = ScopedManager.from_queryset(ListingQuerySet)()
    all_unions = models.Manager.from_queryset(ListingQuerySet)()

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


class Person(UnionOwned):
    """Someone who holds or held an office in the union."""

    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    title = models.CharField(
        pgettext_lazy("before a name", "title"),
        max_length=60,
        blank=True,
        help_text=_("Before the name: Dr., Prof. Dr."),
    )
    text = models.TextField(_("about the person"), blank=True)
    picture = PictureField(_("picture"), blank=True)

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


class OfficeHolderQuerySet(ScopedQuerySet, PeriodQuerySet):
    def with_person(self):
        """Seats with the person, the organ and the municipality they are held for."""
        return self.select_related("person", "organ", "municipality")

    def seated(self):
        """Holders of a full seat, substitutes left out."""
        return self.exclude(seat=OfficeHolder.Seat.SUBSTITUTE)

    def of_organ(self, organ):
        """Seats of the organ; the president chairs assembly and executive committee by law (art. 12 and 14)."""
        if organ.kind in Organ.BY_LAW:
            return self.filter(Q(organ=organ) | Q(role=OfficeHolder.Role.PRESIDENT))
        return self.filter(organ=organ)

    def leading(self):
        """Those who speak for an organ: president, chair, head of the secretariat."""
        role = OfficeHolder.Role
        return self.filter(role__in=[role.PRESIDENT, role.CHAIR, role.SECRETARY, role.MANAGER])

    def latest_first(self):
        """The offices begun last first; those whose beginning is unknown at the end."""
        return self.order_by(F("start_date").desc(nulls_last=True), "role_order", "pk")

    def in_order(self):
        """Chair first, then the others by name in Turkish order."""
        return self.order_by("role_order", "position", "person__sort_key", "pk")


class OfficeHolder(UnionOwned, Period):
    """A person in a seat of an organ, usually on behalf of a member municipality (art. 8, 10, 12 and 14)."""

    class Role(models.TextChoices):
        PRESIDENT = "president", _("president")
        FIRST_DEPUTY = "first_deputy", _("first deputy president")
        SECOND_DEPUTY = "second_deputy", _("second deputy president")
        CLERK = "clerk", _("clerk")
        CHAIR = "chair", _("chair")
        SECRETARY = "secretary", _("general secretary")
        MANAGER = "manager", _("union manager")
        MEMBER = "member", _("member")

    class Seat(models.TextChoices):
        EX_OFFICIO = "ex_officio", _("ex officio")
        ELECTED = "elected", _("elected")
        SUBSTITUTE = "substitute", _("substitute")
        APPOINTED = "appointed", _("appointed")

    class EndReason(models.TextChoices):
        TERM = "term", _("end of term")
        RESIGNATION = "resignation", _("resignation")
        OFFICE_LOST = "office_lost", _("lost the office at home")
        MEMBER_LEFT = "member_left", _("the municipality left the union")
        DEATH = "death", _("death")
        OTHER = "other", _("other")

    # A seat is a record: organ, person and municipality stay while it stands.
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
        verbose_name=_("on behalf of"),
    )
    role = models.CharField(_("role"), max_length=14, choices=Role.choices, default=Role.MEMBER)
    role_order = models.PositiveSmallIntegerField(editable=False, default=0)
    seat = models.CharField(_("seat"), max_length=10, choices=Seat.choices, default=Seat.ELECTED)
    is_outsider = models.BooleanField(
        _("from outside the council"), default=False, help_text=_("Elected without being a councillor (art. 8).")
    )
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("For substitutes: who is called first.")
    )
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=EndReason.choices, blank=True)

    objects = ScopedManager.from_queryset(OfficeHolderQuerySet)()
    all_unions = models.Manager.from_queryset(OfficeHolderQuerySet)()

    class Meta(UnionOwned.Meta):
        verbose_name = _("office holder")
        verbose_name_plural = _("office holders")
        ordering = ["role_order", "position", "person__sort_key"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["union"],
                condition=Q(role="president", end_date=None),
                name="members_officeholder_one_president",
                violation_error_code="president_sits",
                violation_error_message=_("The union already has a president; end that office first."),
            ),
            models.UniqueConstraint(
                fields=["organ", "person"],
                condition=Q(end_date=None),
                name="members_officeholder_one_open_seat",
                violation_error_message=_("This person already sits in this organ."),
            ),
        ]
        indexes = [models.Index(fields=["organ", "start_date"], name="members_officeholder_by_organ")]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    def prepare_for_save(self):
        super().prepare_for_save()
        self.role_order = list(self.Role).index(self.role)

    def clean(self):
        super().clean()
        errors = {}
        if self.term_id and not self._lies_within(self.term):
            errors["term"] = ValidationError(
                _("The seat must lie within its term: %(term)s (Law 5355, art. 8)."),
                code="outside_term",
                params={"term": self.term},
            )
        if self.role == self.Role.PRESIDENT and self.organ_id and self._another_president_sits():
            errors["role"] = ValidationError(
                _("Another person is president in these days (Law 5355, art. 14)."), code="two_presidents"
            )
        if errors:
            raise ValidationError(errors)

    def sits_in(self, organ: Organ, day) -> bool:
        """Whether it is a full seat of the organ on that day; the president presides over those of the law."""
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
    """Whether two periods certainly share a day; unknown ends of partial dates are read in favour of the record."""

    def begins_after(one: Period, other: Period) -> bool:
        if not one.start_date or not other.end_date:
            return False
        return one.start_date.latest >= other.end_date.earliest

    return not begins_after(first, second) and not begins_after(second, first)


class AttendanceQuerySet(ScopedQuerySet):
    def counted(self):
        """Those who count for the quorum: present in person, or standing in for someone."""
        return self.filter(state__in=Attendance.COUNTED)

    def with_people(self):
        """The list as it is read out: the chair first, then by name."""
        return self.select_related("seat__person", "seat__municipality__province").order_by(
            "seat__role_order", "seat__person__sort_key", "pk"
        )


class Attendance(UnionOwned):
    """Whether someone who held a seat on the day of a meeting was there (art. 8 and 11)."""

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
    # Whoever is on record as present stays on record.
    seat = models.ForeignKey(OfficeHolder, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("seat"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PRESENT)
    represented_by = models.CharField(
        _("represented by"),
        max_length=120,
        blank=True,
        help_text=_("The councillor who stood in for a mayor (art. 8)."),
    )

    objects = ScopedManager.from_queryset(AttendanceQuerySet)()
    all_unions = models.Manager.from_queryset(AttendanceQuerySet)()

    class Meta(UnionOwned.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["seat__person__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                name="members_attendance_once",
                violation_error_message=_("This seat is already on the list of the meeting."),
            )
        ]

    def __str__(self):
        return f"{self.seat.person}: {self.get_state_display()}"

    def clean(self):
        super().clean()
        if self.meeting_id and self.seat_id:
            day = timezone.localtime(self.meeting.starts_at).date()
            if not self.seat.sits_in(self.meeting.organ, day):
                raise ValidationError(
                    {"seat": ValidationError(_("This person held no seat in the organ on that day."), code="no_seat")}
                )


class RollCallVote(UnionOwned):
    """How one member voted where the vote was taken by name."""

    class Option(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("against")
        ABSTAINING = "abstaining", _("abstaining")

    union_from = "decision"

    # A vote is part of its decision's record.
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="roll_call", verbose_name=_("decision")
    )
    # Whoever voted stays on record.
    seat = models.ForeignKey(OfficeHolder, on_delete=models.PROTECT, related_name="votes", verbose_name=_("seat"))
    option = models.CharField(_("vote"), max_length=10, choices=Option.choices)

    class Meta(UnionOwned.Meta):
        verbose_name = _("vote by name")
        verbose_name_plural = _("votes by name")
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

    def clean(self):
        super().clean()
        if self.decision_id and self.decision.is_secret:
            raise ValidationError(_("A secret ballot has no votes by name."), code="secret")
        if self.decision_id and self.seat_id and not self.seat.sits_in(self.decision.organ, self.decision.date):
            raise ValidationError(
                {"seat": ValidationError(_("This person held no seat in the organ on that day."), code="no_seat")}
            )
