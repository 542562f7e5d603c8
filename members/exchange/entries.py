"""What a file would do: the entries and problems of its plan, before anything is saved."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

from members.exchange.cells import Question
from members.exchange.headings import Heading
from members.exchange.resources import Resource
from members.exchange.sources import FileQuestion, Source, ranges

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
