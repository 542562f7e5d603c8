"""Which table of a file is read, and what has to be said of the file as a whole before that.

Broken letters, several sheets, hidden rows and columns: nothing of it is decided silently.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.exchange import reading
from members.exchange.delimited import read_pasted
from members.exchange.headings import Heading, find_heading
from members.exchange.letters import AS_THEY_ARE, LOST, Breakage, breakage_in, repair
from members.exchange.models import ImportRun
from members.exchange.tables import MergedText, Table

if TYPE_CHECKING:
    from members.exchange.resources.base import Resource

READ = "read"
LEFT_OUT = "left-out"
RANGES_SHOWN = 12


@dataclass(frozen=True)
class FileQuestion:
    """What a person can say of the file as a whole."""

    key: str
    message: str
    options: list[tuple[str, str]]
    # What was said, or what holds while nothing is said; empty where nothing can be read before.
    answer: str = ""


@dataclass
class Source:
    """The table that is read; none before a person has said which, or how."""

    heading: Heading | None = None
    questions: list[FileQuestion] = field(default_factory=list)
    # What is not read beside it, in words.
    notes: list[str] = field(default_factory=list)


def source_of(run: ImportRun, resource: "Resource", answers: Mapping[str, str]) -> Source:
    """The table of a run; raises ValidationError where the file cannot be read."""
    source = Source()
    tables = tables_in(run, answers)
    shown = [table for table in tables if not table.is_hidden]
    hidden = [table.name for table in tables if table.is_hidden]
    if hidden:
        source.notes.append(_("Hidden sheets are not read: %(names)s.") % {"names": quoted(hidden)})
    if not settle_letters(source, shown, answers):
        return source
    if len(shown) > 1 and shown[0].name:
        shown = chosen_sheet(source, shown, resource, answers)
    if len(shown) == 1 and shown[0].failure:
        raise shown[0].failure
    if shown:
        parts = {id(table): without_hidden(table, answers) for table in shown}
        source.heading = heading_of([part.table for part in parts.values()], resource, answers)
        [read] = [part for part in parts.values() if part.table is source.heading.table]
        source.questions += read.questions(answers)
    return source


def tables_in(run: ImportRun, answers: Mapping[str, str]) -> list[Table]:
    content = bytes(run.content)
    if run.is_pasted:
        return read_pasted(content.decode())
    return reading.read(content, answers.get("letters", ""))


def heading_of(tables: list[Table], resource: "Resource", answers: Mapping[str, str]) -> Heading:
    return find_heading(tables, resource.all_columns, with_years=resource.takes_years, answers=answers)


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


# Letters


def settle_letters(source: Source, tables: list[Table], answers: Mapping[str, str]) -> bool:
    """Put broken letters right as was said; False where it has to be said first."""
    answer = answers.get("letters", "")
    breakage = breakage_in("\n".join(row) for table in tables for row in table.rows)
    if breakage is None and not answer:
        return True
    source.questions.append(letters_question(breakage, answer))
    if not answer:
        return False
    if answer != AS_THEY_ARE:
        for table in tables:
            table.rows = [[repaired(cell, answer) for cell in row] for row in table.rows]
    return True


def repaired(cell: str, answer: str) -> str:
    """A cell with its letters put right; a date or a number that the spreadsheet itself holds has none."""
    return type(cell)(repair(cell, answer)) if type(cell) in [str, MergedText] else cell


def letters_question(breakage: Breakage | None, answer: str) -> FileQuestion:
    as_they_are = (AS_THEY_ARE, _("The letters are right; read them as they are"))
    if breakage is None:
        options = [(answer, _("Read the letters correctly")), as_they_are]
        return FileQuestion("letters", _("The letters of the file were put right."), options, answer)
    if breakage.kind == LOST:
        message = _(
            "Letters have been lost in this file (“%(sample)s”): it was saved in an encoding without them, and they "
            "cannot be restored. Choose the original table."
        )
        return FileQuestion("letters", message % {"sample": breakage.sample}, [as_they_are], answer)
    message = _("The Turkish letters in this file are broken (“%(sample)s”): it was opened with a wrong encoding.")
    options = [(breakage.kind, _("Read it correctly: “%(text)s”") % {"text": breakage.repaired}), as_they_are]
    return FileQuestion("letters", message % {"sample": breakage.sample}, options, answer)


# Sheets


def chosen_sheet(source: Source, tables: list[Table], resource: "Resource", answers: Mapping[str, str]) -> list[Table]:
    """The sheet that was chosen, or the only one with the headings; none where several may be meant."""
    chosen = [table for table in tables if table.name == answers.get("sheet")]
    fitting = [table for table in tables if not table.failure and fits(table, resource, answers)]
    if not chosen and len(fitting) == 1:
        chosen = fitting
    options = [(table.name, table.name) for table in tables]
    if chosen:
        others = quoted(table.name for table in tables if table is not chosen[0])
        message = _("The sheet “%(name)s” is read. Not read: %(others)s.")
        message = message % {"name": chosen[0].name, "others": others}
        source.questions.append(FileQuestion("sheet", message, options, chosen[0].name))
        return chosen[:1]
    message = _("The workbook has several sheets. Which of them is to be read?")
    source.questions.append(FileQuestion("sheet", message, options))
    return []


def fits(table: Table, resource: "Resource", answers: Mapping[str, str]) -> bool:
    """Whether a sheet has all columns that are needed; one known word among others is no row of headings."""
    heading = heading_of([table], resource, answers)
    return heading.score >= min(table.width, 2) and not heading.problems


# Hidden rows and columns


@dataclass(frozen=True)
class Shown:
    """A table without what its spreadsheet hides, and what that is."""

    table: Table
    hidden_rows: list[int]
    hidden_columns: list[str]

    def questions(self, answers: Mapping[str, str]) -> list[FileQuestion]:
        questions = []
        if self.hidden_rows:
            message = ngettext(
                "%(count)s row is hidden or filtered out in the spreadsheet (%(rows)s).",
                "%(count)s rows are hidden or filtered out in the spreadsheet (%(rows)s).",
                len(self.hidden_rows),
            )
            numbers = {"count": len(self.hidden_rows), "rows": ranges(self.hidden_rows)}
            questions.append(hidden_question("hidden-rows", message % numbers, answers))
        if self.hidden_columns:
            message = ngettext(
                "%(count)s column is hidden in the spreadsheet (%(names)s).",
                "%(count)s columns are hidden in the spreadsheet (%(names)s).",
                len(self.hidden_columns),
            )
            numbers = {"count": len(self.hidden_columns), "names": quoted(self.hidden_columns)}
            questions.append(hidden_question("hidden-columns", message % numbers, answers))
        return questions


def hidden_question(key: str, message: str, answers: Mapping[str, str]) -> FileQuestion:
    options = [(LEFT_OUT, _("Leave them out")), (READ, _("Read them, too"))]
    return FileQuestion(key, message, options, answers.get(key, LEFT_OUT))


def without_hidden(table: Table, answers: Mapping[str, str]) -> Shown:
    """A table without hidden rows and columns, unless it was said that they are read."""
    rows = [number for number in table.numbers if number in table.hidden_rows]
    places = [place for place in sorted(table.hidden_columns) if any(any(row[place : place + 1]) for row in table.rows)]
    names = [
        next((row[place] for row in table.rows[:25] if any(row[place : place + 1])), str(place + 1)) for place in places
    ]
    left_out = set() if answers.get("hidden-rows") == READ else set(rows)
    blank = set() if answers.get("hidden-columns") == READ else set(places)
    pairs = [
        (number, ["" if place in blank else cell for place, cell in enumerate(row)] if blank else row)
        for number, row in zip(table.numbers, table.rows, strict=True)
        if number not in left_out
    ]
    shown = replace(table, rows=[row for _number, row in pairs], numbers=[number for number, _row in pairs])
    return Shown(shown, rows, names)


def ranges(numbers: list[int]) -> str:
    """Numbers as one would say them: 5, 7–9, 12 …"""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    texts = [str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts[:RANGES_SHOWN]]
    return ", ".join(texts) + (" …" if len(parts) > RANGES_SHOWN else "")
