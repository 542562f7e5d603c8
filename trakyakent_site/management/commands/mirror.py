from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from trakyakent_site.mirror import copying
from trakyakent_site.operations.locks import file_lock


class Command(BaseCommand):
    help = (
        "Copies every public page of the unions that have changed into DATA_DIR/mirror/<host>/, from where a proxy"
        " serves them when the application is dead. Run it every few minutes; a copy is a day old at most."
    )

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="Copy all unions, changed or not.")
        parser.add_argument(
            "--drift", type=int, metavar="N", help="Compare N pages with the site, and end with 1 if any differs."
        )
        parser.add_argument("--zip", type=Path, metavar="FILE", help="Also write all copies into one file.")

    def handle(self, *, anew: bool, drift: int | None, zip: Path | None, **options):
        if drift is not None:
            return self.compare(drift)
        copying.make_folder(copying.root())
        with file_lock(copying.root() / ".lock", self.stderr.write):
            for copy in copying.refresh(anew=anew):
                self.stdout.write(
                    f"{copy.host}: {copy.pages} pages, {copy.files} files, {copy.written} of them written anew,"
                    f" {len(copy.failed)} failed"
                )
                for words in copy.failed[:10]:
                    self.stdout.write(f"  {words}")
            if zip:
                self.stdout.write(f"{zip}: {copying.write_zip(zip)} files")

    def compare(self, number: int) -> None:
        compared, different = copying.drift(number)
        self.stdout.write(f"{len(different)} of {compared} pages differ from the site.")
        if different or not compared:
            raise CommandError(", ".join(different[:10]) or "Nothing has been copied yet.")
