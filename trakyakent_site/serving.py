"""What gunicorn does beside answering: each of its processes also sends mail that waits.

Read by gunicorn (`--config python:trakyakent_site.serving`), which itself replaces a process that dies, and with it
the thread. A server installation may run `manage.py work` by itself instead.
"""

import threading

stop = threading.Event()
thread: threading.Thread | None = None


def post_worker_init(worker):
    # Only now has Django been set up.
    from unions.postman import Postman

    global thread
    thread = threading.Thread(target=Postman(stop).work, name="postman", daemon=True)
    thread.start()


def worker_exit(server, worker):
    """Let the mail that is being sent be finished: cut off after the server has taken it, it would be sent again."""
    stop.set()
    if thread is not None:
        thread.join(timeout=20)
