"""What the organs decide, by subject."""

import re
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from unions.text.turkish import fold


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


# In the class below `date` is the name of a field.
Day = date

# The reason that is filled in where few votes were not enough. It explains that outcome and sets no other rule aside.
FEW_VOTES = _("Rejected although most voted for it: it needed %(needed)s votes (Law 5393, art. 22).")

# Words of the search box that mean an outcome; "kabul" is in too many titles to be one.
OUTCOME_WORDS = {
    "rejected": ["ret", "reddedildi", "reddedilen", "rejected"],
    "referred": ["havale", "referred"],
    "withdrawn": ["withdrawn", "cekilen"],
    "postponed": ["ertelendi", "ertelenen", "postponed"],
}


class DecisionQuerySet(ScopedQuerySet, PublishableQuerySet, OfOrganQuerySet):
    moment = "date"

    def narrowed(self, *, outcome: str = "", **values):
        rows = super().narrowed(**values)
        return rows.filter(outcome=outcome) if outcome else rows

    def with_words(self, text: str):
        """The rows that have all the words; a word for an outcome also means the decisions that ended so."""
        meant = {outcome for outcome, words in OUTCOME_WORDS.items() if set(words) & set(fold(text).split())}
        if not meant:
            return super().with_words(text)
        words = {word for outcome in meant for word in OUTCOME_WORDS[outcome]}
        others = " ".join(word for word in fold(text).split() if word not in words)
        by_outcome = super().with_words(others).filter(outcome__in=meant)
        return by_outcome | super().with_words(text)

    def with_force(self):
        """Decisions with what courts ruled and what later decisions change, as `Decision.force_on` asks."""
        later = Decision.objects.published().select_related("organ").prefetch_related("rulings")
        return self.prefetch_related("rulings", models.Prefetch("amended_by", later, to_attr="public_changes"))

    def without_outcome(self):
        """Decisions of which nobody recorded whether the motion was accepted."""
        return self.filter(outcome=Decision.Outcome.UNRECORDED)

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
            **{f"has_{name}": models.Exists(decision.filter(**{f"{name}__isnull": False})) for name in relations},
            **has_related("pk"),
        )

    def with_strikes(self):
        """Decisions annotated with what a list says of their force: a court's ruling, and whether they are repealed."""
        today = timezone.localdate()
        same = Decision.all_unions.filter(pk=models.OuterRef("pk"))
        binding = Q(rulings__lifted_on=None) | Q(rulings__lifted_on__gt=today)
        # In the order of the alphabet the strongest ruling stands first: annulment, partly, stay.
        rulings = same.filter(binding, rulings__ruled_on__lte=today).order_by().values("pk")
        struck = rulings.annotate(strongest=models.Min("rulings__kind")).values("strongest")
        later = Decision.all_unions.published().filter(amends=models.OuterRef("pk"), date__lte=today)
        repeal = later.filter(amendment=Decision.Amendment.REPEALS, outcome=Decision.Outcome.ACCEPTED)
        is_back = Q(sent_back_on__lte=today) & (Q(upheld_on=None) | Q(upheld_on__gt=today))
        strikes = Q(rulings__kind__in=["annulment", "stay"], rulings__ruled_on__lte=today) & binding
        lost = Decision.all_unions.filter(strikes, pk=models.OuterRef("pk"))
        effective = repeal.exclude(is_back).filter(~models.Exists(lost))
        # Not `Exists`, for which PostgreSQL would rather read all decisions once than look up those of a page.
        repealing = effective.order_by().values("pk")[:1]
        return self.annotate(struck=models.Subquery(struck), is_repealed=models.Subquery(repealing))

    def sound(self):
        """Decisions that were accepted and neither sent back nor repealed, stayed or annulled, not even in part."""
        today = timezone.localdate()
        is_back = Q(sent_back_on__lte=today) & (Q(upheld_on=None) | Q(upheld_on__gt=today))
        accepted = self.filter(outcome=Decision.Outcome.ACCEPTED).exclude(is_back)
        return accepted.with_strikes().filter(struck=None, is_repealed=None)

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
        return self.filter(is_not_sent_in_time())

    def not_summarised_in_time(self):
        """Final decisions of the assembly whose summary should be public by now."""
        return self.filter(is_not_summarised_in_time())

    def implemented_without_effect(self):
        """Motions that were not accepted and are recorded as implemented all the same."""
        return self.filter(is_implemented_without_effect())

    def task_numbers(self) -> dict[str, int]:
        """How many decisions wait for each step, in one query."""
        conditions = {
            "not_sent": is_not_sent_in_time(),
            "not_summarised": is_not_summarised_in_time(),
            "without_outcome": Q(outcome=Decision.Outcome.UNRECORDED),
            "contradicting": is_implemented_without_effect(),
        }
        counts = {name: models.Count("pk", filter=condition) for name, condition in conditions.items()}
        return self.order_by().aggregate(**counts)


