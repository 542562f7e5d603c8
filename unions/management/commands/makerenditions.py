from django.core.management.base import BaseCommand

from unions.background.pictures import copies_made, copies_removed


class Command(BaseCommand):
    help = (
        "Makes the copies that stored pictures lack, and removes those of pictures that no row shows any more. "
        "Pictures get their copies when they are stored; this is for those stored before, and for changed rules."
    )

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="Make all copies again.")

    def handle(self, *, anew, **options):
        self.stdout.write(f"{copies_made(anew=anew)} made")
        self.stdout.write(f"{copies_removed()} removed")
