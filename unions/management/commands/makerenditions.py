from django.core.management.base import BaseCommand

from unions.background.pictures import make_copies, remove_copies


class Command(BaseCommand):
    help = (
        "Creates missing copies of stored pictures and removes copies of pictures that are no longer used. "
        "Copies are normally made when a picture is stored; run this for older ones or after the rules have changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="Create all copies again.")

    def handle(self, *, anew, **options):
        self.stdout.write(f"{make_copies(anew=anew)} created")
        self.stdout.write(f"{remove_copies()} removed")
