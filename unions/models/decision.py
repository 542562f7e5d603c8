"""What the organs decide, by subject."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.files.fields import UploadField
from unions.law import findings
from unions.models.meeting import AgendaItem, Meeting, override_reason_field
from unions.models.organ import OfOrganQuerySet, Organ
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.publishing.addresses import Citable
from unions.publishing.states import Publishable, PublishableQuerySet, list_index
from unions.text.date_order import NotBefore, in_the_past, since_founding
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable


class Subject(UnionOwned, Searchable):
    """A topic of decisions, by which readers find them: budget, membership, staff, projects."""

    translated = ["title"]
    search_fields = ["title"]
    rights_group = "proceedings"

    title = models.CharField(_("title"), max_length=100)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("decision topic")
        verbose_name_plural = _("decision topics")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class DecisionQuerySet(ScopedQuerySet, PublishableQuerySet, OfOrganQuerySet):
    moment = "date"

    def of_subject(self, subject):
        """Decisions in a field, or all of them where none is given."""
        return self.filter(subject=subject) if subject else self

    def with_origin(self):
        """Decisions with the organ, meeting and agenda item they come from."""
        return self.select_related("organ", "agenda_item__meeting", "amends__organ", "subject")

    def with_related_flags(self):
        """Decisions annotated with what is related to them, so that a page queries only what exists."""
        decision = Decision.all_unions.filter(pk=models.OuterRef("pk"))
        relations = ["papers", "roll_call", "accepted_memberships"]
        return self.annotate(
            **{f"has_{name}": models.Exists(decision.filter(**{f"{name}__isnull": False})) for name in relations}
        )

    def with_organ(self):
        return self.select_related("organ")

    def concerning(self, name, keys):
        """Decisions whose Turkish title contains the name, and those with these keys."""
        return self.filter(Q(pk__in=keys) | Q(title_tr__contains=name))

    def numbered(self, organ: Organ | None, year: int):
        """An organ's decisions of a year, in the order of their numbers."""
        return self.filter(organ=organ, year=year).order_by("number")

    def cited(self, year: int, series: str, number: int):
        """The decision with that number in its series of the year."""
        return self.filter(year=year, series=series, number=number)

    def of_meeting(self, meeting: Meeting):
        return self.filter(agenda_item__meeting=meeting)

    def with_roll_call_count(self):
        """Decisions with the number of their roll-call votes, in the order of their numbers."""
        rows = self.select_related("organ", "amends__organ").annotate(roll_call_count=models.Count("roll_call"))
        return rows.order_by("number")

    def of_assembly(self):
        return self.filter(organ__kind=Organ.Kind.ASSEMBLY)

    def not_sent_in_time(self):
        """Decisions of the assembly that should have been sent to the governor by now."""
        last_day = last_day_in_time(law.governor_deadline)
        decided = Q(final_on__lt=last_day) | Q(final_on=None, date__lt=last_day)
        return self.of_assembly().filter(decided, sent_to_governor_on=None)

    def not_summarised_in_time(self):
        """Final decisions of the assembly whose summary should be public by now."""
        last_day = last_day_in_time(law.publication_deadline)
        return self.of_assembly().filter(final_on__lt=last_day, summary_published_on=None)


def last_day_in_time(deadline: Callable[[date], law.Deadline]) -> date:
    """The last day on which a step could be taken without the deadline of the next one being over today."""
    today = timezone.localdate()
    return today - (deadline(today).due_on - today)


