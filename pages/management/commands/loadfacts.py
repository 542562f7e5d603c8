"""Write the verified facts about the unions to the database."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from members.municipalities.models import Municipality
from pages.facts import factbook


class Command(BaseCommand):
    """Write every fact that is missing; a second run finds nothing to do."""

    @property
    def help(self) -> str:  # type: ignore[override]  # in the language of the moment
        return _(
            "Loads the verified facts about the unions, each with its source. Existing entries, corrected or "
            "not, are left as they are."
        )

    def handle(self, **options):
        try:
            books = factbook.factbooks()
        except factbook.MalformedFact as error:
            raise CommandError(error) from error
        if not Municipality.objects.exists():
            call_command("loadreference", stdout=self.stdout)
        for book in books:
            self.report(book, factbook.write(book))

    def report(self, book, outcome):
        self.stdout.write(
            _("%(union)s: %(created)d facts added, %(kept)d already there")
            % {"union": book.code, "created": outcome.created.total(), "kept": outcome.kept.total()}
        )
        for entry, reason in outcome.refused:
            self.stdout.write(
                _("  %(fact)s was not added, because it conflicts with an existing entry: %(reason)s")
                % {"fact": entry, "reason": reason}
            )
