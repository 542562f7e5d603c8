from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trakyakent_site.operations.traffic import Traffic


class Command(BaseCommand):
    help = (
        "Traffic data of Law 5651 in ACCESS_LOG_DIR. seal: chains and packs the days that are over, and removes those"
        " whose time is over. verify: says whether every day is as it was sealed, and ends with 1 if not."
    )
    # It also works while the database does not answer.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", choices=["seal", "verify"])

    def handle(self, *, task: str, **options: Any) -> None:
        if not settings.ACCESS_LOG_DIR:
            if task == "seal":
                # The timer runs everywhere; an installation without traffic data has nothing to do.
                self.stdout.write("ACCESS_LOG_DIR is not set: there are no traffic data.")
                return
            raise CommandError("ACCESS_LOG_DIR is not set: there are no traffic data.")
        traffic = Traffic(Path(settings.ACCESS_LOG_DIR))
        if task == "seal":
            self.seal(traffic)
        else:
            self.verify(traffic)

    def seal(self, traffic: Traffic) -> None:
        most = settings.ACCESS_LOG_MEGABYTES * 1024 * 1024
        try:
            seals = traffic.seal(timezone.localdate(), days=settings.ACCESS_LOG_DAYS, most_bytes=most)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        for seal in seals:
            what = f"removed ({seal.removed})" if seal.removed else f"sealed, {seal.lines} lines, {seal.sha256}"
            self.stdout.write(f"{seal.day}: {what}")
        if seals:
            self.stdout.write(f"The last seal, to be kept elsewhere: {seals[-1].link}")

    def verify(self, traffic: Traffic) -> None:
        wrongs = list(traffic.wrongs())
        for wrong in wrongs:
            self.stderr.write(wrong)
        seals = traffic.seals() if not wrongs else []
        if wrongs:
            raise SystemExit(1)
        kept = len({seal.day for seal in seals} - {seal.day for seal in seals if seal.removed})
        self.stdout.write(f"{kept} days are as they were sealed. The last seal: {seals[-1].link if seals else 'none'}")
