"""What gunicorn's workers do beside answering: each sends mail that waits, sees to new pictures and to the index.

gunicorn replaces a worker that dies, and with it the threads. Any number of them, and of `manage.py work` beside them,
may run at the same time: each mail and each picture is claimed by one. With WORK=separate all of it is left to
`manage.py work`, but for what belongs to the machine that answers: the index of its searches, and its own disk.
"""

import threading

stop = threading.Event()
threads: list[threading.Thread] = []


def post_worker_init(worker):
    # Only now has Django been set up.
    from trakyakent_site.server.warming import warm

    warm()
    for name, task in tasks():
        thread = threading.Thread(target=task, name=name, daemon=True)
        thread.start()
        threads.append(thread)


def tasks():
    """The threads of this process, by name."""
    from django.conf import settings

    from pages.search.follower import IndexFollower
    from trakyakent_site.page_cache.numbers import numbers_of
    from unions.background.machine_care import MachineCare
    from unions.background.mail_worker import MailWorker
    from unions.background.picture_worker import PictureWorker

    if settings.WORK == "separate":
        yield "care of the machine", MachineCare(stop).work
    else:
        yield "mail worker", MailWorker(stop).work
        yield "picture worker", PictureWorker(stop).work
    # Of a server, this machine knows the numbers anyway.
    numbers = numbers_of(settings.DATABASES["default"])
    yield "search index", IndexFollower(stop, getattr(numbers, "known", None)).work


def worker_exit(server, worker):
    """Let the mail that is being sent be finished: cut off after the server has taken it, it would be sent again."""
    stop.set()
    for thread in threads:
        # Pictures that are cut off are made by the next worker.
        if thread.name == "mail worker":
            thread.join(timeout=20)
