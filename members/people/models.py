"""People, and the seats and offices they hold in the organs."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.municipalities.models import Municipality
from unions.files.fields import PictureField
from unions.files.renditions import SMALL_STEPS
from unions.models import Organ, ScopedQuerySet, Term, UnionOwned, managers
from unions.text.date_order import since_founding
from unions.text.periods import Period, PeriodQuerySet
from unions.text.search_text import Searchable
from unions.text.turkish import sort_key


class Person(UnionOwned, Searchable):
    """Someone who holds or held an office in the union."""

    translated = ["text"]
    search_fields = ["name", "title"]
    rights_group = "members"

    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    title = models.CharField(
        pgettext_lazy("before a name", "title"),
        max_length=60,
        blank=True,
        help_text=_("Before the name, such as Dr. or Prof. Dr."),
    )
    text = models.TextField(_("about the person"), blank=True)
    picture = PictureField(_("picture"), steps=SMALL_STEPS, blank=True)

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

    def with_term(self):
        return self.select_related("term")

    def seated(self):
        """Holders of a full seat, substitutes left out."""
        return self.exclude(seat=OfficeHolder.Seat.SUBSTITUTE)

    def of_organ(self, organ):
        """Seats of the organ; the president chairs assembly and executive committee by law (art. 12 and 14)."""
        if organ.kind in Organ.BY_LAW:
            return self.filter(Q(organ=organ) | Q(role=OfficeHolder.Role.PRESIDENT))
        return self.filter(organ=organ)

    def of_municipality(self, municipality):
        """Seats held on behalf of the municipality."""
        return self.filter(municipality=municipality)

    def of_person(self, person):
        return self.filter(person=person)

    def presidents(self):
        return self.filter(role=OfficeHolder.Role.PRESIDENT)

    def leading(self):
        """Those who speak for an organ: president, chair, head of the secretariat."""
        role = OfficeHolder.Role
        return self.filter(role__in=[role.PRESIDENT, role.CHAIR, role.SECRETARY, role.MANAGER])

    def latest_first(self):
        """The latest offices first, those without a start date at the end."""
        return self.order_by(F("start_date").desc(nulls_last=True), "role_order", "pk")

    def in_order(self):
        """Chair first, then the others by name in Turkish order."""
        return self.order_by("role_order", "position", "person__sort_key", "pk")


class OfficeHolder(UnionOwned, Period):
    """A person in a seat of an organ, usually on behalf of a member municipality (art. 8, 10, 12 and 14)."""

    rights_group = "members"
    date_rules = since_founding("start_date", "end_date")

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
        OFFICE_LOST = "office_lost", _("end of the municipal office")
        MEMBER_LEFT = "member_left", _("the municipality left the union")
        DEATH = "death", _("death")
        OTHER = "other", _("other")

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
