"""Write the reference data to the database: new rows are created, changed ones updated, none is deleted."""

from dataclasses import dataclass, field

from django.db import models

from members.municipalities.models import Municipality, Province
from members.municipalities.reference_data import MunicipalityRow, ProvinceRow
from unions.text.partial_dates import PartialDate

BATCH = 500


class UnknownSuccessor(ValueError):
    """A closed municipality names a successor that is not in the table."""

    def __init__(self, codes: set[str]):
        super().__init__(", ".join(sorted(codes)))


@dataclass
class Outcome:
    """What was done with the rows of one table."""

    created: list[models.Model] = field(default_factory=list)
    updated: list[models.Model] = field(default_factory=list)
    unchanged: int = 0
    unlisted: int = 0


def load(province_rows: list[ProvinceRow], municipality_rows: list[MunicipalityRow]) -> tuple[Outcome, Outcome]:
    """Write both tables; called in a transaction."""
    of_provinces = write(Province, "plate", {row.plate: province_values(row) for row in province_rows})
    of_municipalities = write(Municipality, "code", {row.code: municipality_values(row) for row in municipality_rows})
    link_successors(municipality_rows, of_municipalities)
    return of_provinces, of_municipalities


def province_values(row):
    return {
        "name": row.name,
        "slug": row.slug,
        "is_metropolitan": row.is_metropolitan,
        "region_tr": row.region_tr,
        "region_en": row.region_en,
        "population": row.population,
        "area": row.area_km2,
        "latitude": row.latitude,
        "longitude": row.longitude,
    }


def municipality_values(row):
    return {
        "province_id": row.plate,
        "name": row.name,
        "slug": row.slug,
        "kind": row.kind,
        "district_name": row.district,
        "population": row.population,
        "population_year": row.population_year,
        "population_of": row.population_of,
        "area": row.area_km2,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "closed_on": PartialDate.parse(row.closed_on) if row.closed_on else None,
    }


def write(model, key, rows) -> Outcome:
    """Create and update the rows of the model with these values, by the value of the field `key`."""
    outcome = Outcome()
    stored = {getattr(row, key): row for row in model.objects.all()}
    for name, values in rows.items():
        row = stored.pop(name, None)
        if row is None:
            outcome.created.append(model(**{key: name}, **values))
        elif apply(row, values):
            outcome.updated.append(row)
        else:
            outcome.unchanged += 1
    outcome.unlisted = len(stored)

    # Even an empty write would invalidate the pages of every union.
    if outcome.updated:
        columns = [column.removesuffix("_id") for column in next(iter(rows.values()))]
        model.objects.bulk_update(outcome.updated, [*columns, "sort_key"], batch_size=BATCH)
    if outcome.created:
        model.objects.bulk_create(outcome.created, batch_size=BATCH)
    return outcome


def apply(row, values) -> bool:
    """Set the values on the row, except empty ones; True if that changed it.

    Where the tables have no value the row keeps its own: staff may have entered the coordinates.
    """
    present = {name: value for name, value in values.items() if value not in [None, ""]}
    before = [getattr(row, name) for name in [*present, "sort_key"]]
    for name, value in present.items():
        setattr(row, name, value)
    row.prepare_for_save()
    return before != [getattr(row, name) for name in [*present, "sort_key"]]


def link_successors(rows, outcome):
    """Link closed municipalities to their successors, once all of them are stored."""
    successors = {row.code: row.successor_code for row in rows if row.successor_code}
    if not successors:
        return
    stored = Municipality.objects.in_bulk({*successors, *successors.values()}, field_name="code")
    missing = {*successors.values()} - {*stored}
    if missing:
        raise UnknownSuccessor(missing)
    changed = []
    for code, successor_code in successors.items():
        row, successor = stored[code], stored[successor_code]
        if row.successor_id != successor.pk:
            row.successor = successor
            changed.append(row)
    if changed:
        Municipality.objects.bulk_update(changed, ["successor"], batch_size=BATCH)
    late = [row for row in changed if row not in [*outcome.created, *outcome.updated]]
    outcome.updated += late
    outcome.unchanged -= len(late)
