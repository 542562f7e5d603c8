import threading

import pytest

from pages.search.follower import IndexFollower
from trakyakent_site.server import background, warming
from unions.background.machine_care import MachineCare
from unions.background.mail_worker import MailWorker
from unions.background.picture_worker import PictureWorker


@pytest.fixture
def working(monkeypatch):
    """How many of the three workers have begun; their threads work until they are told to stop."""
    begun = threading.Semaphore(0)

    def work(worker):
        begun.release()
        assert worker.stop.wait(60)

    for worker in [MailWorker, PictureWorker, IndexFollower, MachineCare]:
        monkeypatch.setattr(worker, "work", work)
    # What is done before the first request is not for the process of all other tests.
    monkeypatch.setattr(warming, "warm", lambda: None)
    monkeypatch.setattr(background, "stop", threading.Event())
    monkeypatch.setattr(background, "threads", [])
    return begun


def test_each_worker_sends_mail_and_sees_to_pictures_until_it_exits(working):
    background.post_worker_init(worker=None)
    for _worker in range(3):
        assert working.acquire(timeout=60)
    assert [thread.name for thread in background.threads] == ["mail worker", "picture worker", "search index"]

    background.worker_exit(server=None, worker=None)

    for thread in background.threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in background.threads)


def test_work_that_was_given_away_leaves_the_machine_its_index_and_its_disk(working, settings):
    settings.WORK = "separate"

    background.post_worker_init(worker=None)
    for _worker in range(2):
        assert working.acquire(timeout=60)
    background.worker_exit(server=None, worker=None)

    assert [thread.name for thread in background.threads] == ["care of the machine", "search index"]


def test_a_worker_that_never_began_exits_at_once(working):
    background.worker_exit(server=None, worker=None)

    assert not working.acquire(blocking=False)
