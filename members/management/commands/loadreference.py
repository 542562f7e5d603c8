"""Write the provinces and municipalities of `members/municipalities/reference/` to the database."""

from dataclasses import dataclass, field

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from members.municipalities.models import Municipality, Province
from members.municipalities.reference_data import MalformedRow, municipalities, provinces
from unions.text.partial_dates import PartialDate

BATCH = 500


@dataclass
class Outcome:
    """What a run did with the rows of one table."""

    created: list[models.Model] = field(default_factory=list)
    updated: list[models.Model] = field(default_factory=list)
    unchanged: int = 0
    unlisted: int = 0


class Command(BaseCommand):
    """Bring the reference data up to date; a second run finds nothing to do."""

    @property
    def help(self):
        # argparse takes no lazy text.
        return _(
            "Loads the 81 provinces and all municipalities from the shipped tables into the database. Values "
            "that the tables do not contain and rows that are missing from them are kept."
        )

    def handle(self, **options):
        try:
            wanted_provinces = {row.plate: province_values(row) for row in provinces()}
            municipality_rows = list(municipalities())
        except (MalformedRow, OSError) as error:
            raise CommandError(error) from error

        try:
            with transaction.atomic():
                of_provinces = write(Province, "plate", wanted_provinces)
                of_municipalities = write(
                    Municipality,
                    "code",
                    {row.code: municipality_values(row) for row in municipality_rows},
                )
                link_successors(municipality_rows, of_municipalities)
        except IntegrityError as error:
            raise CommandError(
                _("Nothing was written: a row in the tables conflicts with one in the database (%(error)s).")
                % {"error": error}
            ) from error

        self.report(_("Provinces"), of_provinces)
        self.report(_("Municipalities"), of_municipalities)

    def report(self, title, outcome):
        line = _("%(title)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged") % {
            "title": title,
            "created": len(outcome.created),
            "updated": len(outcome.updated),
            "unchanged": outcome.unchanged,
        }
        if outcome.unlisted:
            line += _(", %(unlisted)d not in the tables") % {"unlisted": outcome.unlisted}
        self.stdout.write(line)


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
        "area": row.area_km2,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "closed_on": PartialDate.parse(row.closed_on) if row.closed_on else None,
    }


def write(model, key, wanted) -> Outcome:
    """Create and update rows of the model until they say what is wanted, keyed by the field `key`."""
    outcome = Outcome()
    stored = {getattr(row, key): row for row in model.objects.all()}
    for name, values in wanted.items():
        row = stored.pop(name, None)
        if row is None:
            outcome.created.append(model(**{key: name}, **values))
        elif apply(row, values):
            outcome.updated.append(row)
        else:
            outcome.unchanged += 1
    outcome.unlisted = len(stored)

    # An empty write would still tell every union's pages that something changed.
    if outcome.updated:
        columns = [column.removesuffix("_id") for column in next(iter(wanted.values()))]
        model.objects.bulk_update(outcome.updated, [*columns, "sort_key"], batch_size=BATCH)
    if outcome.created:
        model.objects.bulk_create(outcome.created, batch_size=BATCH)
    return outcome


def apply(row, values) -> bool:
    """Set the known ones of the values on the row; True if that changed it.

    What the tables do not know is left alone: a union may have entered the point itself.
    """
    known = {name: value for name, value in values.items() if value not in [None, ""]}
    before = [getattr(row, name) for name in [*known, "sort_key"]]
    for name, value in known.items():
        setattr(row, name, value)
    row.prepare_for_save()
    return before != [getattr(row, name) for name in [*known, "sort_key"]]


def link_successors(rows, outcome):
    """Point closed municipalities at the one that took over, once all of them have a number."""
    successors = {row.code: row.successor_code for row in rows if row.successor_code}
    if not successors:
        return
    stored = Municipality.objects.in_bulk({*successors, *successors.values()}, field_name="code")
    missing = {*successors.values()} - {*stored}
    if missing:
        raise CommandError(
            _("municipalities.csv names successors that are not in the file: %(codes)s")
            % {"codes": ", ".join(sorted(missing))}
        )
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