class Decision(Citable, UnionOwned, Publishable, Searchable):
    """What an organ resolved, with its number in the year, the vote and the steps until it took effect."""

    translated = ["title", "text", "legal_ground", "carrying_out", "withdrawal_reason"]
    search_fields = ["year", "series", "number", "title"]
    rights_group = "proceedings"

    class Amendment(models.TextChoices):
        AMENDS = "amends", _("amends it")
        REPEALS = "repeals", _("repeals it")

    date_rules = [
        *in_the_past("date", "sent_back_on", "upheld_on", "final_on"),
        *in_the_past("sent_to_governor_on", "summary_published_on", "carried_out_on"),
        *since_founding("date"),
        NotBefore("date", "agenda_item.meeting.starts_at"),
        *(NotBefore(step, "date") for step in ["sent_back_on", "upheld_on", "summary_published_on", "carried_out_on"]),
        NotBefore("date", "amends.date"),
    ]

    # A decision outlives its organ and its agenda item.
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("organ"))
    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name=_("agenda item"),
    )
    number = models.PositiveIntegerField(
        _("number"), help_text=_("Its number within the year, as in the decision book.")
    )
    series = models.CharField(_("letter"), max_length=4, blank=True, editable=False)
    date = models.DateField(_("decided on"))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    title = models.CharField(_("subject"), max_length=300)
    text = RichTextField(_("text"), blank=True)
    # A topic in use cannot be deleted.
    subject = models.ForeignKey(
        Subject,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name=_("topic"),
    )
    legal_ground = models.CharField(
        _("legal basis of the decision"),
        max_length=200,
        blank=True,
        help_text=_("The article it is based on, such as: Law 5355, art. 9."),
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstaining = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    is_unanimous = models.BooleanField(_("unanimous"), default=False)
    is_secret = models.BooleanField(_("secret ballot"), default=False)
    sent_back_on = models.DateField(
        _("sent back on"), null=True, blank=True, help_text=_("By the president, for another vote.")
    )
    upheld_on = models.DateField(
        _("upheld on"), null=True, blank=True, help_text=_("By the absolute majority, after it had been sent back.")
    )
    final_on = models.DateField(_("final on"), null=True, blank=True)
    sent_to_governor_on = models.DateField(
        _("sent to the governor on"),
        null=True,
        blank=True,
        help_text=_("Within seven days; the decision has no effect before that."),
    )
    summary_published_on = models.DateField(_("summary published on"), null=True, blank=True)
    carried_out_on = models.DateField(_("implemented on"), null=True, blank=True)
    carrying_out = models.CharField(_("how it was implemented"), max_length=300, blank=True)
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="amended_by",
        null=True,
        blank=True,
        verbose_name=_("amends or repeals"),
    )
    amendment = models.CharField(_("effect on that decision"), max_length=8, choices=Amendment.choices, blank=True)
    override_reason = override_reason_field()
    file = UploadField(_("signed decision"), blank=True)

    objects, all_unions = managers(DecisionQuerySet)

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-date", "-number", "-pk"]
        indexes = [
            models.Index(fields=["union", "-date", "-number"], name="unions_decision_by_date"),
            list_index("unions_decision_listed", "-date", "-number", "-id", "organ"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "year", "series", "number"],
                name="unions_decision_number_once_a_year",
                violation_error_code="number_taken",
                violation_error_message=_("This number is already used by another decision of that year."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="unions_decision_number_from_one"),
            models.CheckConstraint(
                condition=Q(final_on=None) | Q(final_on__gte=F("date")),
                name="unions_decision_final_after_decided",
                violation_error_code="final_early",
                violation_error_message=_(
                    "The date it became final is before the date of the decision (Law 5393, art. 23)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amends=None, amendment="") | Q(amends__isnull=False) & ~Q(amendment=""),
                name="unions_decision_amendment_says_what",
                violation_error_code="amendment_incomplete",
                violation_error_message=_("Choose the earlier decision and say whether this one amends or repeals it."),
            ),
            models.CheckConstraint(
                condition=Q(is_unanimous=False) | Q(votes_against=None) | Q(votes_against=0),
                name="unions_decision_unanimous_without_opposition",
                violation_error_code="not_unanimous",
                violation_error_message=_("A decision with votes against it cannot be unanimous."),
            ),
            models.CheckConstraint(
                condition=Q(upheld_on=None) | Q(sent_back_on__isnull=False, upheld_on__gte=F("sent_back_on")),
                name="unions_decision_upheld_after_sent_back",
                violation_error_code="upheld_early",
                violation_error_message=_("Only a decision that was sent back can be upheld."),
            ),
            models.CheckConstraint(
                condition=Q(sent_to_governor_on=None) | Q(sent_to_governor_on__gte=F("date")),
                name="unions_decision_sent_after_decided",
                violation_error_code="sent_early",
                violation_error_message=_("The date of sending is before the date of the decision."),
            ),
        ]

    def __str__(self):
        return f"{self.citation} {self.title}"

    def prepare_for_save(self):
        self.fill_number_parts()
        super().prepare_for_save()

    def clean(self):
        self.fill_number_parts()
        super().clean()
        if (
            Decision.all_unions.filter(
                union=self.organ.union_id if self.organ_id else None,
                year=self.year,
                series=self.series,
                number=self.number,
            )
            .exclude(pk=self.pk)
            .exists()
        ):
            raise ValidationError(
                {
                    "number": ValidationError(
                        _("This number is already used by another decision of that year."), code="number_taken"
                    )
                }
            )
        if self.date and self.organ_id:
            findings.refuse(self.findings(), self.override_reason)

    def findings(self) -> list[findings.Finding]:
        """The rules of law that the decision breaks in its present state."""
        meeting = self.agenda_item.meeting if self.agenda_item else None
        return findings.of_decision(self, present=meeting.attendances.counted().count() if meeting else None)

    def fill_number_parts(self):
        """Year and letter follow from the date and the organ; both have columns so that numbers are unique."""
        if self.date:
            self.year = self.date.year
        if self.organ_id:
            self.series = self.organ.decision_series

    @property
    def reference(self) -> str:
        """Its number within the year as addresses carry it: 17, or E-17 for an organ that counts apart."""
        return f"{self.series}-{self.number}" if self.series else str(self.number)

    @property
    def citation(self) -> str:
        """How it is quoted: 2026/17."""
        return f"{self.year}/{self.reference}"

    @property
    def short_reference(self) -> str:
        return f"{self.year}-{self.reference}"

    def address_arguments(self) -> list:
        return [self.year, self.reference]
