import signal

from django.core.management.base import BaseCommand, CommandError

from unions.background.crew import Crew
from unions.background.mail_worker import MailWorker
from unions.background.picture_worker import PictureWorker


class Command(BaseCommand):
    help = (
        "Sends queued e-mail, makes the copies of new pictures, reads new documents and does the periodic tasks until"
        " it is stopped. Any number of these processes can run at the same time, on any number of machines."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now and exit.")
        parser.add_argument(
            "--mirror",
            action="store_true",
            help="Also copy the public pages every quarter of an hour, where no timer runs manage.py mirror.",
        )

    def handle(self, *, once, mirror, **options):
        if once:
            MailWorker().step()
            PictureWorker().step()
            return
        crew = Crew(mirrors=mirror)
        # The mail that is being sent is finished first.
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, lambda *_: crew.end())
        if not crew.work():
            raise CommandError("A part of it has failed; the log says which.")
