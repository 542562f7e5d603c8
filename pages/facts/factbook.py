"""The facts about the unions that ship with the project: one file a union, read here and written once.

What every union has beside its facts comes from `pages/founding/standard.toml`, which is read in the same way; an entry
of a fact file with the same key adds to it. A fact is written where it is missing and left alone where it stands: from
the first day on, the row in the database is the union's own, and staff correct it there. `pages/facts/README.md`
explains the files to those who edit them.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from members.municipalities.models import Municipality
from pages.models import MenuItem
from unions.institution.founding import equip
from unions.models import Organ, Union, UnionOwned
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable
from unions.tenancy import scope
from unions.text.search_text import has_field

FOLDER = Path(__file__).parent
STANDARD = FOLDER.parent / "founding" / "standard.toml"

# What an entry says about itself; everything else in it is a field of its model.
KEY, SOURCE, NOTE = "key", "source", "note"


class MalformedFact(Exception):
    """A fact file says something that cannot be read; names the file, the entry and what is wrong."""


@dataclass
class Entry:
    """One row as a fact file describes it."""

    model: type[models.Model]
    key: str
    values: dict
    staff_note: str

    def __str__(self):
        return f"{self.model._meta.verbose_name} {self.key}"


@dataclass
class Factbook:
    """All facts of one union, in the order in which they are written."""

    union: Entry
    entries: list[Entry]

    @property
    def code(self) -> str:
        return self.union.values["code"]


@dataclass
class Outcome:
    """What writing a factbook did, row by row."""

    created: Counter = field(default_factory=Counter)
    kept: Counter = field(default_factory=Counter)
    refused: list[tuple[Entry, str]] = field(default_factory=list)


def factbooks() -> list[Factbook]:
    """Every union's facts, in the order of the file names."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]


def read(path: Path) -> Factbook:
    """Read one file.

    Raises MalformedFact where it is not understood as a whole: half a union is worse than none.
    """
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MalformedFact(f"{path.name}: {error}") from error

    head = sections.pop("union", None)
    if not isinstance(head, dict) or not head.get("code"):
        raise MalformedFact(f"{path.name}: the section [union] with a code is missing.")
    return Factbook(read_entry(path, Union, {KEY: "union", **head}, 0), read_entries(path, sections))


def standard_entries() -> list[Entry]:
    """What every union has from its first day: the organs of the law, the pages of a public site, the menus."""
    return read_entries(STANDARD, tomllib.loads(STANDARD.read_text(encoding="utf-8")))


def read_entries(path: Path, sections: dict) -> list[Entry]:
    """The rows of a file, in its order; raises MalformedFact."""
    models_by_section = {section_name(model): model for model in apps.get_models() if issubclass(model, UnionOwned)}
    entries = []
    for section, tables in sections.items():
        if section not in models_by_section:
            raise MalformedFact(f"{path.name}: there is no section [[{section}]].")
        for position, table in enumerate(tables, start=1):
            entries.append(read_entry(path, models_by_section[section], table, position))

    for (model, key), count in Counter((entry.model, entry.key) for entry in entries).items():
        if count > 1:
            raise MalformedFact(f"{path.name}, {section_name(model)}: the key {key} is used {count} times.")
    return entries


def section_name(model) -> str:
    """How a fact file calls the rows of a model: LegalBasis is [[legal_basis]]."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()


def read_entry(path, model, table, position) -> Entry:
    table = dict(table)
    where = f"{path.name}, {section_name(model)} {table.get(KEY, position)}"
    key, source, note = (table.pop(name, "") for name in [KEY, SOURCE, NOTE])
    if not key or not source:
        raise MalformedFact(f"{where}: every entry has a key and a source.")
    values = {}
    for name, value in table.items():
        values.update(read_value(where, model, name, value))
    if position and "position" not in values and has_field(model, "position"):
        # The order in the file is the order on the page.
        values["position"] = position
    staff_note = f"Kaynak: {source}" + (f"\n{note}" if note else "")
    return Entry(model, key, values, staff_note)


def read_value(where, model, name, value) -> dict:
    if not has_field(model, name):
        raise MalformedFact(f"{where}: there is no field “{name}”.")
    if not has_field(model, f"{name}_{LANGUAGES[0]}"):
        if isinstance(value, dict):
            raise MalformedFact(f"{where}: “{name}” is the same in all languages and takes one value.")
        return {name: value.strip() if isinstance(value, str) else value}
    if not isinstance(value, dict) or set(value) != set(LANGUAGES) or not all(value.values()):
        needed = " and ".join(f"{name}.{language}" for language in LANGUAGES)
        raise MalformedFact(f"{where}: “{name}” needs {needed}.")
    return {f"{name}_{language}": text.strip() for language, text in value.items()}


def write(factbook: Factbook) -> Outcome:
    """Write what is missing of one union's facts; what stands is left as it is.

    A fact that contradicts what staff have entered since is refused, and the outcome says why.
    """
    outcome = Outcome()
    # Names of fields in messages, and the plain column beside its translations, follow the active language.
    with translation.override(LANGUAGES[0]), transaction.atomic():
        union = write_union(factbook, outcome)
        with scope.of(union):
            write_entries(with_standard(factbook.entries), union, outcome)
        equip(union)
    return outcome


def write_entries(entries: list[Entry], union: Union, outcome: Outcome) -> None:
    for entry in entries:
        write_entry(entry, union, outcome)


def with_standard(own: list[Entry]) -> list[Entry]:
    """The standard entries, each with what the union's own file says of it, and then the rest of that file."""
    standard = standard_entries()
    known = {(entry.model, entry.key) for entry in standard}
    by_key = {(entry.model, entry.key): entry for entry in own}
    kinds = {entry.values["kind"] for entry in own if entry.model is Organ and (Organ, entry.key) not in known}
    merged = [joined(entry, by_key.get((entry.model, entry.key))) for entry in without_organs(standard, kinds)]
    return merged + [entry for entry in own if (entry.model, entry.key) not in known]


