"""What a file would do: its rows read and compared with what is stored, before anything is saved."""

from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.exchange import values
from members.exchange.cells import Cells
from members.exchange.columns import Column
from members.exchange.entries import LEAVE_OUT, Entry, Plan, Problem
from members.exchange.headings import Heading, answer_keys
from members.exchange.models import ImportRun, RememberedAnswer
from members.exchange.resources import RESOURCES, Resource
from members.exchange.rows import cells_of, changes_of, place_key, problem_at, read_row
from members.exchange.sources import ranges, source_of
from members.exchange.summary_rows import ABOVE_THE_HEADINGS, is_total, reason_to_pass

NO_ROWS = gettext_lazy("The table has headings but no rows.")
TOTAL_OF_NEIGHBOURHOODS = gettext_lazy("the total of its neighbourhoods")
INCOMPLETE_SUM = gettext_lazy("The sum would be incomplete: row %(rows)s of the same municipality cannot be read.")
INCOMPLETE_RECORD = gettext_lazy("It would be incomplete: row %(rows)s about the same record cannot be read.")
SHIFTED = gettext_lazy(
    "The row has more values than the table has headings, so it is not clear which value belongs to which column. "
    "Put values with a “%(delimiter)s” in quotation marks, or save the table as “Excel workbook (.xlsx)”."
)


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
    plan.passed += [(number, ABOVE_THE_HEADINGS) for number in plan.heading.rows_above()]
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