def is_not_sent_in_time() -> Q:
    last_day = last_day_in_time(law.governor_deadline)
    decided = Q(final_on__lt=last_day) | Q(final_on=None, date__lt=last_day)
    return decided & is_bound_to_the_governor() & Q(sent_to_governor_on=None)


def is_not_summarised_in_time() -> Q:
    last_day = last_day_in_time(law.publication_deadline)
    return Q(final_on__lt=last_day, summary_published_on=None) & is_bound_to_the_governor()


def is_bound_to_the_governor() -> Q:
    """Decisions of the assembly that have an effect, or may have one where the outcome is not on record."""
    return Q(organ__kind=Organ.Kind.ASSEMBLY) & ~is_without_effect()


def is_without_effect() -> Q:
    return ~Q(outcome__in=[Decision.Outcome.ACCEPTED, Decision.Outcome.UNRECORDED])


def is_implemented_without_effect() -> Q:
    return is_without_effect() & Q(carried_out_on__isnull=False)


def accepted_by_its_votes() -> Q:
    """By the numbers alone a motion may have been accepted: more for it than against, or a tie that was broken for it.

    Every part is true or false also where a number is not recorded: a database takes what it cannot tell as allowed.
    """
    more = Q(votes_for__gt=Coalesce(F("votes_against"), 0))
    is_tie = Q(votes_for__gt=0, votes_for=Coalesce(F("votes_against"), 0))
    return Q(votes_for__isnull=True) | Q(votes_for__isnull=False) & (more | is_tie & tie_broken_for_it())


def rejected_by_its_votes() -> Q:
    """By the numbers alone a motion may have been rejected: no majority of those who voted or were present for it."""
    others = Coalesce(F("votes_against"), 0) + Coalesce(F("votes_abstaining"), 0)
    no_majority = ~Q(majority="simple") | Q(votes_for__lte=others) | Q(votes_for__lte=Coalesce(F("present"), 0) / 2)
    is_tie = Q(votes_for__gt=0, votes_for=Coalesce(F("votes_against"), 0))
    return Q(votes_for__isnull=True) | Q(votes_for__isnull=False) & no_majority & ~(is_tie & tie_broken_for_it())


def tie_broken_for_it() -> Q:
    by_chair = Q(chair_side="for", is_secret=False)
    return by_chair | Q(lot="for", is_secret=True, is_repeated=True)


def is_filled_in(reason: str) -> bool:
    """Whether a reason is the one of few votes, in whichever language it was filled in, and not that of a person."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            before, _sign, after = str(FEW_VOTES).partition("%(needed)s")
        if re.fullmatch(rf"{re.escape(before)}[0-9]+{re.escape(after)}", reason):
            return True
    return False


def has_related(decision: str) -> dict[str, models.Exists]:
    """What the force of a decision depends on, as flags: rulings, later decisions, and rulings on these.

    `decision` is the field of the row that holds the decision's key; see `Decision.known_rulings` and `changes`.
    """
    same = Decision.all_unions.filter(pk=models.OuterRef(decision))
    return {
        "has_rulings": models.Exists(same.filter(rulings__isnull=False)),
        "has_changes": models.Exists(same.filter(amended_by__isnull=False)),
        "has_rulings_on_changes": models.Exists(same.filter(amended_by__rulings__isnull=False)),
    }


def last_day_in_time(deadline: Callable[[date], law.Deadline]) -> date:
    """The last day on which a step could be taken without the deadline of the next one being over today."""
    today = timezone.localdate()
    return today - (deadline(today).due_on - today)


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
                condition=Q(is_unanimous=False)
                | Q(votes_against=None)
                | Q(votes_against=0)
                | Q(outcome="rejected") & (Q(votes_for=None) | Q(votes_for=0)),
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
            models.CheckConstraint(
                condition=~Q(outcome="accepted") | ~Q(override_reason="") | accepted_by_its_votes(),
                name="unions_decision_accepted_by_its_votes",
                violation_error_code="against_votes",
                violation_error_message=_(
                    "By its votes this motion was not accepted. Choose another outcome, correct the votes, or give "
                    "the reason for departing from a rule."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(override_reason="") | rejected_by_its_votes(),
                name="unions_decision_rejected_by_its_votes",
                violation_error_code="against_votes",
                violation_error_message=_(
                    "By its votes this motion was not rejected. Choose another outcome, correct the votes, or give "
                    "the reason for departing from a rule."
                ),
            ),
        ]

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