def joined(standard: Entry, own: Entry | None) -> Entry:
    """A standard entry with the values and the note of the union's own, at the standard place."""
    if own is None:
        return standard
    place = {name: standard.values[name] for name in ["position"] if name in standard.values}
    return Entry(standard.model, standard.key, {**standard.values, **own.values, **place}, own.staff_note)


def without_organs(entries: list[Entry], kinds: Collection[str]) -> list[Entry]:
    """The entries but for organs of these kinds and their powers: the union has organs of its own in their place."""
    replaced = {entry.key for entry in entries if entry.model is Organ and entry.values["kind"] in kinds}
    return [
        entry
        for entry in entries
        if not (entry.model is Organ and entry.key in replaced or entry.values.get("organ") in replaced)
    ]


def write_standard(union: Union) -> Outcome:
    """Write what is missing of the standard entries."""
    outcome = Outcome()
    others = Organ.objects.exclude(source_key__in=[entry.key for entry in standard_entries() if entry.model is Organ])
    kinds = set(others.filter(kind__in=Organ.BY_LAW).values_list("kind", flat=True))
    write_entries(without_organs(standard_entries(), kinds), union, outcome)
    return outcome


def write_union(factbook, outcome) -> Union:
    union = Union.objects.filter(code=factbook.code).first()
    if union is not None:
        outcome.kept[Union] += 1
        return union
    union = Union(**factbook.union.values, staff_note=factbook.union.staff_note)
    # Another union may have been made the default one before this one came.
    union.is_default = union.is_default and not Union.objects.filter(is_default=True).exists()
    union.full_clean()
    union.save()
    outcome.created[Union] += 1
    return union


def write_entry(entry, union, outcome) -> None:
    if entry.model.objects.filter(source_key=entry.key).exists() or is_reached(entry):
        outcome.kept[entry.model] += 1
        return
    try:
        row = entry.model(
            union=union, source_key=entry.key, staff_note=entry.staff_note, **with_rows(entry.model, entry.values)
        )
        if isinstance(row, Publishable):
            row.status = entry.values.get("status", Publishable.Status.PUBLISHED)
        row.prepare_for_save()
        row.full_clean()
    except ValidationError as error:
        outcome.refused.append((entry, " ".join(error.messages)))
        return
    row.save()
    outcome.created[entry.model] += 1


def is_reached(entry: Entry) -> bool:
    """Whether it is an entry beneath another in a menu in which staff lead to the same section themselves."""
    if entry.model is not MenuItem or "parent" not in entry.values or "section" not in entry.values:
        return False
    own = MenuItem.objects.filter(is_demo=False, source_key="")
    return own.filter(place=entry.values["place"], section=entry.values["section"]).exists()


def with_rows(model, values) -> dict:
    """The values with the rows that foreign keys name by key, or municipalities by code, in place of the names."""
    fields = {}
    for name, value in values.items():
        target = model._meta.get_field(name).related_model
        if target is None:
            fields[name] = value
        elif target is Municipality:
            fields[name] = row_or_error(Municipality.objects.filter(code=value), value)
        else:
            fields[name] = row_or_error(target.objects.filter(source_key=value), value)
    return fields


def row_or_error(rows, name):
    row = rows.first()
    if row is None:
        raise ValidationError(
            _("%(kind)s “%(name)s” is missing.") % {"kind": rows.model._meta.verbose_name, "name": name}
        )
    return row
