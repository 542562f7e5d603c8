from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trakyakent_site.backups import making, proving, sending
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.key import key_from
from trakyakent_site.backups.store import store

# sysexits.h, EX_TEMPFAIL: another one runs; try later.
BUSY = 75
NOT_PROVED = 2
NOT_SENT = 3


class Command(BaseCommand):
    help = (
        "Makes one backup of the database, the stored files and the settings that are no secret, while the site runs,"
        " and removes older ones: kept are the newest three, and those of 7 days, 4 weeks and 12 months."
        " With BACKUP_KEY it is sealed and holds the secret key; with BACKUP_STORE it is sent there, too. Ends with 0"
        " if all was done, with 1 if it was not made, with 2 if it was made but could not be proved, with 3 if it was"
        " made but could not be sent, with 75 if another one runs."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="Where to keep it, instead of BACKUP_DIR.")
        parser.add_argument("--key-file", type=Path, metavar="FILE", help="A file with the key, instead of BACKUP_KEY.")
        parser.add_argument("--prove", action="store_true", help="Restore it on trial, into a place that is removed.")

    def handle(self, *, to: Path | None, key_file: Path | None, prove: bool, **options):
        folder = (to or settings.BACKUP_DIR).resolve()
        try:
            key = key_from(key_file)
            made = making.make(folder, key, after=self.highest_sent())
        except making.AnotherRuns as error:
            raise CommandError(f"Backup not begun: {error}", returncode=BUSY) from error
        except BackupProblem as error:
            raise CommandError(f"Backup FAILED: {error}") from error
        words = ""
        if prove:
            try:
                report = proving.prove(made.path, key)
            except BackupProblem as error:
                raise CommandError(
                    f"Backup made ({made.path}), but it could NOT be restored on trial: {error}", returncode=NOT_PROVED
                ) from error
            words = f", restored on trial ({report['pages']} pages asked)"
        removed = making.prune(made)
        words += self.send(made)
        self.stdout.write(
            f"Backup made: {made.path}, {made.bytes / 1024**2:.1f} MB, {made.rows} rows in {made.tables} tables,"
            f" {made.files} files, {made.seconds:.1f} s{words}{of_removed(removed)}"
        )

    def highest_sent(self) -> int:
        """The number of the newest backup in the store; none where it cannot be asked, which is told at sending."""
        try:
            elsewhere = store()
            return sending.highest_number(elsewhere.briefly()) if elsewhere else 0
        except BackupProblem:
            return 0

    def send(self, made: making.Made) -> str:
        """To the store, if there is one."""
        try:
            elsewhere = store()
            if elsewhere is None:
                return ""
            removed = sending.send(elsewhere, made.path)
        except BackupProblem as error:
            raise CommandError(f"Backup made ({made.path}), but NOT sent: {error}", returncode=NOT_SENT) from error
        return f", sent to {elsewhere.place.name}{of_removed(removed)}"


def of_removed(removed: list[str]) -> str:
    return f"; {len(removed)} older ones removed" if removed else ""
