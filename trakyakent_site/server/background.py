"""What gunicorn's workers do beside answering: each sends mail that waits, sees to new pictures and to the index.

gunicorn replaces a worker that dies, and with it the threads. Any number of them, and of `manage.py work` beside them,
may run at the same time: each mail and each picture is claimed by one.
"""

import threading

stop = threading.Event()
threads: list[threading.Thread] = []


def post_worker_init(worker):
    # Only now has Django been set up.
    from pages.search.follower import IndexFollower
    from trakyakent_site.server.warming import warm
    from unions.background.mail_worker import MailWorker
    from unions.background.picture_worker import PictureWorker

    warm()
    tasks = [
        ("mail worker", MailWorker(stop).work),
        ("picture worker", PictureWorker(stop).work),
        ("search index", IndexFollower(stop).work),
    ]
    for name, task in tasks:
        thread = threading.Thread(target=task, name=name, daemon=True)
        thread.start()
        threads.append(thread)


def worker_exit(server, worker):
    """Let the mail that is being sent be finished: cut off after the server has taken it, it would be sent again."""
    stop.set()
    for thread in threads:
        # Pictures that are cut off are made by the next worker.
        if thread.name == "mail worker":
            thread.join(timeout=20)
