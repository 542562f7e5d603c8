import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from trakyakent_site.backups import restoring, sending, unpacking
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.key import key_from
from trakyakent_site.backups.restoring import PAGES_ASKED, Report
from trakyakent_site.backups.store import store


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty place: an empty DATA_DIR, and with DATABASE_URL an empty database. Reads the"
        " whole archive and compares every sum before anything is changed; then says whether rows, files and pages are"
        " equal. With --check it only reads. Ends with 1 if the backup cannot be restored or a page fails."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, nargs="?")
        parser.add_argument(
            "--from-store",
            nargs="?",
            const=sending.NEWEST,
            metavar="NAME",
            help="Fetch it from the store of BACKUP_STORE: the newest one, or the one that is named.",
        )
        parser.add_argument("--check", action="store_true", help="Only say whether the archive is whole.")
        parser.add_argument("--key-file", type=Path, metavar="FILE", help="A file with the key, instead of BACKUP_KEY.")
        parser.add_argument(
            "--pages", type=int, default=PAGES_ASKED, help="How many pages of each union are asked for."
        )
        parser.add_argument("--json", action="store_true", help="The report as one line for programs.")

    def handle(self, *, archive: Path | None, check: bool, key_file: Path | None, pages: int, **options):
        self.as_json = options["json"]
        try:
            key = key_from(key_file)
            with self.archive_of(archive, options["from_store"]) as path:
                if check:
                    return self.tell_whole(path, key)
                report = restoring.restore(path, key, say=self.say, pages=pages)
        except BackupProblem as error:
            raise CommandError(f"Not restored: {error}" if not check else f"Not good: {error}") from error
        self.tell(report)
        if not report.is_good:
            raise CommandError(f"Restored, but these pages fail: {', '.join(report.failed_pages[:5])}")

    def archive_of(self, archive: Path | None, name: str | None) -> AbstractContextManager[Path]:
        """The file that was named, or what is fetched from the store while it is needed."""
        if archive and not name:
            return nullcontext(archive)
        elsewhere = store()
        if archive or not name or elsewhere is None:
            raise CommandError("Name the archive, or --from-store where BACKUP_STORE is set.")
        self.say(f"Fetching from {elsewhere.place.name} …")
        return sending.fetched(elsewhere, name)

    def say(self, words: str) -> None:
        if not self.as_json:
            self.stdout.write(words)

    def tell_whole(self, archive: Path, key: str) -> None:
        unpacked = unpacking.check(archive, key)
        report = restoring.report_of(unpacked)
        self.stdout.write(
            f"Good: {report.rows} rows in {report.tables} tables, {report.files} files, of {', '.join(report.unions)},"
            f" made {report.made_at}. {' '.join([unpacked.manifest.hint, *report.hints])}"
        )

    def tell(self, report: Report) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(asdict(report)))
            return
        lines = [
            f"Rows    {report.rows} in {report.tables} tables, equal",
            f"Files   {report.files}, {report.bytes / 1024**2:.1f} MB, every sum equal",
            f"Unions  {', '.join(report.unions)}",
            f"Tables  {len(report.migrated)} changes of newer versions applied",
            f"Pages   {report.pages - len(report.failed_pages)} of {report.pages} answer 200",
            *report.hints,
        ]
        self.stdout.write("\n".join(lines))
