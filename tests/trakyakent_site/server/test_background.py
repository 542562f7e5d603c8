import threading

import pytest

from trakyakent_site.server import background
from unions.background.mail_worker import MailWorker


@pytest.fixture
def working(monkeypatch):
    """Set once the mail worker has begun; its thread works until it is told to stop."""
    begun = threading.Event()

    def work(worker):
        begun.set()
        assert worker.stop.wait(60)

    monkeypatch.setattr(MailWorker, "work", work)
    monkeypatch.setattr(background, "stop", threading.Event())
    monkeypatch.setattr(background, "thread", None)
    return begun


def test_each_worker_sends_mail_until_it_exits(working):
    background.post_worker_init(worker=None)
    assert working.wait(60)
    assert background.thread.is_alive()

    background.worker_exit(server=None, worker=None)

    assert not background.thread.is_alive()


def test_a_worker_that_never_began_exits_at_once(working):
    background.worker_exit(server=None, worker=None)

    assert not working.is_set()
