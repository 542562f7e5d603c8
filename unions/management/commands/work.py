import signal
import threading

from django.core.management.base import BaseCommand

from unions.background.mail_worker import MailWorker
from unions.background.picture_worker import PictureWorker


class Command(BaseCommand):
    help = (
        "Sends queued e-mail and makes the copies of new pictures until it is stopped. "
        "Any number of these processes can run at the same time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now and exit.")

    def handle(self, *, once, **options):
        if once:
            MailWorker().step()
            PictureWorker().step()
            return
        stop = threading.Event()
        # The mail that is being sent is finished first.
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, lambda *_: stop.set())
        threading.Thread(target=PictureWorker(stop).work, name="picture worker", daemon=True).start()
        MailWorker(stop).work()
