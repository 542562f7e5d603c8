"""A file that comes in: read into a plan that shows what would change, written whole or not at all, and undone."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from members.exchange import reading, values
from members.exchange.columns import Column, Heading, find_heading
from members.exchange.kinds import KINDS, Cells, Kind, Question
from members.exchange.models import ImportRun
from unions.models.versions import StaleVersion

SAID_TWICE = gettext_lazy("Row %(other)s is about the same record. Keep only one of them.")
# Stands among the answers for rows that are to be left out.
LEAVE_OUT = "skip"


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be written, at which column, and what to choose from."""

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
    # The row of ours it is about, after those that come with it.
    rows: list
    changes: list[Change] = field(default_factory=list)
    is_new: bool = False


@dataclass
class Plan:
    """What a file would do, told before anything is done."""

    heading: Heading
    kind: Kind
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
        """How many stored rows the file does not speak of; nothing is done to them."""
        spoken_of = {row.pk for entry in self.entries for row in entry.rows if type(row) is self.kind.model and row.pk}
        return self.kind.rows().exclude(pk__in=spoken_of).count() if len(spoken_of) < 5000 else 0

    @cached_property
    def digest(self) -> str:
        """Stands for all that would be written: what is confirmed must be what was shown."""
        told = [
            [
                entry.number,
                [[row._meta.label, row.pk, row.version] for row in entry.rows],
                [[change.heading, change.before, change.after] for change in entry.changes],
            ]
            for entry in self.entries
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def plan_of(run: ImportRun, content: bytes | None = None) -> Plan:
    """Read the file of a run and compare it with what is stored; writes nothing.

    Raises ValidationError where the file as a whole cannot be read.
    """
    kind = KINDS[run.kind](run)
    tables = reading.read(bytes(run.content if content is None else content))
    plan = Plan(find_heading(tables, kind.columns, with_years=kind.takes_years), kind)
    kind.prepare()
    answers = run.answers if isinstance(run.answers, dict) else {}
    seen: dict = {}
    owners: dict = {}
    for number, texts in plan.heading.rows():
        if answers.get(f"row:{number}") == LEAVE_OUT:
            plan.left_out.append(number)
            continue
        for cells in cells_of(plan.heading, texts, kind, answers):
            problems, entry = read_row(kind, number, cells, clears_empty=run.clears_empty)
            if any(problem.question and answers.get(problem.question.key) == LEAVE_OUT for problem in problems):
                plan.left_out.append(number)
                break
            if entry is not None and not problems:
                identity = kind.identity(entry.rows[-1])
                if identity in seen:
                    problems = [
                        problem_at(number, cells, "", ValidationError(SAID_TWICE, params={"other": seen[identity]}))
                    ]
                seen.setdefault(identity, number)
            plan.problems += problems
            if entry is not None and not problems:
                plan.entries.append(entry)
                owners[id(entry.rows[-1])] = entry
    for row, message in kind.contradictions([entry.rows[-1] for entry in plan.entries]):
        entry = owners[id(row)]
        plan.problems.append(Problem(entry.number, "", entry.label, str(message)))
    refused = set(plan.refused_rows)
    plan.entries = [entry for entry in plan.entries if entry.number not in refused]
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def cells_of(heading: Heading, texts: list[str], kind: Kind, answers: dict) -> list[Cells]:
    """What a row of the file says: once, or once a year where the years stand beside each other."""
    padded = [*texts, *[""] * max([*heading.columns, *heading.years, 0])]
    named = {column.name: padded[place] for place, column in heading.columns.items()}
    if not heading.years:
        return [Cells(named, kind.by_name, answers)]
    return [
        Cells({**named, "year": str(year), "population": padded[place]}, kind.by_name, answers)
        for place, year in heading.years.items()
        if not values.is_empty(padded[place])
    ]


def read_row(kind: Kind, number: int, cells: Cells, *, clears_empty: bool) -> tuple[list[Problem], Entry | None]:
    """One row of the file as what it does to ours, or what is wrong with it."""
    problems = []
    for name in kind.keys:
        try:
            cells.value(name)
        except ValidationError as error:
            problems.append(problem_at(number, cells, name, error))
    if problems:
        return problems, None
    try:
        rows = kind.find(cells)
    except ValidationError as error:
        return [problem_at(number, cells, "municipality", error)], None
    row = rows[-1]
    twin = kind.stored_twin(row)
    for name in cells.texts:
        if name not in kind.by_name or name in ["code", "municipality", "province", "kind"]:
            continue
        try:
            set_cell(kind, row, twin, name, cells, clears_empty=clears_empty)
        except ValidationError as error:
            problems.append(problem_at(number, cells, name, error))
    if not problems:
        problems = complaints(kind, rows, number, cells)
    if problems:
        return problems, None
    entry = Entry(number, kind.name(row), rows, is_new=twin is None)
    entry.changes = changes_of(kind, row, twin)
    return [], entry


def set_cell(kind: Kind, row, twin, name: str, cells: Cells, *, clears_empty: bool) -> None:
    text = cells.text(name)
    if not text:
        if clears_empty and name not in kind.keys:
            kind.set(row, name, None)
        return
    # What has left the house and comes back as it was is not judged again.
    if twin is not None and kind.by_name[name].write(kind.value(twin, name)) == text:
        return
    kind.set(row, name, cells.value(name))


def complaints(kind: Kind, rows: list, number: int, cells: Cells) -> list[Problem]:
    """What the models themselves say against the rows; nothing of it asks the database."""
    if kind.word == "population" and rows[-1].population is None:
        missing = ValidationError(_("The population is missing. Enter it or leave the row out."), code="missing")
        return [problem_at(number, cells, "population", missing)]
    problems = []
    for row in rows:
        twin = kind.stored_twin(row)
        changed = differing(row, twin) if twin is not None else [each.name for each in row._meta.concrete_fields]
        if not changed:
            continue
        # What was stored before is not judged anew; rows that belong to others were looked up, not typed.
        kept = [each.name for each in row._meta.concrete_fields if each.is_relation or each.name not in changed]
        try:
            row.clean_fields(exclude=kept)
            row.clean()
        except ValidationError as error:
            told = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
            for name, errors in told.items():
                problems += [problem_at(number, cells, name, each) for each in errors]
    return problems


def problem_at(number: int, cells: Cells, name: str, error: ValidationError) -> Problem:
    column: Column | None = cells.columns.get(name)
    text = cells.texts.get(name, "")
    if name == "municipality":
        text = cells.texts.get("municipality") or cells.texts.get("code", "")
        question = getattr(error, "question", None)
        if question and question.key.startswith("person:"):
            column, text = cells.columns["person"], cells.texts["person"]
    heading = str(column.heading) if column else ""
    message = " ".join(str(each) for each in error.messages)
    return Problem(number, heading, values.shortened(text), message, getattr(error, "question", None))


def changes_of(kind: Kind, row, twin) -> list[Change]:
    """What differs, as the columns write it."""
    after = kind.values(row)
    before = kind.values(twin) if twin is not None else dict.fromkeys(after)
    found = []
    for name, value in after.items():
        column = kind.by_name[name]
        texts = (
            column.write(before[name]) if before[name] is not None else "",
            column.write(value) if value is not None else "",
        )
        if texts[0] != texts[1]:
            found.append(Change(str(column.heading), *texts))
    return found


# Writing


class Changed(Exception):
    """What would be written is not what was shown."""


class Refused(Exception):
    """Rows are in the way; nothing has been done."""

    def __init__(self, reasons: list[str]):
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def reason_of(run: ImportRun) -> str:
    """What the history of each row says about how it came to be."""
    return _("Import no. %(number)s (%(file)s)") % {"number": run.pk, "file": run.file_name[:60]}


def write(run: ImportRun, *, digest: str, user) -> ImportRun:
    """Write what was shown, without the rows that were refused: all of it in one transaction, or nothing.

    Raises Changed where something has changed since the plan was shown, Refused where rows cannot be written.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if not run.is_waiting:
            raise Changed
        plan = plan_of(run)
        if plan.digest != digest:
            raise Changed
        if plan.problems:
            raise Refused([problem.message for problem in plan.problems])
        run.written = write_rows(plan, user=user, reason=reason_of(run))
        run.created_count, run.changed_count = len(plan.new), len(plan.changed)
        run.state, run.written_at, run.content = ImportRun.State.WRITTEN, timezone.now(), b""
        run.save()
    return run


def write_rows(plan: Plan, *, user, reason: str) -> list[dict]:
    """Write the rows of the plan, each kind at once, with their history; says what was written over what."""
    touched: dict = defaultdict(dict)
    order: list = []
    for entry in plan.entries:
        for row in entry.rows:
            if type(row) not in order:
                order.append(type(row))
            touched[type(row)][id(row)] = row
    log = []
    for model in order:
        rows = list(touched[model].values())
        # Told apart before the new ones get their numbers.
        new = [row for row in rows if row.pk is None]
        pairs = [(row, plan.kind.stored_twin(row)) for row in rows if row.pk is not None]
        log += write_new(model, new, user, reason)
        log += write_changed(model, [(row, twin) for row, twin in pairs if differing(row, twin)], user, reason)
    return log


def write_new(model, rows: list, user, reason: str) -> list[dict]:
    for row in rows:
        for column in model._meta.concrete_fields:
            # A row it belongs to may only now have got its number.
            if column.is_relation and column.is_cached(row):
                setattr(row, column.name, getattr(row, column.name))
    if rows:
        rows = bulk_create_with_history(rows, model, default_user=user, default_change_reason=reason)
    return [{"model": model._meta.label_lower, "pk": row.pk, "version": row.version} for row in rows]


def write_changed(model, pairs: list[tuple], user, reason: str) -> list[dict]:
    if not pairs:
        return []
    # Whoever else is at work on these rows waits until this is done, and is then told.
    locked = dict(
        model.objects.select_for_update().filter(pk__in=[row.pk for row, _twin in pairs]).values_list("pk", "version")
    )
    for row, _twin in pairs:
        if locked.get(row.pk) != row.version:
            raise StaleVersion(row)
    log, names = [], set()
    for row, twin in pairs:
        row.prepare_for_save()
        changed = differing(row, twin)
        names |= set(changed)
        row.version += 1
        row.updated_at = timezone.now()
        before = {name: model._meta.get_field(name).value_to_string(twin) for name in changed}
        blank = [name for name in changed if getattr(twin, model._meta.get_field(name).attname) is None]
        log.append(
            {"model": model._meta.label_lower, "pk": row.pk, "version": row.version}
            | {"before": before | dict.fromkeys(blank)}
        )
    fields = [*sorted(names), "version", "updated_at"]
    rows = [row for row, _twin in pairs]
    bulk_update_with_history(rows, model, fields, default_user=user, default_change_reason=reason)
    return log


def differing(row, twin) -> list[str]:
    """Names of the stored columns in which a row differs from its stored twin."""
    return [
        column.name
        for column in row._meta.concrete_fields
        if column.name not in ["version", "updated_at"]
        and row.__dict__.get(column.attname) != twin.__dict__.get(column.attname)
    ]


# Undoing


def undo(run: ImportRun, *, user) -> ImportRun:
    """Put everything back as it was before the run: all of it, or nothing.

    Raises Refused, naming the rows, where somebody has changed one since or something depends on one.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportRun.State.WRITTEN:
            raise Changed
        reason = _("Undone: import no. %(number)s") % {"number": run.pk}
        by_model = defaultdict(list)
        for line in run.written:
            by_model[line["model"]].append(line)
        # What was written last goes first: seats before the people in them.
        stored = {label: stored_rows(label, lines) for label, lines in by_model.items()}
        refuse_changed(by_model, stored)
        for label in reversed(list(by_model)):
            take_back(stored[label], by_model[label], user, reason)
        run.state = ImportRun.State.UNDONE
        run.save()
    return run


def stored_rows(label: str, lines: list[dict]) -> dict:
    model = model_of(label)
    return model.objects.select_for_update().in_bulk([line["pk"] for line in lines])


def model_of(label: str):
    return apps.get_model(label)


def refuse_changed(by_model: dict, stored: dict) -> None:
    reasons = []
    for label, lines in by_model.items():
        for line in lines:
            row = stored[label].get(line["pk"])
            name = f"{model_of(label)._meta.verbose_name} {line['pk']}"
            if row is None:
                reasons.append(_("%(name)s has since been deleted.") % {"name": name})
            elif row.version != line["version"]:
                reasons.append(_("%(name)s has since been changed.") % {"name": row})
    if reasons:
        raise Refused(reasons)


def take_back(rows: dict, lines: list[dict], user, reason: str) -> None:
    restored, names = [], set()
    for line in lines:
        row = rows[line["pk"]]
        if "before" not in line:
            row._history_user, row._change_reason = user, reason
            try:
                row.delete()
            except models.ProtectedError:
                raise Refused([_("%(name)s cannot be deleted: other entries depend on it.") % {"name": row}]) from None
            continue
        for name, text in line["before"].items():
            column = row._meta.get_field(name)
            setattr(row, column.attname, None if text is None else column.to_python(text))
        names |= set(line["before"])
        row.version += 1
        row.updated_at = timezone.now()
        restored.append(row)
    if restored:
        fields = [*sorted(names), "version", "updated_at"]
        bulk_update_with_history(restored, type(restored[0]), fields, default_user=user, default_change_reason=reason)
