from typing import Any

from django.core.management.base import BaseCommand

from pages.founding.corrections import corrections
from unions.models import Union
from unions.tenancy import scope


class Command(BaseCommand):
    help = (
        "Names the standard pages of every union that still hold a sentence found wrong since. With --write the "
        "sentence is replaced where it stands word for word as delivered; texts of the union's own stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="Replace the sentences.")

    def handle(self, *, write: bool, **options: Any) -> None:
        for union in Union.objects.order_by("code"):
            with scope.of(union):
                for correction in corrections():
                    if write:
                        correction.write()
                    done = "corrected" if write else "to be corrected"
                    languages = ", ".join(correction.texts)
                    self.stdout.write(f"{union.code}: {correction.page.address('tr')} ({languages}) {done}")
