"""What gunicorn's workers do beside answering: each of them also sends mail that waits.

gunicorn replaces a worker that dies, and with it the thread. Any number of them, and of `manage.py work` beside them,
may run at the same time: each mail is claimed by one.
"""

import threading

stop = threading.Event()
thread: threading.Thread | None = None


def post_worker_init(worker):
    # Only now has Django been set up.
    from django.urls import get_resolver

    from unions.background.mail_worker import MailWorker

    # Reads all addresses, for which the first visitor would wait otherwise.
    _addresses = get_resolver().url_patterns
    global thread
    thread = threading.Thread(target=MailWorker(stop).work, name="mail worker", daemon=True)
    thread.start()


def worker_exit(server, worker):
    """Let the mail that is being sent be finished: cut off after the server has taken it, it would be sent again."""
    stop.set()
    if thread is not None:
        thread.join(timeout=20)
