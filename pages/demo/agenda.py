"""The agenda of each meeting of the demonstration, and the decisions taken on it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from pages.demo import stored
from pages.demo.draft import Draft
from pages.demo.meeting_plan import MeetingPlan, Sitting
from pages.demo.wording import texts, translated_fields
from unions import law
from unions.models import AgendaItem, AgendaPaper, Decision, Meeting, Organ, Subject

WITH_PAPERS = {"report", "accounts", "programme", "budget", "tariff", "statute", "grant"}
AMENDMENTS = {"amended": Decision.Amendment.AMENDS, "repealed": Decision.Amendment.REPEALS}


@dataclass(frozen=True)
class Matter:
    """What one item of an agenda is about; `earlier` is the decision that it upholds, amends or repeals."""

    name: str
    texts: dict
    # What is filled in.
    values: dict
    earlier: Decision | None

    @property
    def is_secret(self) -> bool:
        return self.texts.get("is_secret", False)


class Agenda:
    """Composes agenda items with their papers and decisions, meeting by meeting."""

    def __init__(self, draft: Draft, plan: MeetingPlan, organ: Organ, full_number: int, joining: str):
        self.draft = draft
        self.plan = plan
        self.organ = organ
        self.full_number = full_number
        # The name of the newest member.
        self.joining = joining
        self._subjects: dict[str, Subject] = {}
        self._grounds: dict[str, dict] = {}
        self._numbers: dict[int, int] = {}
        self._topic = 0

    def prepare(self) -> None:
        """Before the first meeting: the subjects of decisions, and the matters that only some meetings have."""
        self._compose_subjects()
        self._place_special_matters()

    def compose(self, sitting: Sitting, meeting: Meeting) -> None:
        for number, name in enumerate(sitting.items, start=1):
            self._compose_item(sitting, meeting, name, number)

    def _compose_subjects(self) -> None:
        for position, (key, pattern) in enumerate(texts("subjects").items(), start=1):
            values = translated_fields(pattern, ["title"])
            subject = self.draft.row(Subject, f"subject-{key}", position=position, **values)
            for item in pattern["items"]:
                self._subjects[item] = subject
                self._grounds[item] = translated_fields({"legal_ground": pattern["ground"]}, ["legal_ground"])

    def _place_special_matters(self) -> None:
        """A member that joins, a decision sent back and upheld, a tariff that is changed, a decision repealed."""
        springs, autumns = self.plan.springs, self.plan.autumns
        autumns[-1].items.append("joining")
        autumns[-2].items.append("sent_back")
        self._spring_after(autumns[-2].day).items.append("upheld")
        springs[-1].items += ["amended", "repealed"]
        for number, sitting in enumerate(springs + autumns):
            if sitting.pattern != "opening":
                sitting.items += ["topic"] * (2 if number % 2 else 1)
        for sitting in self.plan.sittings:
            sitting.items.append("wishes")

    def _spring_after(self, day: date) -> Sitting:
        return next(sitting for sitting in self.plan.springs if sitting.day > day)

    def _compose_item(self, sitting: Sitting, meeting: Meeting, name: str, number: int) -> None:
        matter = self._matter(sitting, name)
        key = f"{sitting.key}-{number}"
        title = translated_fields(matter.texts, ["title"], matter.values)
        item = self.draft.row(AgendaItem, key, meeting=meeting, number=number, **title)
        if name in WITH_PAPERS and sitting in self.plan.sittings[-3:]:
            self._compose_paper(item, key)
        if sitting.is_held and "decision" in matter.texts:
            decision = self._decision(sitting, matter, key, agenda_item=item, **self._vote(sitting, matter, number))
            sitting.decisions[matter.texts.get("paper") or name] = decision

    def _matter(self, sitting: Sitting, name: str) -> Matter:
        year = sitting.day.year
        values = {"year": year, "previous": year - 1, "next": year + 1, "name": self.joining}
        earlier = self._earlier_decision(sitting, name)
        if earlier:
            values["citation"] = f"{earlier.date.year}/{earlier.number}"
        return Matter(name, self._texts_of(name), values, earlier)

    def _texts_of(self, name: str) -> dict:
        """The texts of a matter; a topic is the next one of the list."""
        if name != "topic":
            return texts("meetings")["item"][name]
        topics = texts("meetings")["topic"]
        self._topic += 1
        return topics[(self._topic - 1) % len(topics)]

    def _earlier_decision(self, sitting: Sitting, name: str) -> Decision | None:
        """The decision that this matter upholds, amends or repeals."""
        earlier = self.plan.autumns[-2]
        if name == "upheld":
            return earlier.decisions["sent_back"]
        if name == "amended":
            return [autumn for autumn in self.plan.autumns if autumn.day < sitting.day][-1].decisions["tariff"]
        return earlier.decisions["topic"] if name == "repealed" else None

    def _decision(self, sitting: Sitting, matter: Matter, key: str, **values) -> Decision:
        subject = {"title": matter.texts["decision"], "text": matter.texts["text"]}
        return self.draft.row(
            Decision,
            key,
            organ=self.organ,
            number=self._next_number(sitting.day.year),
            date=sitting.day,
            # What the president sent back was upheld, not changed.
            amends=matter.earlier if matter.name in AMENDMENTS else None,
            amendment=AMENDMENTS.get(matter.name, ""),
            subject=self._subjects[matter.name],
            **self._grounds[matter.name],
            is_secret=matter.is_secret,
            **translated_fields(subject, ["title", "text"], matter.values),
            **self._progress(sitting, matter.name, is_accepted=self._is_accepted(values)),
            **values,
        )

    def _compose_paper(self, item: AgendaItem, key: str) -> None:
        """The proposal on which the item is decided."""
        paper = self.draft.row(
            AgendaPaper,
            key,
            agenda_item=item,
            title_tr=f"Öneri metni: {item.title_tr}",
            title_en=f"Proposal: {item.title_en}",
            position=1,
        )
        self.draft.attach(paper, "file", partial(stored.document, "oneri", name=f"oneri-{item.number}"))

    def _next_number(self, year: int) -> int:
        """The number after the highest of the year, whoever gave that."""
        if year not in self._numbers:
            numbers = Decision.objects.filter(year=year, series=self.organ.decision_series)
            self._numbers[year] = max(numbers.values_list("number", flat=True), default=0)
        self._numbers[year] += 1
        return self._numbers[year]

    def _vote(self, sitting: Sitting, matter: Matter, number: int) -> dict:
        # Some always leave early: fewer vote than came.
        present = sitting.present(self.full_number) - number
        against = 3 + sitting.day.month + number if matter.is_secret or number % 4 == 0 else 0
        abstaining = 2 if number % 4 == 0 else 0
        return {
            "votes_for": present - against - abstaining,
            "votes_against": against,
            "votes_abstaining": abstaining,
            "is_unanimous": not against and not abstaining,
        }

    def _is_accepted(self, vote: dict) -> bool:
        """Whether the votes carry the motion: a majority of those who voted, and a quarter of all."""
        cast = vote["votes_for"] + vote["votes_against"] + vote["votes_abstaining"]
        return vote["votes_for"] >= law.votes_needed(law.Majority.SIMPLE, self.full_number, cast)

    def _progress(self, sitting: Sitting, name: str, *, is_accepted: bool) -> dict:
        """The steps after the vote, as far as they lie in the past; of a rejected motion nothing is implemented."""
        final = sitting.day + timedelta(days=6)
        steps = {}
        if name == "sent_back":
            steps["sent_back_on"] = sitting.day + timedelta(days=4)
            final = steps["upheld_on"] = self._spring_after(sitting.day).day
        steps["final_on"] = final
        steps["sent_to_governor_on"] = final + timedelta(days=2)
        steps["summary_published_on"] = final + timedelta(days=3)
        if is_accepted and name in {"tariff", "joining", "topic"}:
            steps["carried_out_on"] = final + timedelta(days=45)
        return {step: day if day <= self.draft.today else None for step, day in steps.items()}
