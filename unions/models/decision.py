"""What the organs decide, by subject."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions import law
from unions.files.fields import UploadField
from unions.law import findings
from unions.models.agenda import AgendaItem
from unions.models.decision_constraints import CONSTRAINTS
from unions.models.decision_queries import DecisionQuerySet
from unions.models.few_votes import FEW_VOTES, is_filled_in
from unions.models.meeting import override_reason_field
from unions.models.organ import Organ
from unions.models.ownership import UnionOwned, managers
from unions.models.subject import Subject
from unions.publishing.addresses import Citable
from unions.publishing.states import Publishable, list_index
from unions.text.date_order import NotBefore, in_the_past, since_founding
from unions.text.richtext import RichTextField
from unions.text.search_text import Searchable

# In the class below `date` is the name of a field.
Day = date


class Decision(Citable, UnionOwned, Publishable, Searchable):
    """What an organ resolved, with its number in the year, the vote and the steps until it took effect."""

    translated = ["title", "text", "legal_ground", "carrying_out", "withdrawal_reason"]
    search_fields = ["year", "series", "number", "title"]
    named_by = [["year", "series", "number"], ["title"]]
    rights_group = "proceedings"

    class Amendment(models.TextChoices):
        AMENDS = "amends", _("amends it")
        REPEALS = "repeals", _("repeals it")

    class Outcome(models.TextChoices):
        UNRECORDED = law.Motion.UNRECORDED.value, pgettext_lazy("outcome", "not recorded")
        ACCEPTED = law.Motion.ACCEPTED.value, pgettext_lazy("outcome", "accepted")
        REJECTED = law.Motion.REJECTED.value, pgettext_lazy("outcome", "rejected")
        REFERRED = law.Motion.REFERRED.value, pgettext_lazy("outcome", "referred to a committee")
        WITHDRAWN = law.Motion.WITHDRAWN.value, pgettext_lazy("outcome", "withdrawn")
        POSTPONED = law.Motion.POSTPONED.value, pgettext_lazy("outcome", "postponed")

    class Majority(models.TextChoices):
        SIMPLE = law.Majority.SIMPLE.value, _("majority of those present")
        ABSOLUTE = law.Majority.ABSOLUTE.value, _("more than half of the full number")
        TWO_THIRDS = law.Majority.TWO_THIRDS.value, _("two thirds of the full number")
        THREE_QUARTERS = law.Majority.THREE_QUARTERS.value, _("three quarters of the full number")

    class Side(models.TextChoices):
        FOR = law.Side.FOR.value, pgettext_lazy("side", "for")
        AGAINST = law.Side.AGAINST.value, pgettext_lazy("side", "against")

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
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=Outcome.choices,
        default=Outcome.UNRECORDED,
        help_text=_("What became of the motion. Leave it at “not recorded” to let the votes decide."),
    )
    majority = models.CharField(_("majority needed"), max_length=14, choices=Majority.choices, default=Majority.SIMPLE)
    present = models.PositiveSmallIntegerField(
        _("present at the vote"),
        null=True,
        blank=True,
        help_text=_("If it differs from the attendance of the meeting. Those who abstain are present."),
    )
    chair_side = models.CharField(
        _("side of the chair"),
        max_length=7,
        choices=Side.choices,
        blank=True,
        help_text=_("Decides an open vote in which the votes are equal."),
    )
    is_repeated = models.BooleanField(
        _("repeated ballot"),
        default=False,
        help_text=_("The votes are those of the second ballot, held because a secret one was tied."),
    )
    lot = models.CharField(
        _("lot"),
        max_length=7,
        choices=Side.choices,
        blank=True,
        help_text=_("What the lot decided after a second tied secret ballot."),
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
        constraints = CONSTRAINTS

    def __str__(self):
        return f"{self.citation} {self.title}"

    def prepare_for_save(self):
        self.fill_number_parts()
        self.fill_outcome()
        super().prepare_for_save()

    def clean(self):
        self.fill_number_parts()
        self.fill_outcome()
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
            findings.refuse(self.findings(), "" if is_filled_in(self.override_reason) else self.override_reason)

    def findings(self) -> list[findings.Finding]:
        """The rules of law that the decision breaks in its present state."""
        return findings.of_decision(self, present=self.attendance_count())

    @property
    def derivation(self) -> str:
        """What the votes on record led to, and by which rule of law."""
        return findings.derivation_of(self, present=self.attendance_count())

    def attendance_count(self) -> int | None:
        """How many attended the meeting, where that is on record."""
        meeting = self.agenda_item.meeting if self.agenda_item else None
        return meeting.attendances.counted().count() or None if meeting else None

    # The outcome

    @property
    def votes(self) -> law.Votes | None:
        """The votes that were cast; None where they are not known."""
        if self.votes_for is None:
            return None
        votes = law.Votes(
            self.votes_for,
            self.votes_against or 0,
            self.votes_abstaining or 0,
            is_secret=self.is_secret,
            is_repeated=self.is_repeated,
            chair_side=law.Side(self.chair_side) if self.chair_side else None,
            lot=law.Side(self.lot) if self.lot else None,
        )
        return votes if votes.cast else None

    def vote_result(self, present: int | None = None) -> law.VoteResult | None:
        """What the votes led to by law (5393 art. 22), given the attendance; None where they do not tell."""
        votes = self.votes
        if votes is None:
            return None
        full_number = self.full_number
        if full_number is None and self.majority != self.Majority.SIMPLE:
            return None
        present = max(self.present if self.present is not None else present or 0, votes.cast)
        majority = law.Majority(self.majority)
        return law.vote_result(
            full_number or present, present, votes, majority=majority, is_count_known=full_number is not None
        )

    @property
    def full_number(self) -> int | None:
        """The full number of members at the vote, where the meeting or the statute says it."""
        meeting = self.agenda_item.meeting if self.agenda_item else None
        return (meeting.full_number if meeting else None) or (self.organ.seat_count if self.organ_id else None)

    def voted_outcome(self, present: int | None = None) -> "Decision.Outcome | None":
        """Accepted or rejected, as the votes decide it; None where they do not, or are not known."""
        result = self.vote_result(present)
        if result is None:
            return self.Outcome.ACCEPTED if self.is_unanimous and self.votes_for is None else None
        carried = {law.Outcome.CARRIED: self.Outcome.ACCEPTED, law.Outcome.REJECTED: self.Outcome.REJECTED}
        return carried.get(result.outcome)

    def fill_outcome(self):
        """Let the votes decide where no outcome is recorded; say why few votes were not enough."""
        if self.outcome == self.Outcome.UNRECORDED and (self.votes or self.is_unanimous):
            self.outcome = self.voted_outcome(self.attendance_count()) or self.Outcome.UNRECORDED
        is_rejected = self.outcome == self.Outcome.REJECTED
        if self.override_reason and not is_filled_in(self.override_reason):
            return
        # What was filled in for an earlier outcome goes with it.
        self.override_reason = (self._reason_of_few_votes() or self.override_reason) if is_rejected else ""

    def _reason_of_few_votes(self) -> str:
        """Why a motion was rejected for which most had voted; nothing where that is not the case."""
        if self.majority != self.Majority.SIMPLE or not self._has_more_for_than_others():
            return ""
        result = self.vote_result(self.attendance_count())
        if result is None or result.outcome != law.Outcome.REJECTED:
            return ""
        return FEW_VOTES % {"needed": result.votes_needed}

    def _has_more_for_than_others(self) -> bool:
        return (self.votes_for or 0) > (self.votes_against or 0) + (self.votes_abstaining or 0)

    def contradicts_votes(self) -> bool:
        """Whether the outcome on record is not that of the votes, which only a recorded reason allows."""
        voted = self.voted_outcome(self.attendance_count())
        return voted is not None and self.outcome in ["accepted", "rejected"] and self.outcome != voted

    @property
    def was_accepted(self) -> bool:
        return self.outcome == self.Outcome.ACCEPTED

    @property
    def is_without_effect(self) -> bool:
        """Whether the motion did not become a decision: it was rejected, referred, withdrawn or postponed."""
        return self.outcome not in [self.Outcome.ACCEPTED, self.Outcome.UNRECORDED]

    # In force

    @property
    def progress(self) -> law.Progress:
        """What is on record of the decision, as the law asks it."""
        return law.Progress(
            motion=law.Motion(self.outcome),
            decided_on=self.date,
            sent_back_on=self.sent_back_on,
            upheld_on=self.upheld_on,
            final_on=self.final_on,
            sent_to_governor_on=self.sent_to_governor_on,
            goes_to_governor=self.organ.kind == Organ.Kind.ASSEMBLY,
            rulings=tuple(ruling.as_law for ruling in self.known_rulings()),
        )

    def known_rulings(self) -> list:
        """What courts ruled; no query where `with_related_flags` has said that there is nothing."""
        return list(self.rulings.all()) if self.pk and getattr(self, "has_rulings", True) else []

    def changes(self) -> list["Decision"]:
        """The public decisions that amend or repeal this one, the newest first."""
        if "public_changes" not in self.__dict__:
            self.public_changes = self._read_changes() if self.pk and getattr(self, "has_changes", True) else []
        return self.public_changes

    def _read_changes(self) -> list["Decision"]:
        has_rulings = getattr(self, "has_rulings_on_changes", True)
        later = self.amended_by.published().select_related("organ")
        changes = list(later.prefetch_related("rulings") if has_rulings else later)
        for change in changes:
            change.has_rulings = has_rulings
        return changes

    def effective_changes(self, day: Day | None = None) -> list["Decision"]:
        """Those of them that have effect on a day: not a repeal that was rejected or struck by a court."""
        day = day or timezone.localdate()
        return [later for later in self.changes() if law.has_effect(day, later.progress)]

    def force_on(self, day: Day | None = None) -> law.Force:
        """Whether the decision is in force on a day, today if none is given, and the reason if it is not."""
        changes = [
            law.Change(repeals=later.amendment == self.Amendment.REPEALS, progress=later.progress)
            for later in self.changes()
        ]
        return law.force_on(day or timezone.localdate(), self.progress, changes)

    @property
    def force(self) -> law.Force:
        return self.force_on()

    @property
    def adopts(self) -> bool:
        """Whether what it concerns (a paper, a membership) counts as adopted by it today."""
        return self.was_accepted and self.force not in [law.Force.ANNULLED, law.Force.SENT_BACK]

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
