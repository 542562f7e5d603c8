"""What each union of this installation has to show by law and does not yet, with the step that closes it."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.obligations import board
from unions.models import Union
from unions.tenancy import scope


class Command(BaseCommand):
    help = "Lists for every union the duties to publish that are not met yet, with the next step."

    def handle(self, *args: Any, **options: Any) -> None:
        for union in Union.objects.order_by("code"):
            with scope.of(union):
                lines = list(board.lines(union))
            open_lines = [line for line in lines if not line.is_met]
            self.stdout.write(f"{union.code}: {len(lines) - len(open_lines)} / {len(lines)}")
            for line in open_lines:
                self.stdout.write(f"  - {line.duty.title}: {line.step}")
