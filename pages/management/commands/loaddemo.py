"""Fill the sites of the shipped unions with invented content."""

from time import monotonic

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.demo import loading
from unions.models import Union


class Command(BaseCommand):
    """Write what is missing of the demonstration; a second run finds nothing to do."""

    @property
    def help(self) -> str:  # type: ignore[override]  # in the language of the moment
        return _(
            "Fills every page of the shipped unions' sites with invented sample content: members, people, "
            "meetings, decisions, annual documents, news, pictures. Every entry is marked, every page says "
            "so, and `cleardemo` removes it all. A second run adds only what is missing."
        )

    def handle(self, **options):
        call_command("loadfacts", stdout=self.stdout)
        for union in Union.objects.all():
            if loading.has_texts(union):
                self.load(union)

    def load(self, union):
        began = monotonic()
        self.stdout.write(_("%(union)s: preparing sample content …") % {"union": union.code})
        self.stdout.flush()
        try:
            draft = loading.load(union, timezone.localdate())
        except (IntegrityError, ValidationError) as error:
            raise CommandError(
                _("%(union)s: nothing was added, because a sample entry conflicts with an existing entry (%(error)s).")
                % {"union": union.code, "error": error}
            ) from error
        self.stdout.write(
            _("%(union)s: %(count)d sample entries added in %(seconds)d seconds")
            % {"union": union.code, "count": len(draft.rows), "seconds": monotonic() - began}
        )
