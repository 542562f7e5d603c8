"""What a file would do: its rows read and compared with what is stored, before anything is saved."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import reading, values
from members.exchange.cells import Cells, Question
from members.exchange.columns import Column, Heading, find_heading
from members.exchange.models import ImportRun
from members.exchange.resources import RESOURCES, Resource
from members.exchange.resources.shared_columns import PLACE_NAMES

SAID_TWICE = gettext_lazy("Row %(other)s is about the same record. Keep only one of them.")
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


@dataclass
class Plan:
    """What a file would do, shown before anything is saved."""

    heading: Heading
    resource: Resource
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

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


def plan_of(run: ImportRun, content: bytes | None = None) -> Plan:
    """Read the file of a run and compare it with what is stored; writes nothing.

    Raises ValidationError where the file as a whole cannot be read.
    """
    resource = RESOURCES[run.kind](run)
    tables = reading.read(bytes(run.content if content is None else content))
    plan = Plan(find_heading(tables, resource.columns, with_years=resource.takes_years), resource)
    resource.prepare()
    comparison = Comparison(plan, run)
    for number, texts in plan.heading.rows():
        comparison.add_row(number, texts)
    comparison.finish()
    return plan


class Comparison:
    """Compares the rows of a file with what is stored, and fills the plan with what they would do."""

    def __init__(self, plan: Plan, run: ImportRun):
        self.plan = plan
        self.resource = plan.resource
        self.answers: dict = run.answers if isinstance(run.answers, dict) else {}
        self.clears_empty = run.clears_empty
        # By the identity of a record: the number of the first row about it.
        self.first_rows: dict[tuple, int] = {}

    def add_row(self, number: int, texts: list[str]) -> None:
        if self.answers.get(f"row:{number}") == LEAVE_OUT:
            self.plan.left_out.append(number)
            return
        for cells in cells_of(self.plan.heading, texts, self.resource, self.answers):
            problems, entry = read_row(self.resource, number, cells, clears_empty=self.clears_empty)
            if any(self.is_left_out(problem) for problem in problems):
                self.plan.left_out.append(number)
                return
            if entry is not None:
                problems = self.repetition(number, cells, entry)
            self.plan.problems += problems
            if entry is not None and not problems:
                self.plan.entries.append(entry)

    def is_left_out(self, problem: Problem) -> bool:
        return problem.question is not None and self.answers.get(problem.question.key) == LEAVE_OUT

    def repetition(self, number: int, cells: Cells, entry: Entry) -> list[Problem]:
        """The problem that an earlier row is about the same record, if it is."""
        first = self.first_rows.setdefault(self.resource.identity(entry.rows[-1]), number)
        if first == number:
            return []
        return [problem_at(number, cells, "", ValidationError(SAID_TWICE, params={"other": first}))]

    def finish(self) -> None:
        """Refuse records that conflict with each other, and keep only entries without problems."""
        plan = self.plan
        entries = {id(entry.rows[-1]): entry for entry in plan.entries}
        for row, message in self.resource.contradictions([entry.rows[-1] for entry in plan.entries]):
            entry = entries[id(row)]
            plan.problems.append(Problem(entry.number, "", entry.label, str(message)))
        refused = set(plan.refused_rows)
        plan.entries = [entry for entry in plan.entries if entry.number not in refused]
        plan.problems.sort(key=lambda problem: problem.row)


def cells_of(heading: Heading, texts: list[str], resource: Resource, answers: dict) -> list[Cells]:
    """The cells of a row: once, or once a year where the table has a column for each year."""
    padded = [*texts, *[""] * max([*heading.columns, *heading.years, 0])]
    named = {column.name: padded[place] for place, column in heading.columns.items()}
    if not heading.years:
        return [Cells(named, resource.by_name, answers)]
    return [
        Cells({**named, "year": str(year), "population": padded[place]}, resource.by_name, answers)
        for place, year in heading.years.items()
        if not values.is_empty(padded[place])
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
        return [problem_at(number, cells, "municipality", error)], None
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
        if clears_empty and name not in resource.keys:
            resource.set(row, name, None)
        return
    twin = resource.stored_twin(row)
    # An exported value that comes back unchanged is not validated again.
    if twin is not None and resource.by_name[name].comes_back_as(resource.value(twin, name), text):
        return
    resource.set(row, name, cells.value(name))


def model_problems(resource: Resource, rows: list, number: int, cells: Cells) -> list[Problem]:
    """What the models say against the records; none of it asks the database."""
    if resource.word == "population" and rows[-1].population is None:
        missing = ValidationError(_("The population is missing. Enter it or leave the row out."), code="missing")
        return [problem_at(number, cells, "population", missing)]
    return [
        problem_at(number, cells, name, error)
        for row in rows
        for name, errors in model_errors(row, resource.stored_twin(row)).items()
        for error in errors
    ]


def model_errors(row, twin) -> dict[str, list[ValidationError]]:
    changed = differing(row, twin) if twin is not None else [column.name for column in row._meta.concrete_fields]
    if not changed:
        return {}
    # Stored values are not validated again; rows that others belong to were looked up, not entered.
    excluded = [column.name for column in row._meta.concrete_fields if column.is_relation or column.name not in changed]
    try:
        row.clean_fields(exclude=excluded)
        row.clean()
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
    return Problem(number, heading, values.shorten(text), message, question)


def changes_of(resource: Resource, row, twin) -> list[Change]:
    """The values that differ, as the columns write them."""
    after = resource.values(row)
    before = resource.values(twin) if twin is not None else dict.fromkeys(after)
    changes = []
    for name, value in after.items():
        column = resource.by_name[name]
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
