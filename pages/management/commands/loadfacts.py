"""Write the verified facts about the unions to the database."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.municipalities.models import Municipality
from pages import factbook


class Command(BaseCommand):
    """Write every fact that is missing; a second run finds nothing to do."""

    help = gettext_lazy(
        "Writes the verified facts about the unions, each with its source. What is already there, corrected or not, "
        "stays as it is."
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
            _("%(union)s: %(created)d facts written, %(kept)d already there")
            % {"union": book.code, "created": outcome.created.total(), "kept": outcome.kept.total()}
        )
        for entry, reason in outcome.refused:
            self.stdout.write(
                _("  %(fact)s left out, because it contradicts what is there: %(reason)s")
                % {"fact": entry, "reason": reason}
            )
