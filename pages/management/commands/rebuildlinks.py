"""Reads which text leads to which thing anew, for instance after rows were written past the site."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.links.following import rebuild


class Command(BaseCommand):
    help = "Reads the links of all texts anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} links")
