"""What a file would do: its rows read and compared with what is stored, before anything is saved."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.exchange import values
from members.exchange.cells import Cells, Question
from members.exchange.columns import Column
from members.exchange.headings import Heading, answer_keys
from members.exchange.models import ImportRun, RememberedAnswer
from members.exchange.resources import RESOURCES, Resource
from members.exchange.resources.shared_columns import PLACE_NAMES
from members.exchange.sources import FileQuestion, Source, ranges, source_of
from members.exchange.summary_rows import is_total, reason_to_pass
from unions.text.turkish import letters

NO_ROWS = gettext_lazy("The table has headings but no rows.")
TOTAL_OF_NEIGHBOURHOODS = gettext_lazy("the total of its neighbourhoods")
INCOMPLETE_SUM = gettext_lazy("The sum would be incomplete: row %(rows)s of the same municipality cannot be read.")
INCOMPLETE_RECORD = gettext_lazy("It would be incomplete: row %(rows)s about the same record cannot be read.")
SHIFTED = gettext_lazy(
    "The row has more values than the table has headings, so it is not clear which value belongs to which column. "
    "Put values with a “%(delimiter)s” in quotation marks, or save the table as “Excel workbook (.xlsx)”."
)
# The answer that leaves a row out.
LEAVE_OUT = "skip"


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be saved, at which column, and what to choose from."""

    row: int
    heading: str
    text: str
    message: str
    question: Question | None = None
    # The words that say which municipality the row is about.
    place: tuple[str, ...] = ()

    def may_mean(self, municipality: str) -> bool:
        """Whether a municipality is among the likely ones that the row offers."""
        if self.question is None or not self.question.key.startswith("municipality:"):
            return False
        return municipality in [value for value, _label in self.question.options[: self.question.likely]]


@dataclass(frozen=True)
class Change:
    """One value of a row, before and after."""

    heading: str
    before: str
    after: str


@dataclass
class Entry:
    """What one row of the file does."""

    number: int
    label: str
    # The records it changes or creates; the last is the one of the resource, before it those it depends on.
    rows: list
    changes: list[Change] = field(default_factory=list)
    is_new: bool = False
    # The rows whose sum it is.
    summed: list[int] = field(default_factory=list)


