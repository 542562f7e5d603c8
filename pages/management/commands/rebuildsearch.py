"""Make the index of the search anew, for all unions of this installation."""

import time

from django.core.management.base import BaseCommand, CommandError

from pages.search.feeding import catch_up, machine_index
from pages.search.index import Unusable
from unions.models import Union
from unions.tenancy import scope


class Command(BaseCommand):
    help = "Makes the index of the search anew from the rows of all unions. It is needed only after a doubt."

    def handle(self, **options):
        began = time.monotonic()
        index = machine_index()
        index.discard()
        try:
            with scope.everything():
                for union in Union.objects.all():
                    catch_up(index, union)
            with index.answering() as connection:
                (number,) = connection.execute("SELECT SUM(entries) FROM scope_state").fetchone()
        except Unusable as error:
            raise CommandError(f"The index cannot be written: {error}") from error
        self.stdout.write(f"{number or 0} entries, {time.monotonic() - began:.1f} s")
