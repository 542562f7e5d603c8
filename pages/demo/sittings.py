"""Terms, meetings with their agenda and decisions, and the yearly papers of the demonstration."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from pages.demo import stored
from pages.demo.draft import Draft
from pages.demo.wording import texts, told
from unions.models import AgendaItem, AgendaPaper, Decision, Meeting, Organ, Paper, Subject, Term
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import MONTHS, slugify

WEDNESDAY = 2
ELECTION_YEAR = 2024
END_OF_FIRST_TERM = date(2024, 3, 30)
TERMS = [(date(2019, 3, 31), END_OF_FIRST_TERM), (date(2024, 3, 31), None)]
OPENING = date(2024, 4, 24)
# How long the first presidency board of a term sits (art. 10).
BOARD_YEARS = 2
YEARS = 5

SPRING_PAPERS = [Paper.Kind.ACTIVITY_REPORT, Paper.Kind.FINAL_ACCOUNTS]
WITH_PAPERS = {"report", "accounts", "programme", "budget", "tariff", "statute", "grant"}
AMENDMENTS = {"amended": Decision.Amendment.AMENDS, "repealed": Decision.Amendment.REPEALS}
AUTUMN_PAPERS = [Paper.Kind.BUDGET, Paper.Kind.WORK_PROGRAMME, Paper.Kind.TARIFF]


@dataclass
class Sitting:
    """One meeting to be composed: its pattern in the texts, its day, and the matters on its agenda."""

    pattern: str
    day: date
    state: str
    items: list[str]
    is_extraordinary: bool = False
    second_day: date | None = None
    called_on: date = None  # type: ignore[assignment]  # given in __post_init__
    meeting: Meeting | None = None
    # Decisions by the matter they were taken on.
    decisions: dict[str, Decision] = field(default_factory=dict)

    def __post_init__(self):
        self.called_on = self.called_on or self.day - timedelta(days=10)

    @property
    def key(self) -> str:
        return f"{self.pattern}-{self.day:%Y-%m}"

    @property
    def is_held(self) -> bool:
        return self.state == Meeting.State.HELD

    @property
    def is_second(self) -> bool:
        """Whether it met on the second day of its call, for which a quarter of all members suffices."""
        return self.pattern == "autumn" and self.day.weekday() != WEDNESDAY

    def present(self, full_number: int) -> int:
        """How many of so many members came."""
        if self.state == Meeting.State.INQUORATE:
            return round(full_number * 0.35)
        return round(full_number * (0.42 if self.is_second else 0.8 + 0.02 * (self.day.year % 5)))


def ordinary_day(year: int, month: int, *, is_spring: bool) -> date:
    """The second Wednesday of a spring month, the fourth of an autumn month: clear of the public holidays."""
    days = [week[WEDNESDAY] for week in calendar.monthcalendar(year, month) if week[WEDNESDAY]]
    return date(year, month, days[1 if is_spring else 3])


def plan(today: date, months: list[int]) -> list[Sitting]:
    """The meetings of the last years and the next one, in order of their days."""
    spring, autumn = months
    states = Meeting.State
    sittings = []
    for year in range(today.year - YEARS + 1, today.year + 1):
        spring_day = ordinary_day(year, spring, is_spring=True)
        if year == ELECTION_YEAR:
            items = list(texts("meetings")["meeting"]["opening"]["items"])
            if spring != OPENING.month:
                items.remove("report")
                items.remove("accounts")
                sittings.append(Sitting("spring", spring_day, states.HELD, ["opening", "report", "accounts"]))
            sittings.append(Sitting("opening", OPENING, states.HELD, items, is_extraordinary=True))
        else:
            items = items_of("spring")
            if year == ELECTION_YEAR + BOARD_YEARS:
                items[-2:-2] = ["president", "board"]
            sittings.append(Sitting("spring", spring_day, states.HELD, items))
        autumn_day = ordinary_day(year, autumn, is_spring=False)
        if year == today.year - 3:
            second_day = autumn_day + timedelta(days=2)
            sittings.append(
                Sitting("inquorate", autumn_day, states.INQUORATE, items_of("inquorate"), second_day=second_day)
            )
            called_on = sittings[-1].called_on
            sittings.append(Sitting("autumn", second_day, states.HELD, items_of("autumn"), called_on=called_on))
        else:
            sittings.append(Sitting("autumn", autumn_day, states.HELD, items_of("autumn")))
    winter_day = ordinary_day(today.year - 1, 2, is_spring=True)
    sittings.append(Sitting("cancelled", winter_day, states.CANCELLED, items_of("cancelled"), is_extraordinary=True))
    sittings = [sitting for sitting in sittings if sitting.day < today]
    sittings.append(next_sitting(today, months))
    return sorted(sittings, key=lambda sitting: sitting.day)


def next_sitting(today: date, months: list[int]) -> Sitting:
    """The meeting that has been called: an ordinary one where it is near, else an extraordinary one."""
    for month, is_spring in [(months[0], True), (months[1], False)]:
        day = ordinary_day(today.year, month, is_spring=is_spring)
        if timedelta(days=0) <= day - today < timedelta(days=60):
            items = items_of("spring" if is_spring else "upcoming_ordinary")
            second_day = day + timedelta(days=2)
            return Sitting("upcoming_ordinary", day, Meeting.State.PLANNED, items, second_day=second_day)
    day = today + timedelta(days=12)
    while day.weekday() != WEDNESDAY:
        day += timedelta(days=1)
    second_day = day + timedelta(days=2)
    items = ["opening", "statute", "grant"]
    return Sitting(
        "upcoming_extraordinary", day, Meeting.State.PLANNED, items, is_extraordinary=True, second_day=second_day
    )


def items_of(pattern: str) -> list[str]:
    return list(texts("meetings")["meeting"][pattern]["items"])


class Sittings:
    """Composes the meetings of one union and remembers what others need of them."""

    def __init__(self, draft: Draft, union_texts: dict, full_number: int, joining: str):
        self.draft = draft
        self.texts = union_texts
        self.full_number = full_number
        self.joining = joining
        self.assembly = Organ.objects.get(kind=Organ.Kind.ASSEMBLY)
        self.sittings = plan(draft.today, union_texts["meeting_months"])
        held = [sitting for sitting in self.sittings if sitting.is_held]
        self.springs = [sitting for sitting in held if sitting.pattern in {"spring", "opening"}]
        self.autumns = [sitting for sitting in held if sitting.pattern == "autumn"]
        self.terms = self._terms()
        self._numbers: dict[int, int] = {}
        self._topic = 0

    def compose(self) -> None:
        self._compose_subjects()
        self._place_special_matters()
        for sitting in self.sittings:
            self._compose_meeting(sitting)

    @property
    def acceptance(self) -> Decision:
        """The decision that accepted the newest member."""
        return self.autumns[-1].decisions["joining"]

    def board_renewed_on(self, opened_on: date) -> date:
        """The day on which the first presidency board of a term made way for the next."""
        year = opened_on.year + BOARD_YEARS
        held = [sitting.day for sitting in self.springs if sitting.day.year == year]
        return held[0] if held else ordinary_day(year, self.texts["meeting_months"][0], is_spring=True)

    def term_on(self, day: date) -> Term:
        return self.terms[0 if day <= END_OF_FIRST_TERM else 1]

    def _terms(self) -> list[Term]:
        own = {term.start_date.earliest: term for term in Term.objects.filter(is_demo=False).exclude(start_date=None)}
        return [
            own.get(start) or self.draft.row(Term, f"term-{start.year}", start_date=start, end_date=end)
            for start, end in TERMS
        ]

    def _place_special_matters(self) -> None:
        """A member that joins, a decision sent back and upheld, a tariff that is changed, a decision repealed."""
        self.autumns[-1].items.append("joining")
        self.autumns[-2].items.append("sent_back")
        following = [sitting for sitting in self.springs if sitting.day > self.autumns[-2].day]
        following[0].items.append("upheld")
        self.springs[-1].items += ["amended", "repealed"]
        for number, sitting in enumerate(self.springs + self.autumns):
            if sitting.pattern != "opening":
                sitting.items += ["topic"] * (2 if number % 2 else 1)
        for sitting in self.sittings:
            sitting.items.append("wishes")

    def _compose_subjects(self) -> None:
        self._subjects, self._grounds = {}, {}
        for position, (key, pattern) in enumerate(texts("subjects").items(), start=1):
            subject = self.draft.row(Subject, f"subject-{key}", position=position, **told(pattern, ["title"]))
            for item in pattern["items"]:
                self._subjects[item] = subject
                self._grounds[item] = told({"legal_ground": pattern["ground"]}, ["legal_ground"])

    def _compose_meeting(self, sitting: Sitting) -> None:
        pattern = texts("meetings")["meeting"][sitting.pattern]
        month = {language: MONTHS[language][sitting.day.month - 1] for language in LANGUAGES}
        values = {"month": month, "year": sitting.day.year}
        first_call = next((each.meeting for each in self.sittings if each.pattern == "inquorate"), None)
        meeting = sitting.meeting = self.draft.row(
            Meeting,
            sitting.key,
            sitting_of=first_call if sitting.is_second else None,
            organ=self.assembly,
            term=self.term_on(sitting.day),
            kind=Meeting.Kind.EXTRAORDINARY if sitting.is_extraordinary else Meeting.Kind.ORDINARY,
            state=sitting.state,
            starts_at=moment(sitting.day, 14),
            second_call_at=moment(sitting.second_day, 14) if sitting.second_day else None,
            # The next one has been called today at the latest.
            called_on=min(sitting.called_on, self.draft.today),
            slug_tr=f"{slugify(month['tr'])}-{pattern['slug']['tr']}",
            slug_en=f"{slugify(month['en'])}-{pattern['slug']['en']}",
            **told({"place": self.texts["meeting_place"]}, ["place"]),
            **told(pattern, ["title", "text"], values),
        )
        for number, name in enumerate(sitting.items, start=1):
            self._compose_item(sitting, meeting, name, number)
        if sitting in self.autumns[-2:] + self.springs[-1:]:
            name = f"tutanak-{sitting.day:%Y-%m-%d}"
            self.draft.attach(meeting, "minutes", partial(stored.document, "tutanak", name=name))

    def _compose_item(self, sitting: Sitting, meeting: Meeting, name: str, number: int) -> None:
        if name == "topic":
            topics = texts("meetings")["topic"]
            matter = topics[self._topic % len(topics)]
            self._topic += 1
        else:
            matter = texts("meetings")["item"][name]
        year = sitting.day.year
        values = {"year": year, "previous": year - 1, "next": year + 1, "name": self.joining}
        amended = None
        if name == "upheld":
            amended = self.autumns[-2].decisions["sent_back"]
        elif name == "amended":
            amended = [autumn for autumn in self.autumns if autumn.day < sitting.day][-1].decisions["tariff"]
        elif name == "repealed":
            amended = self.autumns[-2].decisions["topic"]
        if amended:
            values["citation"] = f"{amended.date.year}/{amended.number}"
        key = f"{sitting.key}-{number}"
        item = self.draft.row(AgendaItem, key, meeting=meeting, number=number, **told(matter, ["title"], values))
        if name in WITH_PAPERS and sitting in self.sittings[-3:]:
            self._compose_agenda_paper(item, key)
        if not sitting.is_held or "decision" not in matter:
            return
        subject = {"title": matter["decision"], "text": matter["text"]}
        decision = self.draft.row(
            Decision,
            key,
            organ=self.assembly,
            agenda_item=item,
            number=self._next_number(year),
            date=sitting.day,
            # What the president sent back was upheld, not changed.
            amends=amended if name in AMENDMENTS else None,
            amendment=AMENDMENTS.get(name, ""),
            subject=self._subjects[name],
            **self._grounds[name],
            is_secret=matter.get("is_secret", False),
            **told(subject, ["title", "text"], values),
            **self._vote(sitting, number, is_secret=matter.get("is_secret", False)),
            **self._way(sitting, name),
        )
        sitting.decisions[matter.get("paper") or name] = decision

    def _compose_agenda_paper(self, item: AgendaItem, key: str) -> None:
        """The proposal on which the item is dealt with."""
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
            taken = Decision.objects.filter(year=year, series=self.assembly.decision_series)
            self._numbers[year] = max(taken.values_list("number", flat=True), default=0)
        self._numbers[year] += 1
        return self._numbers[year]

    def _vote(self, sitting: Sitting, number: int, *, is_secret: bool) -> dict:
        # Some always leave early: fewer vote than came.
        present = sitting.present(self.full_number) - number
        against = 3 + sitting.day.month + number if is_secret or number % 4 == 0 else 0
        abstaining = 2 if number % 4 == 0 else 0
        return {
            "votes_for": present - against - abstaining,
            "votes_against": against,
            "votes_abstaining": abstaining,
            "is_unanimous": not against and not abstaining,
        }

    def _way(self, sitting: Sitting, name: str) -> dict:
        """The steps after the vote, as far as they lie in the past."""
        final = sitting.day + timedelta(days=6)
        steps = {}
        if name == "sent_back":
            upheld_on = [spring for spring in self.springs if spring.day > sitting.day][0].day
            steps["sent_back_on"] = sitting.day + timedelta(days=4)
            final = steps["upheld_on"] = upheld_on
        steps["final_on"] = final
        steps["sent_to_governor_on"] = final + timedelta(days=2)
        steps["summary_published_on"] = final + timedelta(days=3)
        if name in {"tariff", "joining", "topic"}:
            steps["carried_out_on"] = final + timedelta(days=45)
        return {step: day if day <= self.draft.today else None for step, day in steps.items()}

    def compose_papers(self, *, has_strategy: bool) -> None:
        """The papers of five years, with one missing that should be there."""
        today = self.draft.today
        springs = {sitting.day.year: sitting for sitting in self.springs if "activity_report" in sitting.decisions}
        autumns = {sitting.day.year: sitting for sitting in self.autumns}
        own = set(Paper.objects.filter(is_demo=False).values_list("kind", "year"))
        missing = (Paper.Kind.BUDGET, today.year - 2)
        for year in range(today.year - YEARS + 1, today.year + 1):
            due = [(kind, springs.get(year + 1), year + 1) for kind in SPRING_PAPERS]
            due += [(kind, autumns.get(year - 1), year - 1) for kind in AUTUMN_PAPERS]
            for kind, sitting, adopted_in in due:
                # Before the first meeting on record the decision is unknown; after the last there is none yet.
                is_adopted = sitting or adopted_in <= today.year - YEARS
                if is_adopted and (kind, year) not in own and (kind, year) != missing:
                    self._compose_paper(kind, year, sitting.decisions.get(kind) if sitting else None, adopted_in)
        if has_strategy:
            years = range(today.year - YEARS + 1, today.year + 1)
            of_statute: list[tuple[str, int]] = [
                ("strategic_plan", years[0]),
                *(("performance_programme", year) for year in years),
            ]
            for word, year in of_statute:
                if (word, year) not in own:
                    self._compose_paper(word, year, None, year - 1)

    def _compose_paper(self, kind: str, year: int, decision: Decision | None, adopted_in: int) -> None:
        pattern = texts("papers")[kind]
        adopted_on = decision.date if decision else date(adopted_in, 11, 20)
        paper = self.draft.row(
            Paper,
            f"{kind}-{year}",
            kind=kind,
            year=year,
            decision=decision,
            published_on=adopted_on + timedelta(days=9),
            **told(pattern, ["summary"], {"year": year}),
        )
        word = Paper.SHORT_WORDS[kind]
        self.draft.attach(paper, "file", partial(stored.document, word, name=f"{word}-{year}"))


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
