"""What the organs do: meetings, their agenda, and the decisions taken."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions import findings
from unions.files.fields import UploadField
from unions.lists.index_steps import years_of
from unions.models.organ import Organ, Term
from unions.models.ownership import ScopedManager, ScopedQuerySet, UnionOwned
from unions.publishing.addresses import Addressed, Slugged
from unions.publishing.states import Publishable, PublishableQuerySet, list_index
from unions.text.languages import active_language
from unions.text.richtext import RichTextField
from unions.text.turkish import capfirst, fold


class OfOrganQuerySet(models.QuerySet):
    """Rows of an organ and a year, as the lists offer them."""

    # The field by which the rows stand in order; a year is a stretch of it.
    moment = ""

    def narrowed(self, *, year: int | None = None, organ: Organ | None = None):
        """Rows of that year and of that organ; either may be left open."""
        rows = self.filter(**{f"{self.moment}__year": year}) if year else self
        return rows.filter(organ=organ) if organ else rows

    def years(self) -> list[int]:
        """The years that have rows, the newest first."""
        return years_of(self)

    def organs(self) -> list[Organ]:
        """The organs that have rows, in their order."""
        return list(Organ.objects.filter(models.Exists(self.order_by().filter(organ=models.OuterRef("pk")))))


class MeetingQuerySet(ScopedQuerySet, PublishableQuerySet, OfOrganQuerySet):
    moment = "starts_at"

    def with_organ(self):
        return self.select_related("organ")

    def with_agenda(self):
        """The meeting's organ, agenda and public decisions, in a constant number of queries."""
        return self.select_related("organ").prefetch_related(
            models.Prefetch("agenda_items", AgendaItem.objects.all()),
            models.Prefetch("agenda_items__papers", AgendaPaper.objects.all()),
            models.Prefetch("agenda_items__decisions", Decision.objects.published()),
        )

    def upcoming(self):
        """Meetings still to come, the nearest first."""
        return self.filter(starts_at__gte=timezone.now(), state=Meeting.State.PLANNED).order_by("starts_at")

    def past(self):
        return self.filter(starts_at__lt=timezone.now())


