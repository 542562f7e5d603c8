"""Terms and meetings of the demonstration."""

from functools import partial

from pages.demo import stored
from pages.demo.agenda import Agenda
from pages.demo.draft import Draft
from pages.demo.meeting_plan import TERMS, MeetingPlan, Sitting, moment, term_on
from pages.demo.wording import texts, translated_fields
from unions.models import Decision, Meeting, Organ, Term
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import MONTHS, slugify


class Sittings:
    """The meetings of one union, with what other parts of the demonstration need of them."""

    def __init__(self, draft: Draft, union_texts: dict, full_number: int, joining: str):
        self.draft = draft
        self.texts = union_texts
        self.full_number = full_number
        self.assembly = Organ.objects.get(kind=Organ.Kind.ASSEMBLY)
        self.plan = MeetingPlan(draft.today, union_texts["meeting_months"])
        self.terms = self._terms()
        self.agenda = Agenda(draft, self.plan, self.assembly, full_number, joining)

    @property
    def acceptance(self) -> Decision:
        """The decision that accepted the newest member."""
        return self.plan.autumns[-1].decisions["joining"]

    def _terms(self) -> list[Term]:
        own = {term.start_date.earliest: term for term in Term.objects.filter(is_demo=False).exclude(start_date=None)}
        return [
            own.get(start) or self.draft.row(Term, f"term-{start.year}", start_date=start, end_date=end)
            for start, end in TERMS
        ]

    def compose(self) -> None:
        self.agenda.prepare()
        for sitting in self.plan.sittings:
            meeting = sitting.meeting = self._meeting(sitting)
            self.agenda.compose(sitting, meeting)
            if sitting in self.plan.autumns[-2:] + self.plan.springs[-1:]:
                name = f"tutanak-{sitting.day:%Y-%m-%d}"
                self.draft.attach(meeting, "minutes", partial(stored.document, "tutanak", name=name))

    def _meeting(self, sitting: Sitting) -> Meeting:
        first_call = next((other.meeting for other in self.plan.sittings if other.pattern == "inquorate"), None)
        return self.draft.row(
            Meeting,
            sitting.key,
            sitting_of=first_call if sitting.is_second else None,
            organ=self.assembly,
            term=self.terms[term_on(sitting.day)],
            kind=Meeting.Kind.EXTRAORDINARY if sitting.is_extraordinary else Meeting.Kind.ORDINARY,
            state=sitting.state,
            starts_at=moment(sitting.day, 14),
            second_call_at=moment(sitting.second_day, 14) if sitting.second_day else None,
            # The next one has been called today at the latest.
            called_on=min(sitting.called_on, self.draft.today),
            **self._words(sitting),
        )

    def _words(self, sitting: Sitting) -> dict:
        pattern = texts("meetings")["meeting"][sitting.pattern]
        month = {language: MONTHS[language][sitting.day.month - 1] for language in LANGUAGES}
        return {
            **{f"slug_{code}": f"{slugify(month[code])}-{pattern['slug'][code]}" for code in LANGUAGES},
            **translated_fields({"place": self.texts["meeting_place"]}, ["place"]),
            **translated_fields(pattern, ["title", "text"], {"month": month, "year": sitting.day.year}),
        }
