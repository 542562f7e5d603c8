"""How decisions are looked for: by words, force, organ, and the step that they wait for."""

from collections.abc import Callable
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from unions import law
from unions.models.meeting import Meeting
from unions.models.organ import OfOrganQuerySet, Organ
from unions.models.ownership import ScopedQuerySet
from unions.publishing.states import PublishableQuerySet
from unions.text.turkish import fold

# Words of the search box that mean an outcome; "kabul" is in too many titles to be one.
OUTCOME_WORDS = {
    "rejected": ["ret", "reddedildi", "reddedilen", "rejected"],
    "referred": ["havale", "referred"],
    "withdrawn": ["withdrawn", "cekilen"],
    "postponed": ["ertelendi", "ertelenen", "postponed"],
}


# By flag, what a decision must be related to; see `DecisionQuerySet.related_flags`.
RELATED = {
    "has_rulings": "rulings__isnull",
    "has_changes": "amended_by__isnull",
    "has_rulings_on_changes": "amended_by__rulings__isnull",
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
        later = self.model.objects.published().select_related("organ").prefetch_related("rulings")
        return self.prefetch_related("rulings", models.Prefetch("amended_by", later, to_attr="public_changes"))

    def without_outcome(self):
        """Decisions of which nobody recorded whether the motion was accepted."""
        return self.filter(outcome=self.model.Outcome.UNRECORDED)

    def of_subject(self, subject):
        """Decisions in a field, or all of them where none is given."""
        return self.filter(subject=subject) if subject else self

    def with_origin(self):
        """Decisions with the organ, meeting and agenda item they come from."""
        return self.select_related("organ", "agenda_item__meeting", "amends__organ", "subject")

    def with_related_flags(self):
        """Decisions annotated with what is related to them, so that a page queries only what exists."""
        decision = self.model.all_unions.filter(pk=models.OuterRef("pk"))
        relations = ["papers", "roll_call", "accepted_memberships"]
        return self.annotate(
            **{f"has_{name}": models.Exists(decision.filter(**{f"{name}__isnull": False})) for name in relations},
            **self.related_flags("pk"),
        )

    def related_flags(self, decision: str) -> dict[str, models.Exists]:
        """What the force of a decision depends on, as flags: rulings, later decisions, and rulings on these.

        `decision` is the field of the row that holds the decision's key; see `Decision.known_rulings` and `changes`.
        """
        same = self.model.all_unions.filter(pk=models.OuterRef(decision))
        return {name: models.Exists(same.filter(**{relation: False})) for name, relation in RELATED.items()}

    def with_strikes(self):
        """Decisions annotated with what a list says of their force: a court's ruling, and whether they are repealed."""
        today = timezone.localdate()
        same = self.model.all_unions.filter(pk=models.OuterRef("pk"))
        binding = Q(rulings__lifted_on=None) | Q(rulings__lifted_on__gt=today)
        # In the order of the alphabet the strongest ruling stands first: annulment, partly, stay.
        rulings = same.filter(binding, rulings__ruled_on__lte=today).order_by().values("pk")
        struck = rulings.annotate(strongest=models.Min("rulings__kind")).values("strongest")
        later = self.model.all_unions.published().filter(amends=models.OuterRef("pk"), date__lte=today)
        repeal = later.filter(amendment=self.model.Amendment.REPEALS, outcome=self.model.Outcome.ACCEPTED)
        is_back = Q(sent_back_on__lte=today) & (Q(upheld_on=None) | Q(upheld_on__gt=today))
        strikes = Q(rulings__kind__in=["annulment", "stay"], rulings__ruled_on__lte=today) & binding
        lost = self.model.all_unions.filter(strikes, pk=models.OuterRef("pk"))
        effective = repeal.exclude(is_back).filter(~models.Exists(lost))
        # Not `Exists`, for which PostgreSQL would rather read all decisions once than look up those of a page.
        repealing = effective.order_by().values("pk")[:1]
        return self.annotate(struck=models.Subquery(struck), is_repealed=models.Subquery(repealing))

    def sound(self):
        """Decisions that were accepted and neither sent back nor repealed, stayed or annulled, not even in part."""
        today = timezone.localdate()
        is_back = Q(sent_back_on__lte=today) & (Q(upheld_on=None) | Q(upheld_on__gt=today))
        accepted = self.filter(outcome=self.model.Outcome.ACCEPTED).exclude(is_back)
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
            "without_outcome": Q(outcome=self.model.Outcome.UNRECORDED),
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
    return ~Q(outcome__in=[law.Motion.ACCEPTED.value, law.Motion.UNRECORDED.value])


def is_implemented_without_effect() -> Q:
    return is_without_effect() & Q(carried_out_on__isnull=False)


def last_day_in_time(deadline: Callable[[date], law.Deadline]) -> date:
    """The last day on which a step could be taken without the deadline of the next one being over today."""
    today = timezone.localdate()
    return today - (deadline(today).due_on - today)
