"""Office holders: who sits in which organ, on behalf of which member."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.cells import AtColumn, Cells, Question, Unclear, answer_key, at_column
from members.exchange.models import ImportRun
from members.exchange.resources.base import Resource
from members.exchange.resources.office_holder_columns import COLUMNS, ROLES
from members.exchange.resources.organs import organ_called, question_of_organ
from members.exchange.resources.periods import duplicates, nearest
from members.exchange.resources.shared_columns import PLACE_NAMES, value_of_place
from members.exchange.sources import FileQuestion
from members.municipalities.matching import OFFERED, distinct_name
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from unions.models import Organ, Term
from unions.text.turkish import letters
from unions.values.person_names import UNKNOWN_REMARK, WrittenPerson, read_person, refuse_no_name

UNKNOWN_TERM = _("No term starts on “%(name)s”. Known terms: %(known)s. Record the term first or leave the cell empty.")
TWO_TITLES = _("“%(value)s” stands beside the name, but “%(other)s” in the column for it. Correct one of the two.")
SEVERAL_PEOPLE = _("Several people are called “%(name)s”. Choose the right one.")
MISSING = _("The column “%(heading)s” is empty in this row, but it is required.")
TWO_SEATS = _(
    "The person would hold two seats in this organ at the same time. Enter the day on which the other one ended."
)
TWO_PRESIDENTS = _(
    "The union would have two presidents at the same time. Enter the day on which the other one left office."
)
SEVERAL_IN_A_CELL = _("The cell names several people (%(value)s). Give each of them a row of their own.")
NEVER_A_MEMBER = _(
    "%(name)s has never been a member of the union, so no one holds a seat on its behalf. Import its membership first "
    "or leave the row out."
)
SINCE_WHEN = _("No column says since when these people hold their seats.")
# The answer that the first day is not known.
NOT_KNOWN = "unknown"
# How many terms are offered.
TERMS_OFFERED = 2
# The answer that none of the people offered is meant.
NEW_PERSON = "new"


class OfficeHolders(Resource):
    word = "office-holders"
    label = ImportRun.Kind.OFFICE_HOLDERS.label
    about = _("Who sits in which organ, on behalf of which member, and for how long.")
    model = OfficeHolder
    columns = COLUMNS
    keys = [*Resource.keys, "person", "title", "organ", "role", "start_date", "end_date"]

    def rows(self):
        rows = OfficeHolder.objects.select_related("person", "organ", "term", "municipality__province")
        return rows.order_by("organ__position", "organ_id", "role_order", "position", "person__sort_key", "pk")

    def value(self, row, name):
        if name in PLACE_NAMES:
            return value_of_place(row.municipality, name)
        if name == "person":
            return row.person.name
        if name == "title":
            return row.person.title
        if name == "organ":
            return row.organ.title_tr
        if name == "term":
            return row.term.start_date if row.term_id else None
        return getattr(row, name)

    def ask_of_table(self, source, answers):
        """Ask in which organ the people sit, and since when, where no column says it."""
        heading = source.heading
        self.answers = answers
        if heading is None or heading.problems:
            return
        if "organ" not in heading.parts:
            source.questions.append(question_of_organ(answers))
        if "start_date" not in heading.parts and (terms := latest_terms()):
            source.questions.append(question_of_start(terms, answers))

    def prepare(self):
        super().prepare()
        answers = getattr(self, "answers", {})
        self.organs = list(Organ.objects.all())
        self.terms = list(Term.objects.all())
        self.only_organ = next((organ for organ in self.organs if str(organ.pk) == answers.get("organ")), None)
        self.begun = next((term for term in self.terms if str(term.pk) == answers.get("since")), None)
        self.people, self.people_by_key = defaultdict(list), {}
        for person in Person.objects.all():
            self.people[letters(person.name)].append(person)
            self.people_by_key[str(person.pk)] = person
        self.stored = defaultdict(list)
        for row in self.rows():
            self.stored[row.person_id, row.organ_id].append(row)
        self.newcomers = {}

    def find(self, cells):
        is_said = "organ" in cells.texts or self.only_organ is None
        organ = organ_called(self.needed(cells, "organ"), self.organs) if is_said else self.only_organ
        municipality = self.represented(cells)
        written = self.written_person(cells)
        person = self.person(written.name, municipality, cells)
        title = cells.value("title") or written.title
        if title and person.title != title:
            person.title = title
        start, role = cells.value("start_date") or (self.begun.start_date if self.begun else None), cells.value("role")
        held = self.stored[person.pk, organ.pk] if person.pk else []
        held = [row for row in held if (OfficeHolder, row.pk) not in self.working]
        in_role = [row for row in held if row.role == role]
        end = cells.value("end_date")
        stored = (
            nearest(in_role, start, end) or nearest(held, start, end) or self.within_term(held, municipality, cells)
        )
        seat = self.own(stored) if stored else OfficeHolder(organ=organ, start_date=start, term=self.begun)
        seat.person = person
        if written.remark:
            setattr(seat, *self.meaning_of_remark(written.remark, cells))
        if municipality is not None:
            seat.municipality = municipality
        return [person, seat]

    def represented(self, cells: Cells) -> Municipality | None:
        """The member on whose behalf the seat is held; refuses a municipality that has never been one."""
        municipality = self.municipality(cells)
        if municipality is not None and municipality.pk not in self.members:
            raise ValidationError(NEVER_A_MEMBER, code="not_a_member", params={"name": distinct_name(municipality)})
        return municipality

    def within_term(self, held: list[OfficeHolder], municipality: Municipality | None, cells: Cells):
        """The seat for that member which began later in the term, where the table itself gives no day.

        It is on record with its own day: the member has reported it, while of the table all is said in one answer.
        """
        first = self.begun.start_date if self.begun and not cells.value("start_date") else None
        key = municipality.pk if municipality else None
        return next(
            (
                row
                for row in held
                if first and row.start_date and row.start_date.earliest >= first.earliest
                if row.end_date is None and row.municipality_id == key
            ),
            None,
        )

    def written_person(self, cells: Cells) -> WrittenPerson:
        """The name in a row without titles and remarks; refuses a title that contradicts the column for it."""
        text = self.needed(cells, "person")
        if "\n" in cells.text("person") or ";" in text:
            raise AtColumn("person", SEVERAL_IN_A_CELL, "several", value=values.shorten(text))
        # Whoever is recorded under all that is written is meant.
        written = WrittenPerson(text) if letters(text) in self.people else read_person(text)
        if letters(written.name) not in self.people:
            with at_column("person"):
                refuse_no_name(written.name)
        title = cells.value("title")
        if written.title and title and letters(written.title) != letters(title):
            params = {"value": written.title, "other": title}
            raise AtColumn("title", TWO_TITLES, "title", **params)
        return written

    def meaning_of_remark(self, remark: str, cells: Cells) -> tuple[str, str]:
        """The field and the value that a remark behind a name gives: (Yedek) is a seat, (Kâtip) a role.

        Raises ValidationError where it is neither, or the column for it says something else.
        """
        for name in ["seat", "role"]:
            column = self.by_name[name]
            try:
                value = column.read(remark) if column.read else None
            except ValidationError:
                continue
            other = cells.value(name)
            if other not in [None, value]:
                params = {"value": remark, "other": column.write(other)}
                raise AtColumn(name, TWO_TITLES, "remark", **params)
            return name, str(value)
        raise AtColumn("person", UNKNOWN_REMARK, "remark", value=remark)

    def needed(self, cells: Cells, name: str) -> str:
        text = cells.value(name)
        if not text:
            raise AtColumn(name, MISSING, "missing", heading=self.by_name[name].heading)
        return text

    def person(self, name: str, municipality: Municipality | None, cells: Cells) -> Person:
        """The person of that name, recorded or new; raises Unclear where several have it."""
        key = letters(name)
        namesakes = self.people.get(key, [])
        if len(namesakes) == 1:
            return self.own(namesakes[0])
        question_key = answer_key("person", name, municipality.code if municipality else "")
        answer = cells.answers.get(question_key)
        if namesakes and answer in self.people_by_key:
            return self.own(self.people_by_key[answer])
        if namesakes and answer != NEW_PERSON:
            raise Unclear(SEVERAL_PEOPLE, question_of(question_key, namesakes), name=values.shorten(name))
        return self.newcomers.setdefault(key, Person(name=name))

    def set(self, row, name, value):
        if name == "term":
            row.term = self.term(value)
        elif name in ["role", "seat", "is_outsider", "position"] and value is None:
            # An empty cell says nothing about what must have a value.
            return
        elif name == "role" and value == ROLES.CHAIR and row.organ.kind == Organ.Kind.PRESIDENT:
            # “Başkan” is what committees call their chair, too.
            row.role = ROLES.PRESIDENT
        elif name not in ["organ", "person", "title"]:
            super().set(row, name, value)

    def term(self, start) -> Term | None:
        if start is None:
            return None
        terms = [term for term in self.terms if term.start_date == start]
        if not terms and start.month is None:
            terms = [term for term in self.terms if term.start_date and term.start_date.year == start.year]
        if len(terms) == 1:
            return terms[0]
        starts = ", ".join(str(term.start_date) for term in self.terms) or "—"
        raise ValidationError(UNKNOWN_TERM, code="term", params={"name": str(start), "known": starts})

    def identity(self, row):
        return (self.person_key(row), row.organ_id, row.role, str(row.start_date), str(row.end_date))

    def contradictions(self, rows):
        def seat_key(row):
            return row.end_date is None and row.role != ROLES.ACTING and (self.person_key(row), row.organ_id)

        def presidency_key(row):
            return row.end_date is None and row.role == ROLES.PRESIDENT

        seats = self.beside(rows)
        return [
            *duplicates(seats, rows, seat_key, TWO_SEATS),
            *duplicates(seats, rows, presidency_key, TWO_PRESIDENTS),
        ]

    @staticmethod
    def person_key(row):
        return row.person_id or id(row.person)

    def name(self, row):
        return f"{row.person}, {row.organ.title_tr}"


def latest_terms() -> list[Term]:
    return list(Term.objects.begun().order_by("-start_date")[:TERMS_OFFERED])


def question_of_start(terms: list[Term], answers) -> FileQuestion:
    """Since when the people of a table hold their seats: the start of a term, or it is not known."""
    since = _("Since the beginning of the term: %(day)s")
    options = [(str(term.pk), since % {"day": term.start_date.display()}) for term in terms]
    options.append((NOT_KNOWN, str(_("It is not known"))))
    answer = answers.get("since", NOT_KNOWN)
    return FileQuestion("since", str(SINCE_WHEN), options, answer if answer in dict(options) else NOT_KNOWN)


def question_of(key: str, people: list[Person]) -> Question:
    """Which of several people with one name is meant, or whether it is someone new."""
    numbered = _("%(person)s (record no. %(number)s)")
    options = [(str(person.pk), numbered % {"person": person, "number": person.pk}) for person in people[:OFFERED]]
    return Question(key, [*options, (NEW_PERSON, str(_("someone not yet recorded")))])
