"""Load the provinces and municipalities of `members/municipalities/reference/` into the database."""

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from members.municipalities.loading import UnknownSuccessor, load
from members.municipalities.reference_data import MalformedRow, municipalities, provinces


class Command(BaseCommand):
    """Bring the reference data up to date; a second run finds nothing to do."""

    @property
    def help(self):
        # argparse does not accept lazy strings.
        return _(
            "Loads the 81 provinces and all municipalities from the shipped tables into the database. Values "
            "that the tables do not contain and rows that are missing from them are kept."
        )

    def handle(self, **options):
        try:
            tables = list(provinces()), list(municipalities())
        except (MalformedRow, OSError) as error:
            raise CommandError(error) from error
        try:
            with transaction.atomic():
                of_provinces, of_municipalities = load(*tables)
        except UnknownSuccessor as error:
            raise CommandError(
                _("municipalities.csv names successors that are not in the file: %(codes)s") % {"codes": error}
            ) from error
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
