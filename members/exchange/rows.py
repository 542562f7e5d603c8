"""One row of a file: its cells read, judged by the models, and compared with what is stored."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _

from members.exchange import values
from members.exchange.cells import Cells
from members.exchange.columns import Column
from members.exchange.entries import Change, Entry, Problem
from members.exchange.headings import Heading
from members.exchange.resources import Resource
from members.exchange.resources.shared_columns import PLACE_NAMES
from unions.text.turkish import letters


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