class Meeting(Slugged, UnionOwned, Publishable):
    """One sitting of one organ, from its call to its minutes (art. 11 and 12)."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        EXTRAORDINARY = "extraordinary", _("extraordinary")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        INQUORATE = "inquorate", _("no quorum")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "cancelled")

    slug_scope = ["union", "year"]

    # Meetings are records: neither organ nor term may vanish under them.
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("organ"))
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True, verbose_name=_("term")
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("May 2026 ordinary meeting"))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.ORDINARY)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    starts_at = models.DateTimeField(_("date and time"))
    second_call_at = models.DateTimeField(
        _("second date"), null=True, blank=True, help_text=_("When it meets if the first date has no quorum.")
    )
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    called_on = models.DateField(
        _("called on"), null=True, blank=True, help_text=_("By law at least three days before (art. 11).")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    # The second sitting is a record of its own and keeps the first.
    sitting_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="second_sittings",
        null=True,
        blank=True,
        verbose_name=_("second sitting of"),
        help_text=_("The meeting that had no quorum; a quarter of the full number then suffices."),
    )
    full_number = models.PositiveSmallIntegerField(
        _("full number of members"),
        null=True,
        blank=True,
        help_text=_("From which quorum and majority are counted. Empty: the seats held on that day."),
    )
    text = RichTextField(_("text"), blank=True)
    call_letter = UploadField(_("call letter"), blank=True)
    minutes = UploadField(_("minutes"), blank=True)
    override_reason = models.CharField(
        _("why a rule was set aside"),
        max_length=300,
        blank=True,
        help_text=_("Needed to save against a rule of the law: what the clerk knows that the system does not."),
    )

    objects = ScopedManager.from_queryset(MeetingQuerySet)()
    all_unions = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["union", "-starts_at"], name="unions_meeting_by_time"),
            list_index("unions_meeting_listed", "-starts_at", "-id", "organ"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["union", "year", "slug"], name="unions_meeting_slug"),
            models.CheckConstraint(
                condition=Q(second_call_at=None) | Q(second_call_at__gt=F("starts_at")),
                name="unions_meeting_second_call_later",
                violation_error_code="second_call_earlier",
                violation_error_message=_("The second date lies before the first."),
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
                {"called_on": ValidationError(_("It was called after it took place."), code="called_late")}
            )
        if self.starts_at:
            findings.refuse(self.findings(), self.override_reason)

    def get_absolute_url(self):
        return reverse("meeting_detail", args=[self.year, self.slug])

    def findings(self) -> list[findings.Finding]:
        """Rules of the law that the meeting as it stands does not keep."""
        return findings.of_meeting(self)

    @property
    def day(self) -> date:
        """The day it begins on where the union is."""
        return timezone.localtime(self.starts_at).date()

    @property
    def is_upcoming(self) -> bool:
        return self.state == self.State.PLANNED and self.starts_at >= timezone.now()

    @property
    def state_in_words(self) -> str:
        """Its state; a meeting whose day has passed is planned no longer, whatever the record says."""
        if self.state == self.State.PLANNED and not self.is_upcoming:
            return _("not recorded whether it was held")
        return self.get_state_display()


class AgendaItem(UnionOwned):
    """One matter a meeting has been called to deal with; nothing else may be dealt with (art. 11)."""

    union_from = "meeting"

    # An agenda is part of its meeting.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda_items", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("number"), default=0, help_text=_("0: the next free number."))
    title = models.CharField(_("matter"), max_length=300)
    text = models.TextField(_("explanation"), blank=True)
    is_outside_call = models.BooleanField(
        _("not in the call"),
        default=False,
        help_text=_("Taken up at the meeting itself; members had not been told of it."),
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["number", "pk"]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def prepare_for_save(self):
        super().prepare_for_save()
        if not self.number:
            highest = AgendaItem.all_unions.filter(meeting=self.meeting).aggregate(number=models.Max("number"))
            self.number = (highest["number"] or 0) + 1


class AgendaPaper(UnionOwned):
    """A paper that an agenda item lays before the meeting."""

    union_from = "agenda_item"

    # The paper was laid before that item and goes with it.
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="papers", verbose_name=_("agenda item")
    )
    title = models.CharField(_("title"), max_length=200)
    file = UploadField(_("file"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("paper of an agenda item")
        verbose_name_plural = _("papers of agenda items")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def is_public(self) -> bool:
        """A paper is as public as the meeting it was laid before."""
        return self.agenda_item.meeting.is_public


class Subject(UnionOwned):
    """A field that decisions are about, by which they are found: budget, membership, staff, projects."""

    title = models.CharField(_("title"), max_length=100)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("subject of decisions")
        verbose_name_plural = _("subjects of decisions")
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

    def knowing_what_belongs(self):
        """Decisions that know what belongs to them, so that a page asks only for what is there."""
        same = Decision.all_unions.filter(pk=models.OuterRef("pk"))
        parts = ["papers", "roll_call", "accepted_memberships"]
        return self.annotate(
            **{f"has_{part}": models.Exists(same.filter(**{f"{part}__isnull": False})) for part in parts}
        )

    def with_organ(self):
        return self.select_related("organ")

    def about(self, words: str) -> list:
        """The decisions whose number or subject has all the words, however they are spelled."""
        wanted = fold(words).split()
        return [
            decision
            for decision in self.defer("text_tr", "text_en")
            if all(word in fold(f"{decision.citation} {decision.title_tr} {decision.title_en}") for word in wanted)
        ]


class Decision(Addressed, UnionOwned, Publishable):
    """What an organ resolved, with its number in the year, the vote and the steps until it took effect."""

    class Amendment(models.TextChoices):
        AMENDS = "amends", _("amends it")
        REPEALS = "repeals", _("repeals it")

    # Decisions outlive everything they came from.
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("organ"))
    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name=_("agenda item"),
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Its number in the year, as in the decision book."))
    series = models.CharField(_("letter"), max_length=4, blank=True, editable=False)
    date = models.DateField(_("decided on"))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    title = models.CharField(_("subject"), max_length=300)
    text = RichTextField(_("text"), blank=True)
    # A subject in use stays.
    subject = models.ForeignKey(
        Subject,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name=_("field"),
    )
    legal_ground = models.CharField(
        _("legal ground"), max_length=200, blank=True, help_text=_("The article it rests on: Law 5355, art. 9.")
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
        help_text=_("Within seven days; before that it has no effect."),
    )
    summary_published_on = models.DateField(_("summary published on"), null=True, blank=True)
    carried_out_on = models.DateField(_("carried out on"), null=True, blank=True)
    carrying_out = models.CharField(_("how it was carried out"), max_length=300, blank=True)
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="amended_by",
        null=True,
        blank=True,
        verbose_name=_("amends or repeals"),
    )
    amendment = models.CharField(
        _("what it does to that decision"), max_length=8, choices=Amendment.choices, blank=True
    )
    override_reason = models.CharField(
        _("why a rule was set aside"),
        max_length=300,
        blank=True,
        help_text=_("Needed to save against a rule of the law: what the clerk knows that the system does not."),
    )
    file = UploadField(_("signed decision"), blank=True)

    objects = ScopedManager.from_queryset(DecisionQuerySet)()
    all_unions = models.Manager.from_queryset(DecisionQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-date", "-number", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["union", "-date", "-number"], name="unions_decision_by_date"),
            list_index("unions_decision_listed", "-date", "-number", "-id", "organ"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["union", "year", "series", "number"],
                name="unions_decision_number_once_a_year",
                violation_error_code="number_taken",
                violation_error_message=_("This number has already been given to a decision of that year."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="unions_decision_number_from_one"),
            models.CheckConstraint(
                condition=Q(final_on=None) | Q(final_on__gte=F("date")),
                name="unions_decision_final_after_decided",
                violation_error_code="final_early",
                violation_error_message=_("It became final before it was decided (Law 5393, art. 23)."),
            ),
            models.CheckConstraint(
                condition=Q(amends=None, amendment="") | Q(amends__isnull=False) & ~Q(amendment=""),
                name="unions_decision_amendment_says_what",
                violation_error_code="amendment_incomplete",
                violation_error_message=_("Name the earlier decision and say whether this one amends or repeals it."),
            ),
            models.CheckConstraint(
                condition=Q(is_unanimous=False) | Q(votes_against=None) | Q(votes_against=0),
                name="unions_decision_unanimous_without_opposition",
                violation_error_code="not_unanimous",
                violation_error_message=_("A decision with votes against it is not unanimous."),
            ),
            models.CheckConstraint(
                condition=Q(upheld_on=None) | Q(sent_back_on__isnull=False, upheld_on__gte=F("sent_back_on")),
                name="unions_decision_upheld_after_sent_back",
                violation_error_code="upheld_early",
                violation_error_message=_("Only a decision that was sent back before can be upheld."),
            ),
            models.CheckConstraint(
                condition=Q(sent_to_governor_on=None) | Q(sent_to_governor_on__gte=F("date")),
                name="unions_decision_sent_after_decided",
                violation_error_code="sent_early",
                violation_error_message=_("It was sent before it was decided."),
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
                        _("This number has already been given to a decision of that year."), code="number_taken"
                    )
                }
            )
        if self.date and self.organ_id:
            findings.refuse(self.findings(), self.override_reason)

    def findings(self) -> list[findings.Finding]:
        """Rules of the law that the decision as it stands does not keep."""
        meeting = self.agenda_item.meeting if self.agenda_item_id else None
        return findings.of_decision(self, present=meeting.attendances.counted().count() if meeting else None)

    def fill_number_parts(self):
        """Year and letter follow from the date and the organ; they stand in columns so that numbers are unique."""
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
    def short_address(self) -> str:
        """The permanent short path: /k/2026-17."""
        return reverse("decision_short", args=[f"{self.year}-{self.reference}"])

    def get_absolute_url(self):
        return reverse("decision_detail", args=[self.year, self.reference])


class PaperQuerySet(ScopedQuerySet, PublishableQuerySet):
    def with_decision(self):
        return self.select_related("decision__organ")


class Paper(Addressed, UnionOwned, Publishable):
    """A paper that the law or the statute makes the union adopt for a year."""

    class Kind(models.TextChoices):
        ACTIVITY_REPORT = "activity_report", _("activity report")
        FINAL_ACCOUNTS = "final_accounts", _("final accounts")
        BUDGET = "budget", _("budget")
        WORK_PROGRAMME = "work_programme", _("work programme")
        TARIFF = "tariff", _("fee tariff")
        STRATEGIC_PLAN = "strategic_plan", _("strategic plan")
        PERFORMANCE_PROGRAMME = "performance_programme", _("performance programme")

    # The words of the permanent short addresses; they stand in both languages alike.
    SHORT_WORDS = {
        Kind.ACTIVITY_REPORT: "faaliyet-raporu",
        Kind.FINAL_ACCOUNTS: "kesin-hesap",
        Kind.BUDGET: "butce",
        Kind.WORK_PROGRAMME: "calisma-programi",
        Kind.TARIFF: "tarife",
        Kind.STRATEGIC_PLAN: "stratejik-plan",
        Kind.PERFORMANCE_PROGRAMME: "performans-programi",
    }

    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year the paper is for."))
    # A paper stays when its decision is corrected; the decision may not vanish under it.
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="papers", null=True, blank=True, verbose_name=_("adopted by")
    )
    published_on = models.DateField(_("made public on"), null=True, blank=True)
    file = UploadField(_("file"), blank=True)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What is in it, for those who cannot open the file.")
    )

    objects = ScopedManager.from_queryset(PaperQuerySet)()
    all_unions = models.Manager.from_queryset(PaperQuerySet)()

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("yearly paper")
        verbose_name_plural = _("yearly papers")
        ordering = ["-year", "kind"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["union", "kind", "year"],
                name="unions_paper_once_a_year",
                violation_error_message=_("This paper of that year is already recorded."),
            ),
            models.CheckConstraint(condition=Q(year__range=(1900, 2200)), name="unions_paper_year_is_a_year"),
        ]

    def __str__(self):
        return f"{capfirst(self.get_kind_display(), active_language())} ({self.year})"

    @property
    def short_address(self) -> str:
        """The permanent short path: /e/2026-butce."""
        return reverse("paper_short", args=[f"{self.year}-{self.SHORT_WORDS[self.kind]}"])

    def get_absolute_url(self):
        return reverse("paper_detail", args=[self.year, self.SHORT_WORDS[self.kind]])
