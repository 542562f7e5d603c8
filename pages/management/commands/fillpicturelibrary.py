"""Puts the pictures of all rows into the library that are not there yet, for rows that were written past the site."""

from django.core.management.base import BaseCommand

from pages.library.storing import fill
from unions.tenancy import scope


class Command(BaseCommand):
    help = "Puts the pictures of all rows into the library of their union."

    def handle(self, *args, **options):
        with scope.everything():
            self.stdout.write(f"{fill()} pictures")