@dataclass
class Plan:
    """What a file would do, shown before anything is saved."""

    resource: Resource
    source: Source
    # All that was said of the file, in this import or an earlier one.
    answers: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    # Rows that are about no record, each with the reason.
    passed: list[tuple[int, str | Promise]] = field(default_factory=list)
    # What was said in an earlier import and holds in this one.
    remembered: list[str] = field(default_factory=list)

    @property
    def heading(self) -> Heading:
        """Where the columns are; asked only of a table that can be read."""
        if self.source.heading is None:
            raise ValueError("The table has not been chosen yet.")
        return self.source.heading

    @property
    def questions(self) -> list[FileQuestion]:
        return self.source.questions

    @property
    def obstacles(self) -> list[str]:
        """Why nothing of the file can be read yet."""
        open_questions = [question.message for question in self.questions if not question.answer]
        return open_questions + self.heading_problems

    @property
    def heading_problems(self) -> list[str]:
        heading = self.source.heading
        return [str(text) for error in (heading.problems if heading else []) for text in error.messages]

    @property
    def is_empty(self) -> bool:
        return self.source.heading is not None and not self.source.heading.rows()

    @property
    def passed_groups(self) -> list[tuple[str, str]]:
        """The rows that are about no record: each reason with their numbers."""
        groups: dict[str, list[int]] = defaultdict(list)
        for number, reason in self.passed:
            groups[str(reason)].append(number)
        return [(reason, ranges(numbers)) for reason, numbers in groups.items()]

    @property
    def new(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_new]

    @property
    def changed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.changes and not entry.is_new]

    @property
    def same(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.changes and not entry.is_new]

    @property
    def refused_rows(self) -> list[int]:
        return sorted({problem.row for problem in self.problems})

    @cached_property
    def untouched(self) -> int:
        """How many stored records the file does not mention; they stay as they are."""
        model = self.resource.model
        mentioned = {row.pk for entry in self.entries for row in entry.rows if type(row) is model and row.pk}
        return self.resource.rows().exclude(pk__in=mentioned).count() if len(mentioned) < 5000 else 0

    @cached_property
    def digest(self) -> str:
        """A digest of all that would be saved, which shows whether what is confirmed is what was shown."""
        content = [
            [
                entry.number,
                [[row._meta.label, row.pk, row.version] for row in entry.rows],
                [[change.heading, change.before, change.after] for change in entry.changes],
            ]
            for entry in self.entries
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def plan_of(run: ImportRun) -> Plan:
    """Read the file of a run and compare it with what is stored; writes nothing.

    Raises ValidationError where the file as a whole cannot be read.
    """
    resource = RESOURCES[run.kind](run)
    own = run.answers if isinstance(run.answers, dict) else {}
    earlier = RememberedAnswer.objects.as_answers(run.kind)
    plan = Plan(resource, source_of(run, resource, earlier | own), earlier | own)
    if plan.source.heading is not None:
        resource.ask_of_table(plan.source, plan.answers)
    if plan.obstacles:
        return plan
    resource.prepare()
    comparison = Comparison(plan, run)
    for number, texts in plan.heading.rows():
        comparison.add_row(number, texts)
    comparison.finish()
    used = {**resource.used_answers, **column_answers(plan.heading, plan.answers)}
    plan.remembered = [words for key, words in used.items() if key in earlier and key not in own]
    return plan


def column_answers(heading: Heading, answers: dict[str, str]) -> dict[str, str]:
    """What was said of the columns of a table, in words by key."""
    return {
        key: column_words(heading.texts[place], heading.meanings[place].column)
        for place, key in enumerate(answer_keys(heading.texts))
        if key in answers and place in heading.meanings
    }


def column_words(text: str, column: Column | None) -> str:
    """What was said of a column: “Web Sayfası” is Website."""
    if column is None:
        return _("Column “%(text)s”: not read") % {"text": values.shorten(text)}
    return _("Column “%(text)s”: %(column)s") % {"text": values.shorten(text), "column": column.heading}


class Comparison:
    """Compares the rows of a file with what is stored, and fills the plan with what they would do."""

    def __init__(self, plan: Plan, run: ImportRun):
        self.plan = plan
        self.resource = plan.resource
        self.answers = plan.answers
        self.clears_empty = run.clears_empty
        self.sums_up = plan.answers.get("neighbourhoods") == "sum"
        # By the words that say what a row is about: the number of one that was left out.
        self.places_left_out: dict[tuple[str, ...], int] = {}
        # By the identity of a record: the entries about it, each with its cells.
        self.groups: dict[tuple, list[tuple[Entry, Cells]]] = defaultdict(list)

    def add_row(self, number: int, texts: list[str]) -> None:
        if self.answers.get(f"row:{number}") == LEAVE_OUT:
            self.leave_out(number, texts)
            return
        reason = reason_to_pass(self.plan.heading, texts) or self.reason_of_part(texts)
        if reason:
            self.plan.passed.append((number, reason))
            return
        if self.plan.heading.is_shifted(texts):
            delimiter = self.plan.heading.table.delimiter
            message = SHIFTED % {"delimiter": delimiter}
            self.plan.problems.append(Problem(number, "", values.shorten(delimiter.join(texts)), message))
            return
        for cells in cells_of(self.plan.heading, texts, self.resource, self.answers, number):
            self.resource.begin_row(cells)
            problems, entry = read_row(self.resource, number, cells, clears_empty=self.clears_empty)
            if any(self.is_left_out(problem) for problem in problems):
                self.leave_out(number, texts)
                return
            self.plan.problems += problems
            if entry is not None:
                self.groups[self.resource.identity(entry.rows[-1])].append((entry, cells))

    def leave_out(self, number: int, texts: list[str]) -> None:
        self.plan.left_out.append(number)
        for cells in cells_of(self.plan.heading, texts, self.resource, self.answers, number):
            self.resource.begin_row(cells)
            self.places_left_out[place_key(cells)] = number

    def reason_of_part(self, texts: list[str]) -> str | Promise | None:
        """The total of a municipality's neighbourhoods is none of them."""
        places = self.resource.part_places(self.plan.heading)
        is_part_total = any(is_total(texts[place]) for place in places if place < len(texts))
        return TOTAL_OF_NEIGHBOURHOODS if is_part_total and self.sums_up else None

    def is_left_out(self, problem: Problem) -> bool:
        return problem.question is not None and self.answers.get(problem.question.key) == LEAVE_OUT

    def finish(self) -> None:
        """Refuse rows about one record and records that conflict, and keep only entries without problems."""
        plan = self.plan
        for group in self.groups.values():
            if self.sums_up:
                self.add_sum(group)
            elif len({entry.number for entry, _cells in group}) == 1:
                plan.entries += [entry for entry, _cells in group]
            elif self.resource.joins([cells for _entry, cells in group]):
                plan.entries.append(joined(self.resource, group))
            else:
                plan.problems += repetitions(group)
        entries = {id(entry.rows[-1]): entry for entry in plan.entries}
        for row, message, others in self.resource.contradictions([entry.rows[-1] for entry in plan.entries]):
            entry = entries[id(row)]
            numbers = [entries[id(other)].number for other in others if id(other) in entries]
            text = f"{message} {also(entry.number, numbers)}".strip()
            plan.problems.append(Problem(entry.number, "", entry.label, text))
        plan.problems += [problem for entry in plan.entries for problem in self.incomplete(entry)]
        refused = set(plan.refused_rows)
        plan.entries = [entry for entry in plan.entries if not refused & {entry.number, *entry.summed}]
        plan.entries.sort(key=lambda entry: entry.number)
        plan.problems.sort(key=lambda problem: problem.row)
        repeated = [group for group in self.groups.values() if len(group) > 1]
        self.resource.offer_sum(plan.source, repeated, self.answers.get("neighbourhoods", "own"))

    def incomplete(self, entry: Entry) -> Iterator[Problem]:
        """The problems of rows that say a part of a record, another part of which cannot be read."""
        own = {entry.number, *entry.summed}
        unread = set(self.resource.rows_about(entry.rows[-1])) - own
        for number in sorted(own) if unread else []:
            message = INCOMPLETE_RECORD % {"rows": ranges(sorted(unread))}
            yield Problem(number, "", entry.label, message)

    def add_sum(self, group: list[tuple[Entry, Cells]]) -> None:
        """One entry with the sum of all rows about a municipality; none where one of them cannot be read."""
        wholes = {place_key(cells) for _entry, cells in group}
        municipality = str(group[0][0].rows[-1].municipality.pk)
        unread = {
            problem.row for problem in self.plan.problems if problem.place in wholes or problem.may_mean(municipality)
        }
        unread |= {number for place, number in self.places_left_out.items() if place in wholes}
        unread |= {entry.number for entry, cells in group if not cells.text("population")}
        if unread:
            error = ValidationError(INCOMPLETE_SUM, params={"rows": ranges(sorted(unread))})
            self.plan.problems += [problem_at(entry.number, cells, "population", error) for entry, cells in group]
            return
        entry = group[0][0]
        row = entry.rows[-1]
        row.population = sum(cells.value("population") for _entry, cells in group)
        if len(group) == 1:
            self.plan.entries.append(entry)
            return
        entry.summed = [other.number for other, _cells in group]
        rows = _("sum of rows %(rows)s") % {"rows": ranges(entry.summed)}
        entry.label = f"{entry.label} ({rows})"
        entry.changes = changes_of(self.resource, row, self.resource.stored_twin(row))
        self.plan.entries.append(entry)


def joined(resource: Resource, group: list[tuple[Entry, Cells]]) -> Entry:
    """One entry of rows that each say a part of its record."""
    entry = group[0][0]
    row = entry.rows[-1]
    entry.summed = [other.number for other, _cells in group]
    rows = _("rows %(rows)s") % {"rows": ranges(entry.summed)}
    entry.label = f"{resource.name(row)} ({rows})"
    entry.changes = changes_of(resource, row, resource.stored_twin(row))
    return entry


def repetitions(group: list[tuple[Entry, Cells]]) -> Iterator[Problem]:
    """The problems of rows about one record: each names all others."""
    numbers = sorted({entry.number for entry, _cells in group})
    for entry, _cells in group:
        yield Problem(entry.number, "", entry.label, said_again(entry.number, numbers))


def said_again(number: int, numbers: list[int]) -> str:
    others = [other for other in numbers if other != number]
    message = ngettext(
        "Row %(others)s is about the same record. Keep only one of them.",
        "Rows %(others)s are about the same record. Keep only one of them.",
        len(others),
    )
    return message % {"others": ranges(others)}


def also(number: int, numbers: list[int]) -> str:
    others = sorted({other for other in numbers if other != number})
    return _("It conflicts with row %(rows)s.") % {"rows": ranges(others)} if others else ""


def place_key(cells: Cells) -> tuple[str, ...]:
    """The words that say which municipality and year a row is about."""
    return tuple(letters(cells.texts.get(name, "")) for name in [*PLACE_NAMES, "year"])


def cells_of(heading: Heading, texts: list[str], resource: Resource, answers: dict, number: int) -> list[Cells]:
    """The cells of a row: once, or once a year where the table has a column for each year."""
    named = heading.cells(texts)
    if not heading.years:
        return [Cells(named, resource.by_name, answers, number)]
    return [
        Cells({**named, "year": str(year), "population": texts[place]}, resource.by_name, answers, number)
        for place, year in heading.years.items()
        if place < len(texts) and not values.is_empty(texts[place])
    ]


def read_row(
    resource: Resource, number: int, cells: Cells, *, clears_empty: bool
) -> tuple[list[Problem], Entry | None]:
    """What a row of the file would do; None, and its problems, where it has any."""
    problems = key_problems(resource, number, cells)
    if problems:
        return problems, None
    try:
        rows = resource.find(cells)
    except ValidationError as error:
        return [problem_at(number, cells, getattr(error, "column", "municipality"), error)], None
    problems = set_cells(resource, rows[-1], number, cells, clears_empty=clears_empty)
    problems = problems or model_problems(resource, rows, number, cells)
    if problems:
        return problems, None
    row, twin = rows[-1], resource.stored_twin(rows[-1])
    entry = Entry(number, resource.name(row), rows, is_new=twin is None)
    entry.changes = changes_of(resource, row, twin)
    return [], entry


def key_problems(resource: Resource, number: int, cells: Cells) -> list[Problem]:
    """What cannot be read in the columns that say which record the row is about."""
    problems = []
    for name in resource.keys:
        try:
            cells.value(name)
            cells.text(name)
        except ValidationError as error:
            problems.append(problem_at(number, cells, name, error))
    return problems


def set_cells(resource: Resource, row, number: int, cells: Cells, *, clears_empty: bool) -> list[Problem]:
    """Give a record the values of its row; returns what cannot be read."""
    problems = []
    for name in cells.texts:
        if name not in resource.by_name or name in PLACE_NAMES:
            continue
        try:
            set_cell(resource, row, name, cells, clears_empty=clears_empty)
        except ValidationError as error:
            problems.append(problem_at(number, cells, name, error))
    return problems


def set_cell(resource: Resource, row, name: str, cells: Cells, *, clears_empty: bool) -> None:
    text = cells.text(name)
    if not text:
        if clears_empty and name not in resource.keys and resource.by_name[name].read is not None:
            resource.set(row, name, None)
        return
    twin = resource.stored_twin(row)
    # An exported value that comes back unchanged is not validated again.
    if twin is not None and resource.by_name[name].comes_back_as(resource.value(twin, name), text):
        return
    resource.take(row, name, cells)


def model_problems(resource: Resource, rows: list, number: int, cells: Cells) -> list[Problem]:
    """What the models say against the records; none of it asks the database."""
    if resource.word == "population" and rows[-1].population is None:
        missing = ValidationError(_("The population is missing. Enter it or leave the row out."), code="missing")
        return [problem_at(number, cells, "population", missing)]
    return [
        problem_at(number, cells, name, error)
        for row in rows
        for name, errors in model_errors(row, resource.stored_twin(row), resource.constraints_on(row)).items()
        for error in errors
    ]


def model_errors(row, twin, constraints: Iterable[CheckConstraint] = ()) -> dict[str, list[ValidationError]]:
    changed = differing(row, twin) if twin is not None else [column.name for column in row._meta.concrete_fields]
    if not changed:
        return {}
    # Stored values are not validated again; rows that others belong to were looked up, not entered.
    excluded = [column.name for column in row._meta.concrete_fields if column.is_relation or column.name not in changed]
    try:
        row.clean_fields(exclude=excluded)
        row.clean()
        for constraint in constraints:
            constraint.validate(type(row), row)  # type: ignore[attr-defined]  # missing in the stubs
    except ValidationError as error:
        return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    return {}


def problem_at(number: int, cells: Cells, name: str, error: ValidationError) -> Problem:
    column: Column | None = cells.columns.get(name)
    text = cells.texts.get(name, "")
    question = getattr(error, "question", None)
    if name == "municipality":
        text = cells.texts.get("municipality") or cells.texts.get("code", "")
        if question and question.key.startswith("person:"):
            column, text = cells.columns["person"], cells.texts["person"]
    heading = str(column.heading) if column else ""
    message = " ".join(str(part) for part in error.messages)
    return Problem(number, heading, values.shorten(text), message, question, place_key(cells))


def changes_of(resource: Resource, row, twin) -> list[Change]:
    """The values that differ, as the columns write them."""
    after = resource.values(row)
    before = resource.values(twin) if twin is not None else dict.fromkeys(after)
    changes = []
    for name, value in after.items():
        column = resource.by_name[name]
        if column.read is None:
            # It follows from the others.
            continue
        old = column.write(before[name]) if before[name] is not None else ""
        new = column.write(value) if value is not None else ""
        if old != new:
            changes.append(Change(str(column.heading), old, new))
    return changes


def differing(row, twin) -> list[str]:
    """Names of the stored columns in which a record differs from its stored twin."""
    return [
        column.name
        for column in row._meta.concrete_fields
        if column.name not in ["version", "updated_at"]
        and row.__dict__.get(column.attname) != twin.__dict__.get(column.attname)
    ]
